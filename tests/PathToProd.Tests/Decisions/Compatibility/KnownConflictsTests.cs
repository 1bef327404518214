using System.Collections.Immutable;
using PathToProd.Decisions.Compatibility;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Facts.VersionSets;
using PathToProd.Tests.Facts.VersionSets;
using PathToProd.Versions;
using static PathToProd.Tests.Facts.EvidenceRecords.EvidenceBuilder;

namespace PathToProd.Tests.Decisions.Compatibility;

public sealed class KnownConflictsTests
{
    private static readonly VersionSet Bad = SetBuilder.Set("bad", "base-k8s 1.31.0", "dns 1.0.0", "ingress 2.1.0");

    [Test]
    public void A_failed_set_with_no_neighbour_that_works_is_to_blame_as_a_whole() =>
        Conflicts(State(Bad, passed: false)).ShouldBe(["base-k8s 1.31.0, dns 1.0.0, ingress 2.1.0"]);

    [Test]
    public void What_made_the_difference_to_a_set_that_works_is_guilty() =>
        Conflicts(
                State(Bad, passed: false),
                State(SetBuilder.Set("g", "base-k8s 1.30.4", "dns 1.0.0", "ingress 2.1.0")),
                State(SetBuilder.Set("h", "base-k8s 1.31.0", "dns 1.0.0", "ingress 2.0.0"))
            )
            .ShouldBe(["base-k8s 1.31.0, ingress 2.1.0"]);

    [Test]
    public void A_component_that_was_not_there_makes_a_difference_too() =>
        Conflicts(State(Bad, passed: false), State(SetBuilder.Set("g", "base-k8s 1.31.0", "ingress 2.1.0")))
            .ShouldBe(["dns 1.0.0"]);

    [Test]
    public void A_set_that_differs_in_two_components_shows_nothing() =>
        Conflicts(
                State(Bad, passed: false),
                State(SetBuilder.Set("g", "base-k8s 1.30.4", "dns 1.0.0", "ingress 2.0.0")),
                State(SetBuilder.Set("h", "base-k8s 1.31.0")),
                State(SetBuilder.Set("i", "base-k8s 1.31.0", "dns 1.0.0", "ingress 2.2.0", "more 1.0.0"))
            )
            .ShouldBe(["base-k8s 1.31.0, dns 1.0.0, ingress 2.1.0"]);

    [Test]
    public void What_a_good_set_holds_all_of_is_not_a_conflict()
    {
        var more = SetBuilder.Set("g", "base-k8s 1.31.0", "dns 1.0.0", "ingress 2.1.0", "more 1.0.0");

        Conflicts(State(Bad, passed: false), State(more)).ShouldBeEmpty();
        Conflicts(
                State(Bad, passed: false),
                State(SetBuilder.Set("g", "base-k8s 1.30.4", "dns 1.0.0", "ingress 2.1.0")),
                State(SetBuilder.Set("h", "base-k8s 1.31.0", "dns 1.0.0", "ingress 2.0.0")),
                State(more)
            )
            .ShouldBeEmpty();
    }

    [Test]
    public void A_later_run_of_the_same_set_overrides()
    {
        Conflicts(State(Bad, passed: false, hours: 2), State(Bad, hours: 1)).ShouldBeEmpty();
        Conflicts(State(Bad, hours: 2), State(Bad, passed: false, hours: 1)).Length.ShouldBe(1);
    }

    [Test]
    public void Another_build_of_the_same_version_is_another_one()
    {
        var rebuilt = SetBuilder.Set("rebuilt", "base-k8s 1.31.0", "dns 1.0.0", "ingress 2.1.0 rebuilt");

        Conflicts(State(Bad, passed: false), State(rebuilt)).ShouldBe(["ingress 2.1.0"]);
        Conflicts(State(Bad, passed: false), State(rebuilt, passed: false, hours: 2)).Length.ShouldBe(2);
    }

