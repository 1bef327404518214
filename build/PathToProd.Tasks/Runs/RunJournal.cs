using PathToProd.Facts.Runs;
using PathToProd.Tasks.Files;
using PathToProd.Tasks.Stages;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Runs;

/// <summary>
/// Writes what happens into the run's journal, and only then lets it be seen. The start of a step is on the disk before the step: an
/// end may wait for the next start, as what it says can be found out again.
/// </summary>
/// <param name="workspace">Where runs are.</param>
/// <param name="run">The run.</param>
/// <param name="shown">Sees everything after it was written.</param>
public sealed class RunJournal(Workspace workspace, RunId run, IRunObserver shown) : IRunObserver, IDisposable
{
    private readonly JournalFile _file = new(workspace.Journal(run), workspace.Show(workspace.Journal(run)));
    private readonly Lock _gate = new();
    private IDisposable? _mark;
    private bool _isOver;

    /// <inheritdoc />
    public void Observe(JournalEvent happening)
    {
        if (happening is JournalEvent.RunStarted)
        {
            Mark();
        }

        _file.Append(happening, MustBeOnDisk(happening));
        shown.Observe(happening);
    }

    /// <inheritdoc />
    public void Observe(IReadOnlyCollection<JournalEvent> happenings)
    {
        _file.Append(happenings, happenings.Any(MustBeOnDisk));
        shown.Observe(happenings);
    }

    /// <summary>
    /// Records that the run was asked to end, if it has started. This comes before any tool is asked to end: a CI system may give no more than
    /// a few seconds.
    /// </summary>
    public void Cancelled(DateTimeOffset at)
    {
        lock (_gate)
        {
            if (_mark is null || _isOver)
            {
                return;
            }
        }

        Observe(new JournalEvent.RunCancelled(at));
    }

    /// <inheritdoc />
    public void Say(string text) => shown.Say(text);

    /// <inheritdoc />
    public void Print(string component, string text) => shown.Print(component, text);

    /// <inheritdoc />
    public IOutputSink ToolOutput(string component) => shown.ToolOutput(component);

    /// <summary>From now on the run is no longer in progress.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isOver = true;
            _mark?.Dispose();
        }
    }

    private static bool MustBeOnDisk(JournalEvent happening) =>
        happening
            is JournalEvent.RunStarted
                or JournalEvent.StageStarted
                or JournalEvent.StageRetried
                or JournalEvent.RunCancelled
                or JournalEvent.RunEnded;

    private void Mark()
    {
        lock (_gate)
        {
            _mark ??= RunJournals.TryHold(workspace, run);
        }
    }
}
