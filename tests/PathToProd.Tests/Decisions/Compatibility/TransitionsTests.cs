using System.Collections.Immutable;
using PathToProd.Decisions.Compatibility;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Facts.VersionSets;
using PathToProd.Tests.Facts.VersionSets;
using PathToProd.Text;
using PathToProd.Versions;
using static PathToProd.Tests.Facts.EvidenceRecords.EvidenceBuilder;

namespace PathToProd.Tests.Decisions.Compatibility;

public sealed class TransitionsTests
{
    private static readonly VersionSet A = SetBuilder.Set("2026.10.2", "ingress 1.4.0");
    private static readonly VersionSet B = SetBuilder.Set("2026.10.4", "ingress 1.5.0");
    private static readonly VersionSet C = SetBuilder.Set("2026.11.1", "ingress 1.6.0");
    private static readonly VersionSet D = SetBuilder.Set("2026.11.2", "ingress 1.7.0");
    private static readonly VersionSet[] Sets = [D, C, B, A];

    [Test]
    public void A_step_that_passed_is_the_shortest_path() =>
        Sentence(A, C, Step(A, C, hours: 50) with { Line = 7 })
            .ShouldBe(
                "2026.10.2 to 2026.11.1: the step passed on ci-1 2 days ago (compatibility.jsonl:7 sha256:feedf00d).\n"
            );

    [Test]
    public void Without_a_tested_step_the_shortest_path_is_over_sets_between() =>
        Sentence(A, C, Step(A, B), Step(B, C))
            .ShouldBe("2026.10.2 to 2026.11.1: no tested step; shortest tested path is via 2026.10.4.\n");

    [Test]
    public void A_guide_shows_a_path() => Snapshot.Match(Sentence(A, C, Step(A, B), Step(B, C)));

    [Test]
    public void A_longer_path_names_all_sets_between_in_their_order() =>
        Sentence(A, D, Step(A, B), Step(B, C), Step(C, D))
            .ShouldBe(
                "2026.10.2 to 2026.11.2: no tested step; shortest tested path is via 2026.10.4 then 2026.11.1.\n"
            );

    [Test]
    public void The_way_back_is_a_way_of_its_own() =>
        Sentence(C, A, Step(A, B), Step(B, C), Step(A, C))
            .ShouldBe("2026.11.1 to 2026.10.2: no tested step; no tested path leads there.\n");

    [Test]
    public void A_step_that_failed_says_why() =>
        Sentence(A, C, Step(A, C, passed: false, hours: 3), Step(A, B), Step(B, C))
            .ShouldBe(
                "2026.10.2 to 2026.11.1: the step failed on ci-1 3 hours ago (compatibility.jsonl:0 sha256:feedf00d): "
                    + "ingress/smoke failed: connection refused; shortest tested path is via 2026.10.4.\n"
            );

    [Test]
    public void A_stale_step_says_what_it_was_and_why_it_is_stale() =>
        Sentence(A, C, Step(A, C, hours: 24 * 40))
            .ShouldBe(
                "2026.10.2 to 2026.11.1: the step passed on ci-1 40 days ago (compatibility.jsonl:0 sha256:feedf00d), "
                    + "but that is stale because it is 40 d old, and evidence counts for 30 d; no tested path leads there.\n"
            );

    [Test]
    public void Two_sets_that_run_the_same_need_no_step() =>
        Sentence(A, A with { Name = "again" })
            .ShouldBe("2026.10.2 to again: both run the same, so there is no step.\n");

    [Test]
    public void Steps_that_failed_anywhere_or_are_stale_are_no_part_of_a_path()
    {
        Path(A, C, Step(A, B), Step(A, B, "ci-2", passed: false), Step(B, C)).ShouldBeNull();
        Path(A, C, Step(A, B, hours: 24 * 40), Step(B, C)).ShouldBeNull();
        Path(A, C, Step(A, B) with { Outcome = EvidenceOutcome.Cancelled }, Step(B, C)).ShouldBeNull();
        Path(A, C, Step(A, B), Step(B, C)).ShouldBe("2026.10.2 2026.10.4 2026.11.1");
    }

    [Test]
    public void Only_the_environment_that_is_asked_for_counts()
    {
        var verdicts = Verdicts(Step(A, B, "ci-1"), Step(A, B, "ci-2", passed: false));

        new Transitions(verdicts, Sets, "ci-1").Of(A, B).State.ShouldBe(MatrixState.KnownGood);
        new Transitions(verdicts, Sets, "ci-2").Of(A, B).State.ShouldBe(MatrixState.Failed);
        new Transitions(verdicts, Sets, "ci-3").Of(A, B).State.ShouldBe(MatrixState.Unknown);
        new Transitions(verdicts, Sets).Of(A, B).State.ShouldBe(MatrixState.Failed);
        new Transitions(verdicts, Sets, "ci-2").All.ShouldHaveSingleItem().Cell.Evidence!.Environment.ShouldBe("ci-2");
    }

