using System.Text.Json.Nodes;
using PathToProd.Decisions.Solving;
using PathToProd.Decisions.Solving.Questions;
using PathToProd.Decisions.Solving.Searching;
using PathToProd.Facts.VersionSets;
using PathToProd.Text.Tables;
using PathToProd.Versions;

namespace PathToProd.Tests.Decisions.Solving;

/// <summary>Looking for fewer changes ends, costs nothing where there is nothing to look for, and says when it did not end.</summary>
public sealed class FewestChangesTests
{
    private const string Question = """
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
        """;

    [Test]
    public void Whatever_the_limit_is_there_is_an_answer_as_soon_as_there_is_one_component_by_component()
    {
        var question = QuestionText.Parse(Question);
        var first = Oracle.All(question).First();
        var fewest = Oracle.Solve(question)!;
        var seen = new List<string>();
        for (var limit = 0; limit < 300; limit++)
        {
            var answer = Solver.Solve(question with { Limit = limit });
            var search = new Search(new UniverseFacts(question), new DecisionOrder(question), limit);
            var isFound = search.Run() == SearchOutcome.Found;
            seen.Add(
                answer switch
                {
                    SolverAnswer.GaveUp when !isFound => "gave up",
                    SolverAnswer.Solved { IsFewestUnknown: true } solved when solved.Versions.SequenceEqual(first) =>
                        "unknown",
                    SolverAnswer.Solved { IsFewestUnknown: false } solved when solved.Versions.SequenceEqual(fewest) =>
                        "fewest",
                    _ => $"{limit}: {answer}",
                }
            );
        }

        // One after the other, and each for more than one limit.
        seen.Distinct().ShouldBe(["gave up", "unknown", "fewest"]);
        seen.ShouldBe(seen.OrderBy(one => Array.IndexOf(["gave up", "unknown", "fewest"], one)));
        seen.Count(one => one == "unknown").ShouldBeGreaterThan(5);
    }

    [Test]
    public void The_report_says_when_it_was_not_found_out_whether_fewer_would_do()
    {
        var resolution = Unfinished();
        Snapshot.Match(ResolveReport.Text(resolution, null, "artifacts/proposed.yaml", ["ci-1"], Style.Plain));
        JsonNode.Parse(ResolveReport.Json(resolution, Proposed(resolution), null))!["isFewestUnknown"]!
            .GetValue<bool>()
            .ShouldBeTrue();
    }

    [Test]
    public void The_report_says_nothing_of_it_when_it_was()
    {
        var resolution = new Resolution(Solver.Solve(QuestionText.Parse(Question)), null, null);
        ResolveReport
            .Text(resolution, null, "artifacts/proposed.yaml", ["ci-1"], Style.Plain)
            .ShouldNotContain("fewer");
        JsonNode.Parse(ResolveReport.Json(resolution, Proposed(resolution), null))!["isFewestUnknown"]!
            .GetValue<bool>()
            .ShouldBeFalse();
    }

    [TestCase("")]
    [TestCase("upgrade ingress")]
    [TestCase("current base-k8s 1.30.4, dns 1.2.0, ingress 2.0.5")]
    public void Without_both_upgrades_and_versions_to_start_from_nothing_more_is_done(string asked)
    {
        var lines = Question.Split('\n').Where(line => !line.StartsWith("current") && !line.StartsWith("upgrade"));
        var question = QuestionText.Parse($"{string.Join('\n', lines)}\n{asked}");
        var limit = Enumerable.Range(0, 300).First(limit => IsSolved(question with { Limit = limit }));

        Solver
            .Solve(question with { Limit = limit })
            .ShouldBeOfType<SolverAnswer.Solved>()
            .IsFewestUnknown.ShouldBeFalse();
    }

    /// <summary>Of each of many pairs one component has to change, whichever: more ways than there is time for.</summary>
    [Test]
    public void More_ways_than_there_is_time_for_end_with_the_answer_that_was_found_before()
    {
        var solved = Solver.Solve(Pairs(24) with { Limit = 300_000 }).ShouldBeOfType<SolverAnswer.Solved>();

        solved.IsFewestUnknown.ShouldBeTrue();
        solved.Choices.Values.Count(choice => choice.IsChanged).ShouldBe(3 + 24);
    }

