using PathToProd.Decisions.Solving;
using PathToProd.Decisions.Solving.Questions;
using PathToProd.Text.Tables;

namespace PathToProd.Tests.Decisions.Solving;

/// <summary>Why each version was chosen, as a release manager reads it.</summary>
public sealed class ChoiceTests
{
    private const string Platform = """
        base-network 1.0.0
        base-network 1.1.0
        base-k8s 1.30.4: requires base-network ^1
        base-k8s 1.31.2: requires base-network >=1.1
        base-k8s 1.32.0: requires base-network >=1.1; kubernetes >=1.32
        ingress 2.0.5: requires base-k8s >=1.29
        ingress 2.1.0: requires base-k8s >=1.31
        ingress 2.2.0-rc.1: requires base-k8s >=1.31
        external-dns 0.14.0: requires ingress >=1
        external-dns 0.15.0: requires ingress ^2.1
        environment prod-eu
        kubernetes 1.31.4
        """;

    private const string Current = "current base-network 1.0.0, base-k8s 1.30.4, ingress 2.0.5, external-dns 0.14.0";

    private const string Wishes = "wish base-network\nwish base-k8s\nwish ingress\nwish external-dns";

    [TestCase("the_newest_of_everything", $"{Wishes}")]
    [TestCase("what_is_required_is_there_too", "wish external-dns")]
    [TestCase("one_upgrade", $"{Wishes}\n{Current}\nupgrade ingress")]
    [TestCase(
        "an_upgrade_that_a_hold_prevents",
        $"{Wishes}\n{Current}\nupgrade ingress\nhold base-k8s 1.30.x (nodes follow in May)"
    )]
    [TestCase("an_upgrade_when_nothing_is_newer", $"{Wishes}\ncurrent ingress 2.1.0\nupgrade ingress")]
    [TestCase(
        "an_upgrade_that_something_else_prevents",
        $"wish external-dns 0.14.0\n{Current}\nupgrade ingress\nhold base-network 1.0.x"
    )]
    [TestCase("a_pre_release_that_was_named", "wish ingress >=2.2.0-rc.1")]
    [TestCase("a_known_conflict_is_avoided", $"{Wishes}\nfailed ingress 2.1.0, base-k8s 1.31.2")]
    [TestCase(
        "something_newer_than_a_known_good_set",
        $"{Wishes}\ngood 2026.10.1 base-network 1.1.0, base-k8s 1.31.2, ingress 2.0.5, external-dns 0.14.0"
    )]
    [TestCase(
        "the_newest_set_is_known_good",
        $"{Wishes}\ngood 2026.10.1 base-network 1.1.0, base-k8s 1.31.2, ingress 2.1.0, external-dns 0.15.0"
    )]
    [TestCase("nothing_was_asked_for", "")]
    public void Of_the_platform(string name, string asked)
    {
        var answer = Solver.Solve(QuestionText.Parse($"{Platform}\n{asked}"));
        Snapshot.Match(Text(answer), name);
    }

    private const string Cluster = """
        base-k8s 1.30.4
        base-k8s 1.31.2
        base-k8s 1.32.0: requires dns ^2
        dns 1.2.0
        dns 2.0.0
        ingress 2.0.5: requires base-k8s >=1.29
        ingress 2.1.0: requires base-k8s >=1.31
        wish base-k8s
        wish dns
        wish ingress
        current base-k8s 1.30.4, dns 1.2.0, ingress 2.0.5
        upgrade ingress
        environment prod-eu
        """;

    [TestCase("as_few_changes_as_possible", "")]
    [TestCase("a_component_stays_out", "base-k8s 1.31.5: requires mesh\nmesh 1.0.0")]
    [TestCase(
        "a_known_conflict_with_what_stays",
        "base-k8s 1.31.5\nmesh 1.0.0\nmesh 1.1.0\nwish mesh\nfailed base-k8s 1.31.5, dns 1.2.0, mesh 1.0.0",
        "current base-k8s 1.30.4, dns 1.2.0, ingress 2.0.5, mesh 1.0.0"
    )]
    [TestCase(
        "another_one_could_stay_instead",
        "base-k8s 1.33.0: requires dns ^2; requires mesh ^2\nmesh 1.0.0\nmesh 1.1.0\nmesh 2.0.0: requires dns ^2\nwish mesh"
            + "\nhold base-k8s 1.31.2 || 1.33.0\nfailed base-k8s 1.31.2, dns 1.2.0, mesh 1.0.0",
        "current base-k8s 1.30.4, dns 1.2.0, ingress 2.0.5, mesh 1.0.0"
    )]
    [TestCase(
        "an_upgrade_is_as_new_as_it_can_be_anyway",
        "ingress 2.2.0: requires base-k8s >=1.33\nbase-k8s 1.33.0: kubernetes >=1.33\nkubernetes 1.32.1"
    )]
    public void With_fewer_changes_than_component_by_component(string name, params string[] asked)
    {
        var question = QuestionText.Parse($"{Cluster}\n{string.Join('\n', asked)}");
        var answer = Solver.Solve(question);
        Oracle.All(question).First().ShouldNotBe(answer.ShouldBeOfType<SolverAnswer.Solved>().Versions);
        Snapshot.Match(Text(answer), name);
    }

