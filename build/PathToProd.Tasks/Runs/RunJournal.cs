using System.Collections.Immutable;
using PathToProd.Decisions.Ordering;
using PathToProd.Facts.Runs;
using PathToProd.Model.Components;
using PathToProd.Tasks.Files;
using PathToProd.Tasks.Stages;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Runs;

/// <summary>
/// Writes what happens into the run's journal, and only then lets it be seen. A line survives the end of the process at once. On the
/// disk it is before anything outside the checkout is touched, together with all before it.
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
    public void Expect(ExpectedRun expected) => shown.Expect(expected);

    /// <inheritdoc />
    public void Ended(NodeResult result) => shown.Ended(result);

    /// <inheritdoc />
    public void ToolEnded(string component, string stage, CommandResult tool, DateTimeOffset at) =>
        shown.ToolEnded(component, stage, tool, at);

    /// <inheritdoc />
    public ImmutableDictionary<string, string?> ToolEnvironment(string component, string stage) =>
        shown.ToolEnvironment(component, stage);

    /// <inheritdoc />
    public void Settle() => _file.Flush();

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

    /// <summary>
    /// What a stage that works below artifacts/ alone says is checked by digests, so it need not wait for a disk that takes milliseconds.
    /// Deploy and Destroy wait when they know that there is something to do.
    /// </summary>
    private static bool MustBeOnDisk(JournalEvent happening) =>
        happening switch
        {
            JournalEvent.StageStarted started => RunTarget.Of(started.Stage).Stage is null or Stage.Verify,
            JournalEvent.RunStarted or JournalEvent.StageRetried => true,
            JournalEvent.RunCancelled or JournalEvent.RunEnded => true,
            _ => false,
        };

    private void Mark()
    {
        lock (_gate)
        {
            _mark ??= RunJournals.TryHold(workspace, run);
        }
    }
}
