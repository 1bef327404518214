using System.Collections.Immutable;
using PathToProd.Facts.Changes;
using PathToProd.Facts.Runs;
using PathToProd.Versions;

namespace PathToProd.Tests.Facts.Changes;

public sealed class ChangeFailureTests
{
    private const string Message = "helm template failed with exit code 1.\n  last lines:\n    Error: no";

    [Test]
    public void Last_lines_of_a_log_are_those_before_the_message_that_is_shown_anyway() =>
        LastLines("$ helm template a\nError: no\nAn error occurred when executing task 'Test'.\n" + Message)
            .ShouldBe(["$ helm template a", "Error: no"]);

    [Test]
    public void A_log_that_does_not_end_with_the_message_is_shown_as_it_ends() =>
        LastLines("one\ntwo").ShouldBe(["one", "two"]);

    [Test]
    public void A_log_that_is_only_the_message_has_nothing_more_to_show() => LastLines(Message).ShouldBeEmpty();

    [Test]
    public void At_most_twenty_lines_are_shown_however_long_the_message_is()
    {
        var lines = Enumerable.Range(1, 30).Select(number => $"line {number}").ToArray();

        LastLines(string.Join('\n', lines) + "\n" + Message).ShouldBe(lines[10..]);
    }

    private static ImmutableArray<string> LastLines(string log) =>
        ChangeFailure
            .Of(
                new NodeResult
                {
                    Component = "a",
                    Version = SemVersion.Parse("1.0.0"),
                    Outcome = NodeOutcome.Failed,
                    Stages = [new("Test", TimeSpan.FromSeconds(2), StageOutcome.Failed, Note: null, "a/Test.log")],
                    Error = Message,
                },
                _ => [.. log.Split('\n')]
            )
            .LastLines;
}
