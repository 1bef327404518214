using System.Collections.Immutable;
using PathToProd.Decisions.Ordering;
using PathToProd.Facts.Runs;
using PathToProd.Text;
using PathToProd.Text.Tables;

namespace PathToProd.Decisions.Progress;

/// <summary>
/// What a terminal shows of a run at a moment: a row for each component while there is room for all of them, else for what runs and
/// what failed; and below them how many there are of each kind, for how long the run has been going on, and for how long it will. A
/// run of one component is one line.
/// </summary>
/// <remarks>The columns are as wide in each picture of a run as in the one before, so that nothing jumps.</remarks>
public static class RunTable
{
    /// <summary>Lines that stay free above the table, for messages; and below it, for the cursor.</summary>
    private const int LinesOfOthers = 4;

    /// <summary>The heading and the last line.</summary>
    private const int LinesOfFrame = 2;

    /// <summary>The lines, each narrower than the terminal, fewer than it has.</summary>
    /// <param name="progress">How far the run is.</param>
    /// <param name="style">How tones are shown, and how wide the terminal is.</param>
    /// <param name="height">How many lines the terminal has.</param>
    /// <param name="now">The time since the clock of <see cref="RunProgress.With"/> started.</param>
    public static ImmutableArray<string> Lines(RunProgress progress, Style style, int height, TimeSpan now)
    {
        var graph = progress.Expected.Graph;
        if (graph.Count == 0 || height <= 1)
        {
            return [];
        }

        var columns = RunColumns.Of(graph.Components, progress.Expected.Rules.Durations.Count > 0, style);
        if (graph.Count == 1)
        {
            return [.. graph.Components.Where(IsRunning).Select(name => columns.Write(Row(progress, name, now)))];
        }

        var summary = columns.Shorten(RunCounts.Text(progress, now));
        var room = Math.Max(1, height - LinesOfOthers - LinesOfFrame);
        return height <= LinesOfOthers + LinesOfFrame
            ? [summary]
            :
            [
                columns.Heading,
                .. Chosen(progress, room).Select(name => columns.Write(Row(progress, name, now))),
                summary,
            ];

        bool IsRunning(string name) => progress.Nodes.TryGetValue(name, out var node) && node.IsRunning;
    }

    /// <summary>The components that get a row. Where there is no room for all, the latest failures get a third of it at least.</summary>
    private static IEnumerable<string> Chosen(RunProgress progress, int room)
    {
        var graph = progress.Expected.Graph;
        if (graph.Count <= room)
        {
            return DeploymentOrder.Of(graph);
        }

        var running = new List<string>();
        var failed = new List<string>();
        foreach (var name in graph.Components)
        {
            if (progress.Nodes.TryGetValue(name, out var node) && !IsQuiet(node))
            {
                (node.IsRunning ? running : failed).Add(name);
            }
        }

        var failures = Math.Min(failed.Count, Math.Max(room / 3, room - running.Count));
        return running
            .OrderBy(name => progress.Nodes[name].Start)
            .Take(room - failures)
            .Concat(failed.OrderByDescending(name => progress.Nodes[name].End).Take(failures));
    }

    private static bool IsQuiet(NodeProgress node) =>
        !node.IsRunning && (node.Outcome.IsSuccess() || node.Outcome == NodeOutcome.NotRun);

    private static RunRow Row(RunProgress progress, string name, TimeSpan now)
    {
        if (!progress.Nodes.TryGetValue(name, out var node))
        {
            return new RunRow(name, "waiting", "", "", WaitsFor(progress, name), Tone.Quiet);
        }

        var line = progress.LastLines.GetValueOrDefault(name, "");
        if (node.IsRunning)
        {
            var elapsed = now - node.Start;
            return new RunRow(name, node.Stage ?? "starting", Seconds(elapsed), Left(progress, name, elapsed), line);
        }

        var (word, tone) = node.Outcome switch
        {
            NodeOutcome.Done => ("done", Tone.Good),
            NodeOutcome.Unchanged => ("unchanged", Tone.Quiet),
            NodeOutcome.NotRun => ("not run", Tone.Warning),
            NodeOutcome.Cancelled => ("stopped", Tone.Warning),
            NodeOutcome.Refused => ("refused", Tone.Bad),
            _ => ("failed", Tone.Bad),
        };
        var took = node.Outcome == NodeOutcome.NotRun ? "" : Seconds(node.End!.Value - node.Start);
        return new RunRow(name, word, took, "", node.Outcome.IsSuccess() ? "" : node.Cause ?? line, tone);
    }

    private static string WaitsFor(RunProgress progress, string name)
    {
        var open = progress
            .Expected.Graph.RequirementsOf(name)
            .Where(other => !progress.Nodes.TryGetValue(other, out var node) || node.IsRunning)
            .ToArray();
        return open.Length == 0 ? "for room" : $"for {Prose.List(open)}";
    }

    /// <summary>Rounded up to one unit: it is no more exact than that.</summary>
    private static string Left(RunProgress progress, string name, TimeSpan elapsed)
    {
        if (!progress.Expected.Rules.Durations.TryGetValue(name, out var usual))
        {
            return "?";
        }

        var left = usual - elapsed;
        return left <= TimeSpan.Zero ? "late" : RunCounts.Rough(left);
    }

    private static string Seconds(TimeSpan time) => RunCounts.Seconds(time);
}