    [Test]
    public void Stale_and_cancelled_evidence_says_nothing() =>
        Conflicts(State(Bad, passed: false, hours: 24 * 31), State(Bad) with { Outcome = EvidenceOutcome.Cancelled })
            .ShouldBeEmpty();

    [Test]
    public void A_conflict_that_holds_all_of_a_smaller_one_is_left_out() =>
        Conflicts(
                State(Bad, passed: false, hours: 5),
                State(SetBuilder.Set("g", "base-k8s 1.30.4", "dns 1.0.0", "ingress 2.1.0")),
                State(SetBuilder.Set("h", "base-k8s 1.31.0", "dns 1.0.0", "ingress 2.0.0")),
                State(SetBuilder.Set("j", "base-k8s 1.31.0", "dns 1.1.0", "ingress 2.1.0"), passed: false, hours: 2),
                State(SetBuilder.Set("k", "base-k8s 1.32.0", "dns 1.1.0", "ingress 2.1.0"), passed: false, hours: 3)
            )
            .ShouldBe(["base-k8s 1.32.0, dns 1.1.0, ingress 2.1.0", "base-k8s 1.31.0, ingress 2.1.0"]);

    [Test]
    public void The_same_conflict_is_reported_once_with_its_newest_evidence()
    {
        var newest = State(
            SetBuilder.Set("j", "base-k8s 1.31.0", "dns 1.1.0", "ingress 2.1.0"),
            "ci-2",
            2,
            passed: false
        );
        var found = KnownConflicts.Of(
            SetVerdicts.Of(
                Verdicts(
                    State(Bad, passed: false, hours: 5),
                    State(SetBuilder.Set("g", "base-k8s 1.30.4", "dns 1.0.0", "ingress 2.1.0")),
                    newest,
                    State(SetBuilder.Set("h", "base-k8s 1.30.4", "dns 1.1.0", "ingress 2.1.0"))
                )
            )
        );

        var conflict = found.ShouldHaveSingleItem();
        conflict.Evidence.ShouldBe(newest);
        conflict.Prose.ShouldBe("failed on ci-2 on 2026-11-22");
    }

    [Test]
    public void Several_versions_failed_together() =>
        KnownConflicts
            .Of(SetVerdicts.Of(Verdicts(State(Bad, passed: false))))
            .ShouldHaveSingleItem()
            .Prose.ShouldBe("failed together on ci-1 on 2026-11-22");

    [Test]
    public void A_set_that_failed_in_one_environment_is_bad_unless_the_one_that_is_asked_for_says_otherwise()
    {
        var words = Verdicts(State(Bad, "ci-1", 1), State(Bad, "ci-2", 2, passed: false), State(Bad, "ci-3", 3));

        SetVerdicts.Of(words).Good.ShouldBeEmpty();
        SetVerdicts.Of(words).Bad.ShouldHaveSingleItem().Evidence.Environment.ShouldBe("ci-2");
        SetVerdicts.Of(words, "ci-2").Bad.ShouldHaveSingleItem().IsGood.ShouldBeFalse();
        SetVerdicts.Of(words, "ci-3").Good.ShouldHaveSingleItem().Evidence.Environment.ShouldBe("ci-3");
        SetVerdicts.Of(words, "ci-3").Bad.ShouldBeEmpty();
        SetVerdicts.Of(words, "ci-9").Bad.Length.ShouldBe(1);
    }

    [Test]
    public void Where_an_environment_says_otherwise_its_evidence_has_its_place_among_the_others()
    {
        var other = SetBuilder.Set("other", "dns 1.0.0");
        var words = Verdicts(State(Bad, "ci-1", 1), State(other, "ci-1", 3), State(Bad, "ci-2", 5));

        SetVerdicts.Of(words, "ci-2").Good.Select(good => good.At).ShouldBe([Now.AddHours(-3), Now.AddHours(-5)]);
    }

