using System.Collections.Immutable;
using PathToProd.Model.Components;
using PathToProd.Text;
using PathToProd.Text.Tables;

namespace PathToProd.Facts.Runs;

/// <summary>A command to try next, and what it is good for.</summary>
internal sealed record NextStep(string Command, string Why)
{
    /// <summary>How many names people read in a command, and their shell accepts; beyond that, all are called all.</summary>
    private const int MostNames = 10;

    /// <summary>Steps as text, below a heading and after an empty line; empty when there are none.</summary>
    public static string Write(IEnumerable<NextStep> steps, Style style)
    {
        var table = new Table();
        foreach (var step in steps)
        {
            table.Add(step.Command, new Cell(step.Why, Tone.Quiet));
        }

        return table.Count == 0 ? "" : $"\n{style.Show("Next:", Tone.Quiet)}\n{table.Write(style, indent: 2)}";
    }

    /// <summary>What makes sense after a run.</summary>
    public static ImmutableArray<NextStep> After(RunResult result)
    {
        var components =
            result.IsAll && result.Nodes.Length > MostNames
                ? ["all"]
                : result.Nodes.Select(node => node.Component).ToArray();
        var open = result.Nodes.Where(node => !node.Outcome.IsSuccess()).Select(node => node.Component).ToArray();
        if (result.ExitCode != ExitCode.Done && result.Target == RunTarget.Rollback)
        {
            return
            [
                new(
                    $"{CommandLine.Of(result.Target.Name, [], result.Environment)} --resume={result.Run}",
                    "goes on with it; without --resume it goes further back"
                ),
            ];
        }

        if (result.ExitCode != ExitCode.Done)
        {
            return
            [
                new(
                    CommandLine.Of(result.Target.Name, Selection(result, open), result.Environment) + SetOf(result),
                    result.ExitCode switch
                    {
                        ExitCode.Failed => "again, once the cause is fixed",
                        ExitCode.Refused => "again, once nothing refuses it",
                        _ => "again; what is done is not repeated",
                    }
                ),
            ];
        }

        return result.Target.Stage is { } stage
            ? stage switch
            {
                Stage.Deploy or Stage.Destroy or Stage.Verify =>
                [
                    new(CommandLine.Of("Status", [], result.Environment), "what runs there"),
                ],
                Stage.Plan => [new(CommandLine.Of("Deploy", components, result.Environment), "applies it")],
                Stage.Lint => [new(CommandLine.Of("Test", components, environment: null), "builds and tests it")],
                _ => [new(CommandLine.Of("Deploy", components, result.Environment), "deploys it to an environment")],
            }
            : [];
    }

    /// <summary>What is not done yet, as whole units, which are never deployed in part.</summary>
    private static string[] Selection(RunResult result, string[] open)
    {
        var failed = result.Units.Where(unit => !unit.Outcome.IsSuccess()).ToArray();
        return
        [
            .. failed.Select(unit => unit.Name),
            .. open.Where(component => !failed.Any(unit => unit.Members.Contains(component))),
        ];
    }

    private static string SetOf(RunResult result) =>
        result.Target.Stage == Stage.Deploy
        && result.Units.Select(unit => unit.Set).FirstOrDefault(set => set is not null) is { } set
            ? $" --set={set}"
            : "";
}
