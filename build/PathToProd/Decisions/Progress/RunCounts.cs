using PathToProd.Facts.Runs;
using PathToProd.Text;

namespace PathToProd.Decisions.Progress;

/// <summary>The last line of the table of a run: how many components there are of each kind, and how long it takes.</summary>
internal static class RunCounts
{
    public static string Text(RunProgress progress, TimeSpan now)
    {
        var ended = progress.Nodes.Values.Where(node => !node.IsRunning).ToLookup(node => node.Outcome);
        (int Count, string Word)[] kinds =
        [
            (progress.Nodes.Values.Count(node => node.IsRunning), "running"),
            (ended[NodeOutcome.Failed].Count(), "failed"),
            (ended[NodeOutcome.Refused].Count() + ended[NodeOutcome.WrongInput].Count(), "refused"),
            (ended[NodeOutcome.Cancelled].Count(), "stopped"),
            (ended[NodeOutcome.NotRun].Count(), "not run"),
            (progress.Expected.Graph.Components.Count(name => !progress.Nodes.ContainsKey(name)), "waiting"),
            (ended[NodeOutcome.Done].Count(), "done"),
            (ended[NodeOutcome.Unchanged].Count(), "unchanged"),
        ];
        var counts = string.Join(", ", from kind in kinds where kind.Count > 0 select $"{kind.Count} {kind.Word}");
        return $"{Seconds(now)} so far, {Rest(progress, now)}; {counts}";
    }

    /// <summary>A time in whole seconds, as it stands in a picture that is drawn again each second.</summary>
    public static string Seconds(TimeSpan time) =>
        time < TimeSpan.FromSeconds(1) ? "0 s" : Duration.Text(TimeSpan.FromSeconds(Math.Floor(time.TotalSeconds)));

    /// <summary>A time rounded up to one unit: an estimate is no more exact than that.</summary>
    public static string Rough(TimeSpan time)
    {
        var seconds = Math.Ceiling(time.TotalSeconds);
        return seconds < 60 ? $"{seconds:0} s"
            : seconds < 3600 ? $"{Math.Ceiling(seconds / 60):0} min"
            : $"{Math.Ceiling(seconds / 3600):0} h";
    }

    private static string Rest(RunProgress progress, TimeSpan now) =>
        RunEstimate.Of(progress, now) switch
        {
            null => "time left unknown",
            { Ticks: 0 } => "longer than the last time",
            { TotalMinutes: < 1 } rest => $"about {Rough(rest)} left",
            { } rest => $"about {Duration.Text(TimeSpan.FromMinutes(Math.Ceiling(rest.TotalMinutes)))} left",
        };
}
