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

    /// <summary>What makes sense after a run, in its own checkout: to go on with it needs its journal, which no other has.</summary>
    public static ImmutableArray<NextStep> Here(RunResult result) =>
        result.ExitCode is ExitCode.Failed or ExitCode.Cancelled && IsResumable(result.Target)
            ? [Resume(result, OnlyResumed(result) ?? Because("goes on with it", result.ExitCode))]
            : Anywhere(result);

    /// <summary>What makes sense after a run, from anywhere.</summary>
    public static ImmutableArray<NextStep> Anywhere(RunResult result)
    {
        var components =
            result.IsAll && result.Nodes.Length > MostNames
                ? ["all"]
                : result.Nodes.Select(node => node.Component).ToArray();
        if (result.ExitCode != ExitCode.Done)
        {
            if (OnlyResumed(result) is { } why)
            {
                return [Resume(result, why)];
            }

            return
            [
                new(
                    CommandLine.Of(result.Target.Name, Selection(result), result.Environment) + SetOf(result),
                    Because("again", result.ExitCode)
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
                Stage.Plan when result.PlanFile is { } file =>
                [
                    new(
                        $"{CommandLine.Of("Deploy", [], result.Environment)} --plan={file}",
                        "applies it, once, and nothing else"
                    ),
                ],
                Stage.Plan => [new(CommandLine.Of("Deploy", components, result.Environment), "applies it")],
                Stage.Lint => [new(CommandLine.Of("Test", components, environment: null), "builds and tests it")],
                _ => [new(CommandLine.Of("Deploy", components, result.Environment), "deploys it to an environment")],
            }
            : [];
    }

    /// <summary>Why the same command again would be something else; null when it would not.</summary>
    private static string? OnlyResumed(RunResult result) =>
        result.Target.IsOfWhole ? Because("goes on with it", result.ExitCode)
        : result.Target == RunTarget.Rollback ? "goes on with it; without --resume it goes further back"
        : result is { PlanFile: not null, Target.Stage: Stage.Deploy }
            ? "goes on with the plan, which is not applied a second time"
        : null;

    private static NextStep Resume(RunResult result, string why) =>
        new($"{CommandLine.Of(result.Target.Name, [], environment: null)} --resume={result.Run.Text}", why);

    private static string Because(string what, ExitCode exitCode) =>
        exitCode switch
        {
            ExitCode.Failed => $"{what}, once the cause is fixed",
            ExitCode.Refused => $"{what}, once nothing refuses it",
            _ => $"{what}; what is done is not repeated",
        };

    private static bool IsResumable(RunTarget target) =>
        target.Stage is Stage.Build or Stage.Test or Stage.Deploy or Stage.Destroy;

    /// <summary>What is not done yet, as whole units, which are never deployed in part.</summary>
    private static string[] Selection(RunResult result)
    {
        var open = result.Nodes.Where(node => !node.Outcome.IsSuccess()).Select(node => node.Component);
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
