using PathToProd.Text;
using PathToProd.Text.Ci;

namespace PathToProd.Facts.Runs;

/// <summary>
/// The errors of a run as GitHub shows them on its page: one for each component that failed, and for the platform as a whole; and what is wrong in files, each at its
/// place. It drops silently what is more than it shows of a step, so the last one counts the rest.
/// </summary>
public static class ErrorAnnotations
{
    /// <summary>The lines, each with its line break.</summary>
    public static string Of(RunResult result)
    {
        var where = TargetPhrasing.Of(result.Target, result.Environment).Where;
        (string Name, NodeOutcome Outcome, string Error)[] failed =
        [
            .. result.Platform is { Error: { } error, Outcome: not NodeOutcome.NotRun } whole
                ? [(PlatformResult.Name, whole.Outcome, error)]
                : Array.Empty<(string, NodeOutcome, string)>(),
            .. result
                .Nodes.Where(node => node.Error is not null)
                .Select(node => (node.Component, node.Outcome, node.Error!)),
        ];
        string[] problems = [.. AtPlaces(result.Nodes.SelectMany(node => node.Problems).Distinct())];
        return WorkflowCommands.Shown(
            [
                .. failed.Select(one =>
                    WorkflowCommands.Error(
                        $"{result.Target} of {one.Name}{where} {one.Outcome.Verb()}",
                        Harmless(one.Error)
                    )
                ),
                .. problems,
            ],
            left =>
                WorkflowCommands.Error(
                    problems.Length == 0
                        ? $"{left} more components did not succeed"
                        : $"{left} more components and problems",
                    "The summary at the end of the log names them."
                )
        );
    }

    /// <summary>The same of what is wrong in files, each at its place; what is in none is in the log alone.</summary>
    public static string Of(IReadOnlyList<Problem> problems) =>
        WorkflowCommands.Shown(
            [.. AtPlaces(problems)],
            left => WorkflowCommands.Error($"{left} more problems", "The log has all of them.")
        );

    private static IEnumerable<string> AtPlaces(IEnumerable<Problem> problems) =>
        problems
            .Where(problem => problem.Where is not null)
            .Select(problem =>
                WorkflowCommands.Error(problem.Where!.Value, "Path to Prod", Harmless($"{problem.What}; {problem.Fix}"))
            );

    private static string Harmless(string text) => CommandGuard.Harmless(Printable.Message(text));
}
