using System.Text;
using PathToProd.Facts.Plans;
using PathToProd.Formats.Json;
using PathToProd.Model.Components;
using PathToProd.Text;
using PathToProd.Text.Tables;

namespace PathToProd.Facts.Runs;

/// <summary>What a person reads at the end of a run: what was done where, how long each stage took, where to look, what to try next.</summary>
public static class RunSummary
{
    /// <summary>The summary as text. What failed comes first.</summary>
    /// <param name="result">What the run did.</param>
    /// <param name="style">How tones are shown, and how wide lines may be; paths, commands and digests are never broken.</param>
    /// <param name="isKept">Whether the checkout is still there later, with the run's journal. Default: it is; on CI systems it is not.</param>
    public static string Text(RunResult result, Style style, bool isKept = true)
    {
        var phrasing = TargetPhrasing.Of(result.Target, result.Environment);
        var text = new StringBuilder();
        var tone = result.ExitCode == ExitCode.Done ? Tone.Good : Tone.Bad;
        text.Append(style.Show(Headline.Of(result, phrasing), tone)).Append('\n');
        if (result.Platform is { Outcome: not (NodeOutcome.Done or NodeOutcome.NotRun) } platform)
        {
            PlatformSummary.Write(text, result, platform, style);
        }

        var nodes = new NodeSummary(phrasing, style, StageWidth(result.Nodes));
        foreach (var node in MostUrgentFirst(result.Nodes))
        {
            text.Append('\n');
            nodes.Write(text, node);
        }

        UnitSummary.Write(text, result, phrasing, style);
        if (result.Platform is { Outcome: NodeOutcome.Done, Steps.IsEmpty: false } or { Outcome: NodeOutcome.NotRun })
        {
            PlatformSummary.Write(text, result, result.Platform, style);
        }

        if (result.Platform?.Remains is { } remains)
        {
            PlatformSummary.Remains(text, remains, style);
        }

        return text.Append('\n')
            .Append(Places(result).Write(style))
            .Append(NextStep.Write(isKept ? NextStep.Here(result) : NextStep.Anywhere(result), style))
            .ToString();
    }

    /// <summary>The part of the summary that is about one component, as it stands there.</summary>
    /// <param name="node">What the component did.</param>
    /// <param name="target">What was run.</param>
    /// <param name="environment">For which environment.</param>
    /// <param name="style">As of the whole.</param>
    public static string Part(NodeResult node, RunTarget target, string environment, Style style)
    {
        var text = new StringBuilder();
        new NodeSummary(TargetPhrasing.Of(target, environment), style, StageWidth([node])).Write(text, node);
        return text.ToString();
    }

    /// <summary>The same for programs.</summary>
    public static string Json(RunResult result) =>
        JsonReport.Write(RunDocument.Of(result), RunJson.Default.RunDocument);

    /// <summary>The same as a page.</summary>
    public static string Markdown(RunResult result) => RunPage.Text(result);

    /// <summary>What failed, then what was cancelled, refused or not run, then the rest; each in the order of deployment.</summary>
    internal static IEnumerable<NodeResult> MostUrgentFirst(IEnumerable<NodeResult> nodes) =>
        nodes.OrderBy(node => Rank(node.Outcome));

    private static int Rank(NodeOutcome outcome) =>
        outcome switch
        {
            NodeOutcome.Failed => 0,
            NodeOutcome.Cancelled => 1,
            NodeOutcome.Refused or NodeOutcome.WrongInput => 2,
            NodeOutcome.NotRun => 3,
            _ => 4,
        };

    private static int StageWidth(IEnumerable<NodeResult> all)
    {
        var width = 0;
        foreach (var node in all)
        {
            foreach (var stage in node.Stages)
            {
                width = Math.Max(width, stage.Name.Length);
            }
        }

        return width;
    }

    private static Table Places(RunResult result)
    {
        var table = new Table();
        if (result.CriticalPath is { } path)
        {
            table.Add(new Cell("Critical path", Tone.Quiet), path.Text(result.Duration));
        }

        var rendered = result
            .Nodes.Select(node => node.Rendered)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .ToArray();
        if (result.Plan is { } plan)
        {
            table.Add(new Cell("Plan", Tone.Quiet), PlanReport.Line(plan, result.PlanFile));
        }

        table.Add(new Cell("Logs", Tone.Quiet), result.Logs);
        if (rendered.Length > 0)
        {
            table.Add(new Cell("Manifests", Tone.Quiet), CommonFolder(rendered));
        }

        if (result.Ledger is { } ledger)
        {
            table.Add(new Cell("Ledger", Tone.Quiet), ledger);
        }

        return table;
    }

    private static string CommonFolder(string[] paths)
    {
        var common = paths[0].Split('/');
        foreach (var path in paths)
        {
            common =
            [
                .. common.Zip(path.Split('/')).TakeWhile(pair => pair.First == pair.Second).Select(pair => pair.First),
            ];
        }

        return common.Length == 0 ? string.Join(", ", paths) : string.Join('/', common);
    }
}
