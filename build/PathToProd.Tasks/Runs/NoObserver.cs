using PathToProd.Facts.Runs;
using PathToProd.Tasks.Stages;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Runs;

/// <summary>Reports nothing: for questions that run nothing.</summary>
public sealed class NoObserver : IRunObserver
{
    /// <inheritdoc />
    public void Observe(JournalEvent happening) { }

    /// <inheritdoc />
    public void Say(string text) { }

    /// <inheritdoc />
    public void Print(string component, string text) { }

    /// <inheritdoc />
    public IOutputSink ToolOutput(string component) => NoSink.Instance;
}
