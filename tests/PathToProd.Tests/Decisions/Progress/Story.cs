using PathToProd.Decisions.Ordering;
using PathToProd.Decisions.Progress;
using PathToProd.Facts.Runs;
using PathToProd.Tests.Decisions.Ordering;

namespace PathToProd.Tests.Decisions.Progress;

/// <summary>What happens in a run, second by second.</summary>
internal sealed class Story(string[] graph, int concurrency)
{
    private readonly ExpectedRun _expected = new(Graphs.Of(graph), QueueRules.Default, concurrency);

    public RunProgress Progress { get; private set; } =
        RunProgress.Nothing with
        {
            Expected = new ExpectedRun(Graphs.Of(graph), QueueRules.Default, concurrency),
        };

    /// <summary>How long components took the last time, in seconds.</summary>
    public Story Usually(params (string Component, int Seconds)[] durations)
    {
        var rules = QueueRules.Default with
        {
            Durations = durations.ToDictionary(one => one.Component, one => TimeSpan.FromSeconds(one.Seconds)),
        };
        Progress = Progress with { Expected = _expected with { Rules = rules } };
        return this;
    }

    public Story At(int second, JournalEvent happening)
    {
        var expected = Progress.Expected;
        Progress = Progress.With(happening, TimeSpan.FromSeconds(second)) with { Expected = expected };
        return this;
    }

    public Story Started(int second, string component, string? stage)
    {
        At(second, new JournalEvent.NodeStarted(default, component));
        return stage is null ? this : Stage(second, component, stage);
    }

    public Story Stage(int second, string component, string stage) =>
        At(second, new JournalEvent.StageStarted(default, component, stage));

    public Story Ended(int second, string component, NodeOutcome outcome, string? cause = null) =>
        At(second, new JournalEvent.NodeEnded(default, component, outcome, cause));

    public Story Prints(string component, string line)
    {
        Progress = Progress with { LastLines = Progress.LastLines.SetItem(component, line) };
        return this;
    }
}