    [Test]
    public void The_sets_that_work_are_listed_the_newest_first()
    {
        var other = SetBuilder.Set("other", "dns 1.0.0");
        var good = SetVerdicts
            .Of(Verdicts(State(Bad, hours: 9), State(other, hours: 4), State(Bad, "ci-2", hours: 6)))
            .Good;

        good.Select(verdict => verdict.Set).ShouldBe([other.Digest, Bad.Digest]);
        good[1].At.ShouldBe(Now.AddHours(-6));
        good[1].Members.ShouldBe(Bad.Members);
    }

    /// <summary>Worlds where one pair of versions does not work together, and some of all sets were tested.</summary>
    [Test]
    public void In_a_world_with_one_guilty_pair_conflicts_are_what_comparing_all_sets_with_all_gives()
    {
        var random = new Random(5);
        for (var round = 0; round < Cases.Of(300); round++)
        {
            var components = 2 + random.Next(3);
            var versions = 2 + random.Next(2);
            var guilty = (
                First: random.Next(components - 1),
                FirstVersion: random.Next(versions),
                SecondVersion: random.Next(versions)
            );
            var all = AllSets(components, versions);
            var tested = all.Where(_ => random.Next(3) > 0).ToArray();
            Func<int[], bool> works = set =>
                set[guilty.First] != guilty.FirstVersion || set[guilty.First + 1] != guilty.SecondVersion;

            var found = KnownConflicts
                .Of(SetVerdicts.Of(Verdicts([.. tested.Select(set => State(Named(set), passed: works(set)))])))
                .Select(conflict => string.Join(' ', conflict.Together))
                .Order(StringComparer.Ordinal);

            found.ShouldBe(ByHand(tested, works).Order(StringComparer.Ordinal), $"round {round}");
        }
    }

    [Test]
    public void When_everything_was_tested_the_guilty_pair_alone_is_found()
    {
        var all = AllSets(4, 3);
        Func<int[], bool> works = set => set[1] != 2 || set[2] != 0;

        Conflicts([.. all.Select(set => State(Named(set), passed: works(set)))]).ShouldBe(["c1 1.2.0, c2 1.0.0"]);
    }

    /// <summary>By the definition: every failed set against every good one, then without what holds another.</summary>
    private static IEnumerable<string> ByHand(int[][] tested, Func<int[], bool> works)
    {
        var good = tested.Where(works).ToArray();
        var found = new List<(int Component, int Version)[]>();
        foreach (var bad in tested.Where(set => !works(set)))
        {
            var guilty = Enumerable
                .Range(0, bad.Length)
                .Where(at =>
                    good.Any(set =>
                        Enumerable.Range(0, bad.Length).All(other => (set[other] == bad[other]) == (other != at))
                    )
                )
                .ToArray();
            var together = (guilty.Length > 0 ? guilty : [.. Enumerable.Range(0, bad.Length)])
                .Select(at => (at, bad[at]))
                .ToArray();
            if (!good.Any(set => together.All(one => set[one.at] == one.Item2)))
            {
                found.Add(together);
            }
        }

        return found
            .Where(one => !found.Any(other => other.Length < one.Length && other.All(one.Contains)))
            .Select(one =>
                string.Join(
                    ' ',
                    one.Select(member => ($"c{member.Component}", SemVersion.Parse($"1.{member.Version}.0")))
                )
            )
            .Distinct();
    }

    private static int[][] AllSets(int components, int versions) =>
        [
            .. Enumerable
                .Range(0, (int)Math.Pow(versions, components))
                .Select(number =>
                    Enumerable
                        .Range(0, components)
                        .Select(at => number / (int)Math.Pow(versions, at) % versions)
                        .ToArray()
                ),
        ];

    private static VersionSet Named(int[] set) =>
        SetBuilder.Set("s", [.. set.Select((version, at) => $"c{at} 1.{version}.0")]);

    private static string[] Conflicts(params ImmutableArray<Evidence> evidence) =>
        [
            .. KnownConflicts
                .Of(SetVerdicts.Of(Verdicts(evidence)))
                .Select(conflict =>
                    string.Join(", ", conflict.Together.Select(one => $"{one.Component} {one.Version}"))
                ),
        ];
}