    [Test]
    public void A_step_that_passed_lately_somewhere_is_good_though_it_is_stale_elsewhere()
    {
        var verdicts = Verdicts(Step(A, B, "ci-1", hours: 20), Step(A, B, "ci-2", hours: 24 * 40));

        new Transitions(verdicts, Sets).Of(A, B).State.ShouldBe(MatrixState.KnownGood);
        new Transitions(
            LatestVerdicts.Of(
                [Step(A, B, "ci-1", hours: 20), Step(A, B, "ci-2", hours: 1)],
                Rules with
                {
                    Surroundings = ImmutableSortedDictionary<string, Surroundings>.Empty.Add(
                        "ci-2",
                        new Surroundings(SemVersion.Parse("1.32.0"), Tools())
                    ),
                }
            ),
            Sets
        )
            .Of(A, B)
            .Evidence!.Environment.ShouldBe("ci-1");
        new Transitions(Verdicts(Step(A, B, "ci-2", hours: 24 * 40)), Sets).Of(A, B).State.ShouldBe(MatrixState.Stale);
    }

    [Test]
    public void Steps_between_sets_without_a_name_are_left_out()
    {
        var transitions = new Transitions(Verdicts(Step(A, B), Step(B, C)), [A, B, A with { Name = "twin" }]);

        var step = transitions.All.ShouldHaveSingleItem();
        (step.From.Name, step.To.Name).ShouldBe(("2026.10.2", "2026.10.4"));
        Should
            .Throw<ArgumentException>(() => transitions.Of(A, C))
            .Message.ShouldBe("2026.11.1 is not among the sets (Parameter 'set')");
    }

    [Test]
    public void Of_two_paths_of_the_same_length_the_one_over_the_preferred_set_is_taken()
    {
        Path(A, D, Step(A, B), Step(B, D), Step(A, C), Step(C, D)).ShouldBe("2026.10.2 2026.11.1 2026.11.2");
        Path(A, D, Step(A, C), Step(C, D), Step(A, B), Step(B, D)).ShouldBe("2026.10.2 2026.11.1 2026.11.2");
    }

    /// <summary>Floyd and Warshall's algorithm gives all shortest distances at once.</summary>
    [Test]
    public void Every_shortest_path_is_as_short_as_can_be_and_made_of_tested_steps()
    {
        var random = new Random(2);
        for (var round = 0; round < Cases.Of(200); round++)
        {
            var count = 2 + random.Next(6);
            var sets = Enumerable.Range(0, count).Select(at => SetBuilder.Set($"s{at}", $"c 1.{at}.0")).ToArray();
            var steps = (
                from start in Enumerable.Range(0, count)
                from end in Enumerable.Range(0, count)
                where start != end && random.Next(3) == 0
                select (start, end)
            ).ToHashSet();
            var distance = new int[count, count];
            foreach (var (start, end) in Pairs(count))
            {
                distance[start, end] =
                    start == end ? 0
                    : steps.Contains((start, end)) ? 1
                    : 1000;
            }

            foreach (var between in Enumerable.Range(0, count))
            {
                foreach (var (start, end) in Pairs(count))
                {
                    distance[start, end] = Math.Min(
                        distance[start, end],
                        distance[start, between] + distance[between, end]
                    );
                }
            }

            var transitions = new Transitions(
                Verdicts([.. steps.Select(step => Step(sets[step.start], sets[step.end]))]),
                sets
            );
            foreach (var (start, end) in Pairs(count))
            {
                var path = transitions.Path(sets[start], sets[end]);
                (path?.Length - 1 ?? 1000).ShouldBe(Math.Min(1000, distance[start, end]), $"round {round}");
                if (path is { } found)
                {
                    found[0].ShouldBe(sets[start]);
                    found[^1].ShouldBe(sets[end]);
                    found
                        .Zip(found.Skip(1))
                        .Select(step => (Array.IndexOf(sets, step.First), Array.IndexOf(sets, step.Second)))
                        .Except(steps)
                        .ShouldBeEmpty();
                }
            }
        }
    }

    private static IEnumerable<(int Start, int End)> Pairs(int count) =>
        Enumerable.Range(0, count * count).Select(number => (number / count, number % count));

    private static string? Path(VersionSet from, VersionSet to, params Evidence[] evidence) =>
        new Transitions(Verdicts([.. evidence]), Sets).Path(from, to) is { } path
            ? string.Join(' ', path.Select(set => set.Name))
            : null;

    private static string Sentence(VersionSet from, VersionSet to, params Evidence[] evidence)
    {
        var transitions = new Transitions(
            Verdicts([.. evidence.Select(one => one with { Digest = new Digest("sha256:feedf00d1234") })]),
            Sets
        );
        return MatrixPathReport.Text(
            new TestedPath(from, to, transitions.Of(from, to), transitions.Path(from, to), "compatibility.jsonl", Now)
        );
    }
}
