using System.Collections.Concurrent;
using PathToProd.Decisions.Ordering;
using PathToProd.Facts.Runs;
using PathToProd.Tasks.Stages;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Tests.Runs;

/// <summary>Remembers what happened, and what was printed.</summary>
internal sealed class RecordingObserver : IRunObserver
{
    public ConcurrentQueue<JournalEvent> Happenings { get; } = [];

    public ConcurrentQueue<string> Said { get; } = [];

    public ConcurrentQueue<string> Printed { get; } = [];

    /// <summary>What the run that goes on is expected to do.</summary>
    public ExpectedRun? Expected { get; private set; }

    /// <summary>What components did.</summary>
    public ConcurrentQueue<NodeResult> Results { get; } = [];

    public void Expect(ExpectedRun expected) => Expected = expected;

    public void Ended(NodeResult result) => Results.Enqueue(result);

    /// <summary>Called with each thing that happens, while it does.</summary>
    public Action<JournalEvent>? Then { get; set; }

    public void Observe(JournalEvent happening)
    {
        Happenings.Enqueue(happening);
        Then?.Invoke(happening);
    }

    /// <summary>Called with each text that is said, while it is.</summary>
    public Action<string>? WhenSaid { get; set; }

    public void Say(string text)
    {
        Said.Enqueue(text);
        WhenSaid?.Invoke(text);
    }

    /// <summary>Called with each text that is printed, while it is.</summary>
    public Action<string>? WhenPrinted { get; set; }

    public void Print(string component, string text)
    {
        Printed.Enqueue($"{component}: {text}");
        WhenPrinted?.Invoke(text);
    }

    public IOutputSink ToolOutput(string component) => NoSink.Instance;
}