    [TestCase("good first a 2.0.0\ngood second a 1.0.0", "a 1.0.0 -> 3.0.0: the newest")]
    [TestCase(
        "good first a 2.0.0\ngood second a 1.0.0\nonly known good",
        "a 1.0.0 -> 2.0.0: part of first, which is known good"
    )]
    [TestCase("good first a 3.0.0", "a 1.0.0 -> 3.0.0: the newest")]
    public void An_upgrade_goes_to_the_newest_and_with_only_known_good_to_a_set_that_brings_it(
        string good,
        string text
    ) =>
        Text(Solver.Solve(QuestionText.Parse($"a 1.0.0\na 2.0.0\na 3.0.0\nwish a\ncurrent a 1.0.0\nupgrade a\n{good}")))
            .ShouldBe(text);

    [TestCase(
        "",
        "dns 1.0.0: part of first, which is known good, and no set is newer\n"
            + "mesh 2.0.0: part of first, which is known good, and no set is newer"
    )]
    [TestCase(
        "good second dns 2.0.0, mesh 1.0.0",
        "dns 2.0.0: the newest\n"
            + "mesh 1.0.0: the newest that fits: dns 2.0.0 and mesh 2.0.0 failed together on ci-1 on 2026-11-22"
    )]
    [TestCase("mesh 3.0.0", "dns 2.0.0: the newest\nmesh 3.0.0: the newest")]
    [TestCase(
        "mesh 3.0.0\nfailed dns 2.0.0, mesh 3.0.0",
        "dns 2.0.0: the newest\nmesh 1.0.0: the newest that fits: dns 2.0.0 and mesh 3.0.0 failed together on ci-1 on 2026-11-22"
            + "; dns 2.0.0 and mesh 2.0.0 failed together on ci-1 on 2026-11-22"
    )]
    [TestCase(
        "hold dns ^2",
        "dns 2.0.0: the newest\nmesh 1.0.0: the newest that fits: dns 2.0.0 and mesh 2.0.0 failed together on ci-1 on 2026-11-22"
    )]
    public void A_known_good_set_is_taken_where_none_is_newer(string more, string text) =>
        Text(
                Solver.Solve(
                    QuestionText.Parse(
                        "dns 1.0.0\ndns 2.0.0\nmesh 1.0.0\nmesh 2.0.0\nwish dns\nwish mesh\nfailed dns 2.0.0, mesh 2.0.0\n"
                            + $"good first dns 1.0.0, mesh 2.0.0\n{more}"
                    )
                )
            )
            .ShouldBe(text);

    [Test]
    public void A_known_good_set_is_taken_where_no_newer_one_was_found_in_time()
    {
        var question = AdversarialTests.Pigeons(9, 9);
        var good = Solver.Solve(question).ShouldBeOfType<SolverAnswer.Solved>().Versions;

        var solved = Solver
            .Solve(
                question with
                {
                    Limit = 100,
                    KnownGood = [new KnownGoodSet("2026.11.1", good, DateTimeOffset.UnixEpoch)],
                }
            )
            .ShouldBeOfType<SolverAnswer.Solved>();

        solved.IsNewestUnknown.ShouldBeTrue();
        solved.Versions.ShouldBe(good);
        solved.Choices.Values.ShouldAllBe(choice => choice.Because == "part of 2026.11.1, which is known good");
        ResolveReport
            .Text(new Resolution(solved, null, null), null, "artifacts/proposed.yaml", [], Style.Plain)
            .ShouldContain("There may be a newer set: looking for one took too many steps. --limit allows more.\n");
    }

    [Test]
    public void Of_two_upgrades_with_as_few_changes_the_known_good_one_is_taken()
    {
        const string Question = """
            a 1.0.0
            a 2.0.0
            b 1.0.0
            b 2.0.0
            c 1.0.0
            c 2.0.0
            wish a
            wish b
            wish c
            current a 1.0.0, b 1.0.0, c 1.0.0
            upgrade a
            failed a 2.0.0, b 1.0.0, c 1.0.0

            """;
        Text(Solver.Solve(QuestionText.Parse(Question))).ShouldContain("b 1.0.0: kept");
        Text(Solver.Solve(QuestionText.Parse($"{Question}good first a 2.0.0, b 2.0.0, c 1.0.0")))
            .ShouldContain("b 1.0.0 -> 2.0.0: part of first, which is known good, and no set is newer");
    }

    [Test]
    public void A_cycle_of_requirements_is_no_obstacle() =>
        Text(Solver.Solve(QuestionText.Parse("a 1.0.0: requires b *\nb 1.0.0: requires a *\nwish a")))
            .ShouldBe("a 1.0.0: the newest\nb 1.0.0: the newest; required by a");

    private static string Text(SolverAnswer answer) => AnswerText.Of(answer.ShouldBeOfType<SolverAnswer.Solved>());
}
