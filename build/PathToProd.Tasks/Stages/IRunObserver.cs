using System.Collections.Immutable;
using PathToProd.Decisions.Ordering;
using PathToProd.Facts.Runs;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Stages;

/// <summary>Receives what happens in a run: the journal, and the console.</summary>
public interface IRunObserver
{
    /// <summary>Something happened. Called from several threads at once.</summary>
    void Observe(JournalEvent happening);

    /// <summary>The same for many things that happened at once.</summary>
    void Observe(IReadOnlyCollection<JournalEvent> happenings)
    {
        foreach (var happening in happenings)
        {
            Observe(happening);
        }
    }

    /// <summary>Waits until all that was observed is on the disk: something outside the checkout is about to be touched.</summary>
    void Settle() { }

    /// <summary>What the run is expected to do. Called before the first component starts.</summary>
    void Expect(ExpectedRun expected) { }

    /// <summary>What a component did: called once for each that ran or failed to, after its end was observed, from several threads at once.</summary>
    void Ended(NodeResult result) { }

    /// <summary>A tool that a stage called has ended. Called from several threads at once.</summary>
    /// <param name="component">The component.</param>
    /// <param name="stage">The stage that called it.</param>
    /// <param name="tool">How it ended.</param>
    /// <param name="at">When.</param>
    void ToolEnded(string component, string stage, CommandResult tool, DateTimeOffset at) { }

    /// <summary>
    /// Variables that the tools of a stage get over the caller's, such as which span of a trace they are a part of; a null value removes one.
    /// Called from several threads at once.
    /// </summary>
    /// <param name="component">The component.</param>
    /// <param name="stage">The stage, which has started.</param>
    ImmutableDictionary<string, string?> ToolEnvironment(string component, string stage) =>
        ImmutableDictionary<string, string?>.Empty;

    /// <summary>Says something that is not part of the run's story, such as that tasks are being compiled.</summary>
    void Say(string text);

    /// <summary>Prints a text that the user asked for, such as a plan.</summary>
    void Print(string component, string text);

    /// <summary>Where the output of a component's tools goes besides the log.</summary>
    IOutputSink ToolOutput(string component);
}
