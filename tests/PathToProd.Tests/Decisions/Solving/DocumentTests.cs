using System.Text.RegularExpressions;
using PathToProd.Decisions.Solving;

namespace PathToProd.Tests.Decisions.Solving;

/// <summary>The worked examples of <c>docs/solver.md</c> are run.</summary>
public sealed partial class DocumentTests
{
    private static IEnumerable<TestCaseData> Examples() =>
        Example()
            .Matches(SourceTree.Read("docs/solver.md").ReplaceLineEndings("\n"))
            .Select(
                (match, index) =>
                    new TestCaseData(match.Groups[1].Value, match.Groups[2].Value).SetArgDisplayNames($"{index + 1}")
            );

    [TestCaseSource(nameof(Examples))]
    public void An_example_of_the_document_is_answered_as_it_says(string question, string answer) =>
        AnswerText.Of(Solver.Solve(QuestionText.Parse(question))).ShouldBe(answer.TrimEnd('\n'));

    [Test]
    public void The_document_has_examples() => Examples().Count().ShouldBe(8);

    [GeneratedRegex(
        "```question\n(.*?)```\n\n```answer\n(.*?)```",
        RegexOptions.Singleline,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex Example();
}
