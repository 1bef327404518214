using PathToProd.Text;
using PathToProd.Text.Tables;

namespace PathToProd.Facts.Changes;

/// <summary>The parts of a page, what is most urgent first; those with nothing in them are left out.</summary>
internal static class ChangeParts
{
    private const int MostLines = 20;

    public static IEnumerable<ChangePart> Of(ChangeReport report) =>
        (
            (ChangePart[])
                [
                    new("Failed", "", [.. report.Failures.Select(Failure)]),
                    Table("Problems", ["Where", "What", "How to fix"], report.Problems.Select(Problem)),
                    Table(
                        "Not verified",
                        ["What", "Why"],
                        report.NotVerified.Select(one => (string[])[one.What, one.Why])
                    ),
                    Table(
                        "Plans",
                        ["Environment", "Create", "Update", "Delete", "Not known"],
                        report.Plans.Select(Plan)
                    ),
                    Affected(report),
                    Table(
                        "What ran",
                        ["Component", "Step", "Environment", "Result", "Time", "Note"],
                        report.Steps.Where(step => step.Outcome != StepOutcome.Reused).Select(Step)
                    ),
                    Table(
                        "What was reused",
                        ["Component", "Step", "Environment", "By which evidence"],
                        report
                            .Steps.Where(step => step.Outcome == StepOutcome.Reused)
                            .Select(step =>
                                (string[])
                                    [
                                        step.Component,
                                        step.Step,
                                        step.Environment ?? "",
                                        step.Why ?? "no evidence is named",
                                    ]
                            )
                    ),
                ]
        ).Where(part => part.Pieces.Length > 0);

    private static ChangePart Affected(ChangeReport report) =>
        report.Everything.IsEmpty
            ? Table(
                "Affected",
                ["Component", "Why"],
                report.Affected.Select(one => (string[])[one.Component, string.Join("; ", one.Why)])
            )
            : new ChangePart(
                "Affected",
                "",
                [.. report.Everything.Select(why => $"- everything, because {Harmless.Line(why)}\n")]
            );

    /// <summary>The first line of a long message, which says what it is about, and its last ones; the report and the log have the rest.</summary>
    private static string Cut(string message)
    {
        var lines = message.ReplaceLineEndings("\n").Split('\n');
        return lines.Length <= MostLines
            ? message
            : $"{lines[0]}\n... {lines.Length - MostLines} lines are left out\n{string.Join('\n', lines[^(MostLines - 1)..])}";
    }

    private static string Failure(ChangeFailure failure)
    {
        var name = failure.Step is { } step ? $"{failure.Component}: {step}" : failure.Component;
        var log = failure.Log is { } file ? $"\nLog: {Harmless.Line(file)}\n" : "";
        // A failure that a tool has told often ends with the same lines.
        var message = failure.Message.TrimEnd();
        var lines = string.Join('\n', failure.LastLines).Trim('\n');
        var last =
            lines.Length == 0 || message.EndsWith(lines, StringComparison.Ordinal)
                ? ""
                : $"\nLast lines:\n\n{Harmless.Block(lines)}";
        return $"#### {Harmless.Line(name)}\n\n{Harmless.Block(Cut(message))}{last}{log}\n";
    }

    private static string[] Problem(ChangeProblem problem) =>
        [problem.File is null ? "" : $"{problem.Problem.Where}", problem.What, problem.Fix];

    private static string[] Plan(ChangePlan plan) =>
        [plan.Environment, $"{plan.Create}", $"{plan.Update}", $"{plan.Delete}", $"{plan.Unknown}"];

    private static string[] Step(ChangeStep step) =>
        [
            step.Component,
            step.Step,
            step.Environment ?? "",
            step.Outcome switch
            {
                StepOutcome.Passed => "passed",
                StepOutcome.NotRun => "not run",
                _ => "failed",
            },
            step.Outcome == StepOutcome.NotRun ? "" : Duration.Text(TimeSpan.FromSeconds(step.Seconds)),
            step.Why ?? "",
        ];

    private static ChangePart Table(string title, string[] heading, IEnumerable<string[]> rows) =>
        new(title, new MarkdownTable(heading).ToString(), [.. rows.Select(Row)]);

    private static string Row(string[] cells) => $"| {string.Join(" | ", cells.Select(Harmless.Line))} |\n";
}
