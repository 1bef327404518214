using Cake.Core;
using PathToProd.Facts.Runs;
using PathToProd.Text;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Stages;

/// <summary>Keeps what the stages of one component did: each with its time, its outcome, its notes and its log file.</summary>
internal sealed class StageRecorder(ComponentSession session) : IDisposable
{
    private readonly List<StageResult> _results = [];
    private readonly List<string> _notes = [];
    private readonly List<string> _outside = [];
    private LogFileSink? _log;
    private string? _unchanged;
    private int _attempts = 1;

    /// <summary>What was recorded, in order.</summary>
    public IReadOnlyList<StageResult> Results => _results;

    /// <summary>The task that runs now, or ran last.</summary>
    public string Stage { get; private set; } = "";

    /// <summary>The digest of the artifact that was built; null when none was.</summary>
    public Digest? ArtifactDigest { get; set; }

    /// <summary>Whether what was deployed last did not pass its smoke test.</summary>
    public bool HasFailedSmokeTest { get; set; }

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
        _attempts = 1;
        _log = new LogFileSink(LogFile);
        session.Observer.Observe(
            new JournalEvent.StageStarted(session.Clock.GetUtcNow(), session.Component.Name, task)
        );
    }

    /// <summary>What Cake said while no stage ran: why the graph itself cannot run.</summary>
    public string Outside => string.Join('\n', _outside);

    public void WriteLog(string text)
    {
        var shown = session.Redactor.Hide(text);
        if (_log is null)
        {
            _outside.Add(shown);
        }

        Log.Write(new OutputLine(OutputSource.Echo, shown));
    }

    public void Note(string text)
    {
        _notes.Add(text);
        WriteLog(text);
    }

    /// <summary>Another attempt is going to be made.</summary>
    public void Retry(JournalEvent.StageRetried retried)
    {
        _attempts = retried.Attempt;
        Note(retried.Text);
        session.Observer.Observe(retried);
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
        var said = _unchanged ?? (_notes.Count == 0 ? null : string.Join("; ", _notes));
        var note = said is null ? null : session.Redactor.Hide(said);
        var result = new StageResult(Stage, teardown.Duration, outcome, note, session.Workspace.Show(LogFile))
        {
            Attempts = _attempts,
        };
        _results.Add(result);
        session.Observer.Observe(
            new JournalEvent.StageEnded(session.Clock.GetUtcNow(), session.Component.Name, result)
        );
    }

    public void Dispose() => _log?.Dispose();

    private static string Explain(Exception failure) =>
        failure is PlatformException or OperationCanceledException ? failure.Message : failure.ToString();
}
