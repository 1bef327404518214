using System.Collections.Immutable;
using PathToProd.Decisions.Ordering;
using PathToProd.Facts.Runs;
using PathToProd.Tools.Processes;

namespace PathToProd.Host.Invocations;

/// <summary>A way to show a run while it goes on. All but <see cref="ToolOutput"/> is called by one thread at a time.</summary>
internal interface IRunView : IDisposable
{
    /// <summary>Shows what happened, at once.</summary>
    void Observe(IReadOnlyCollection<JournalEvent> happenings);

    /// <summary>What the run is expected to do.</summary>
    void Expect(ExpectedRun expected) { }

    /// <summary>What a component did, which has ended.</summary>
    void Ended(NodeResult result) { }

    /// <summary>A tool that a stage called has ended.</summary>
    void ToolEnded(string component, string stage, CommandResult tool, DateTimeOffset at) { }

    /// <summary>Variables that the tools of a stage get over the caller's; a null value removes one.</summary>
    ImmutableDictionary<string, string?> ToolEnvironment(string component, string stage) =>
        ImmutableDictionary<string, string?>.Empty;

    /// <summary>A message.</summary>
    void Say(string text);

    /// <summary>A text that the user asked for.</summary>
    void Print(string component, string text);

    /// <summary>Where lines of a component's tools go; null for nowhere. Called, and written to, by several threads at once.</summary>
    IOutputSink? ToolOutput(string component);

    /// <summary>A second has passed.</summary>
    void Tick() { }
}
