using Cake.Core;
using PathToProd.Reporting;
using PathToProd.Runs;
using PathToProd.Tasks.Processes;

namespace PathToProd.Tasks.ComponentTasks;

/// <summary>Keeps what the stages of one component did: each with its time, its outcome, its notes and its log file.</summary>
internal sealed class StageRecorder(ComponentSession session) : IDisposable
{
    private readonly List<StageResult> _results = [];
    private readonly List<string> _notes = [];
    private LogFileSink? _log;
    private string? _unchanged;

    /// <summary>What was recorded, in order.</summary>
    public IReadOnlyList<StageResult> Results => _results;

    /// <summary>The task that runs now, or ran last.</summary>
    public string Stage { get; private set; } = "";

    /// <summary>The digest of the artifact that was built; null when none was.</summary>
    public string? ArtifactDigest { get; set; }

    public string LogFile => session.Workspace.StageLog(session.Run, session.Component.Name, Stage);

    /// <summary>Where the lines of the running stage go.</summary>
    public IOutputSink Log => _log ?? (IOutputSink)NoSink.Instance;

    /// <summary>The failure that ended the component's graph; null while there is none.</summary>
    public Exception? Failure { get; private set; }

    public void Begin(string task)
    {
        Stage = task;
        _notes.Clear();
        _unchanged = null;
        _log = new LogFileSink(LogFile);
        session.Observer.Observe(
            new JournalEvent.StageStarted(session.Clock.GetUtcNow(), session.Component.Name, task)
        );
    }

    public void WriteLog(string text) => Log.Write(new OutputLine(OutputSource.Echo, session.Redactor.Hide(text)));

    public void Note(string text)
    {
        _notes.Add(text);
        WriteLog(text);
    }

    public void Unchanged(string reason)
    {
        _unchanged = reason;
        WriteLog($"unchanged: {reason}");
    }

    public void End(ITaskTeardownContext teardown)
    {
        var failure = teardown.ThrownException;
        Failure ??= failure;
        if (failure is not null)
        {
            WriteLog(Explain(failure));
        }

        _log?.Dispose();
        _log = null;
        var outcome =
            failure is not null ? StageOutcome.Failed
            : teardown.Skipped ? StageOutcome.Skipped
            : _unchanged is not null ? StageOutcome.Unchanged
            : StageOutcome.Done;
        var note = _unchanged ?? (_notes.Count == 0 ? null : string.Join("; ", _notes));
        var result = new StageResult(Stage, teardown.Duration, outcome, note, session.Workspace.Show(LogFile));
        _results.Add(result);
        session.Observer.Observe(
            new JournalEvent.StageEnded(session.Clock.GetUtcNow(), session.Component.Name, result)
        );
    }

    public void Dispose() => _log?.Dispose();

    private static string Explain(Exception failure) =>
        failure is PlatformException or OperationCanceledException ? failure.Message : failure.ToString();
}