    [Test]
    public void Of_several_ways_the_one_is_taken_that_keeps_what_comes_first()
    {
        var solved = Solver.Solve(Pairs(4)).ShouldBeOfType<SolverAnswer.Solved>();

        solved
            .Choices.Values.Where(choice => choice.IsChanged)
            .Select(choice => $"{choice.Component} {choice.Version}")
            .ShouldBe([
                "base-k8s 1.31.2",
                "ingress 2.1.0",
                "pair-0-b 2.0.0",
                "pair-1-b 2.0.0",
                "pair-2-b 2.0.0",
                "pair-3-b 2.0.0",
            ]);
    }

    /// <summary>An upgraded component that only something else calls for must not get lost for the sake of fewer changes.</summary>
    [Test]
    public void What_is_upgraded_is_still_called_for() =>
        Text(
                """
                a 1.0.0: requires b *
                a 1.1.0: requires b *
                a 1.2.0
                a 1.3.0: requires b *; requires c *
                b 1.0.0
                b 1.1.0
                c 1.0.0
                wish a >=1.1
                current a 1.0.0, b 1.0.0
                upgrade b
                """
            )
            .ShouldBe(
                """
                a 1.0.0 -> 1.1.0: 1.0.0 cannot stay: you asked for a >=1.1; the newest that fits: a 1.3.0 requires c, and c stays out so that as few components as possible change; then nothing would require b
                b 1.0.0 -> 1.1.0: the newest
                """
            );

    /// <summary>What kept a newer version out may itself change later, where the upgrade was decided after it.</summary>
    [Test]
    public void What_is_upgraded_stays_as_it_was_decided() =>
        Text(
                """
                a 1.0.0: requires b <2; requires c ^2; requires d ^2
                a 1.1.0: requires b *
                b 1.0.0
                b 1.9.0
                b 2.0.0
                c 1.0.0
                c 2.0.0
                d 1.0.0
                d 2.0.0
                wish a
                wish c
                wish d
                current a 1.0.0, b 1.0.0, c 1.0.0, d 1.0.0
                upgrade b
                """
            )
            .ShouldBe(
                """
                a 1.0.0 -> 1.1.0: 1.0.0 cannot stay: a 1.0.0 requires d ^2, and d 1.0.0 stays so that as few components as possible change; the newest
                b 1.0.0 -> 1.9.0: decided before changes were counted
                c 1.0.0: kept, as it was not to be upgraded
                d 1.0.0: kept, as it was not to be upgraded
                """
            );

    private static string Text(string question) => AnswerText.Of(Solver.Solve(QuestionText.Parse(question)));

    private static SolverQuestion Pairs(int count)
    {
        var pairs = Enumerable
            .Range(0, count)
            .SelectMany(pair => new[] { ($"pair-{pair}-a", $"pair-{pair}-b"), ($"pair-{pair}-b", $"pair-{pair}-a") })
            .Select(one =>
                $"{one.Item1} 1.0.0\n{one.Item1} 2.0.0\nwish {one.Item1}\n"
                + $"failed ingress 2.1.0, {one.Item1} 1.0.0, {one.Item2} 1.0.0"
            );
        var question = QuestionText.Parse($"{Question}\n{string.Join('\n', pairs)}");
        return question with
        {
            Current = question.Current.AddRange(
                question
                    .Universe.Components.Where(name => name.StartsWith("pair", StringComparison.Ordinal))
                    .Select(name => KeyValuePair.Create(name, new SemVersion(1, 0, 0)))
            ),
        };
    }

    private static bool IsSolved(SolverQuestion question) => Solver.Solve(question) is SolverAnswer.Solved;

    private static Resolution Unfinished()
    {
        var question = QuestionText.Parse(Question);
        var limit = Enumerable.Range(0, 300).First(limit => IsSolved(question with { Limit = limit }));
        return new Resolution(Solver.Solve(question with { Limit = limit }), null, null);
    }

    private static VersionSet Proposed(Resolution resolution) =>
        new()
        {
            Name = VersionSetName.Proposed,
            Members = resolution.Members,
            At = new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero),
            Who = "Jane",
            Commit = null,
        };
}
