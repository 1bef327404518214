using PathToProd.Text;
using PathToProd.Text.Ci;

namespace PathToProd.Facts.Changes;

/// <summary>A report as GitHub shows it on the page of the run: an error for what failed, one at its place for what is wrong in a file, a warning for what was not verified.</summary>
public static class ChangeAnnotations
{
    /// <summary>The lines, each with its line break. GitHub shows ten errors and ten warnings of a step; the last of more counts the rest.</summary>
    public static string Of(ChangeReport report) =>
        WorkflowCommands.Shown(
            [
                .. report.Failures.Select(one =>
                    WorkflowCommands.Error(
                        one.Step is null ? $"{one.Component} failed" : $"{one.Step} of {one.Component} failed",
                        Text(one.Message)
                    )
                ),
                .. report.Problems.Select(one =>
                    one.Problem.Where is { } where
                        ? WorkflowCommands.Error(where, "Path to Prod", Text($"{one.What}; {one.Fix}"))
                        : WorkflowCommands.Error("Path to Prod", Text($"{one.What}; {one.Fix}"))
                ),
            ],
            left =>
                WorkflowCommands.Error(
                    $"{left} more failures and problems",
                    "The report of the change has all of them."
                )
        )
        + WorkflowCommands.Shown(
            [
                .. report.NotVerified.Select(one =>
                    WorkflowCommands.Warning("Not verified", Text($"{one.What}, because {one.Why}"))
                ),
            ],
            left =>
                WorkflowCommands.Warning(
                    $"{left} more parts were not verified",
                    "The report of the change has all of them."
                )
        );

    private static string Text(string text) => CommandGuard.Harmless(Printable.Message(text));
}
