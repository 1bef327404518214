using System.Text;
using PathToProd.Facts.Runs;
using PathToProd.Host.CommandLine;
using PathToProd.Tasks.Runs;
using PathToProd.Tasks.Stages;
using PathToProd.Text;
using PathToProd.Text.Tables;
using PathToProd.Tools.Processes;

namespace PathToProd.Host.Invocations;

/// <summary>Writes the journal, and shows the user what happens: a line for each stage that ends.</summary>
internal sealed class RunObserver : IRunObserver, IDisposable
{
    private readonly Lock _gate = new();
    private readonly TextWriter _error;
    private readonly TextWriter _output;
    private readonly JournalFile _journal;
    private readonly int _nameWidth;
    private readonly bool _isVerbose;
    private readonly bool _isQuiet;
    private readonly bool _showsUnchanged;
    private readonly Style _style;
    private readonly RunningStages _running;

    /// <param name="invocation">Says where to, and how much.</param>
    /// <param name="run">The run.</param>
    /// <param name="names">Of all components that lines may be about.</param>
    /// <param name="showsUnchanged">Whether a stage that had nothing to do gets a line too.</param>
    public RunObserver(Invocation invocation, RunId run, IEnumerable<string> names, bool showsUnchanged = true)
    {
        _showsUnchanged = showsUnchanged;
        _error = invocation.Error;
        _output = invocation.Format == "text" ? invocation.Output : invocation.Error;
        _journal = new JournalFile(Path.Combine(invocation.Workspace.Run(run), "journal.jsonl"));
        foreach (var name in names)
        {
            _nameWidth = Math.Max(_nameWidth, name.Length);
        }

        var verbosity = invocation.Arguments[Option.Verbosity] ?? "normal";
        _isVerbose = verbosity.Equals("verbose", StringComparison.OrdinalIgnoreCase);
        _isQuiet = verbosity.Equals("quiet", StringComparison.OrdinalIgnoreCase);
        _style = invocation.Style;
        int? width = invocation.Terminal.CanRewrite && !_isVerbose ? _style.ProseWidth : null;
        _running = new RunningStages(_error, width, invocation.Clock, _gate);
    }

    public void Observe(JournalEvent happening)
    {
        StageMarks.Leave(happening);
        lock (_gate)
        {
            _journal.Append(happening);
            _running.Observe(happening);
            if (!_isQuiet && Line(happening) is { } line)
            {
                _running.Hide();
                _output.WriteLine(line);
                _output.Flush();
            }
        }
    }

    public void Observe(IReadOnlyCollection<JournalEvent> happenings)
    {
        lock (_gate)
        {
            _journal.Append(happenings);
            if (!_isQuiet)
            {
                // One write for all: the console flushes after each.
                var lines = new StringBuilder();
                foreach (var happening in happenings)
                {
                    if (Line(happening) is { } line)
                    {
                        lines.Append(line).Append('\n');
                    }
                }

                _running.Hide();
                _output.Write(lines);
                _output.Flush();
            }
        }
    }

    public void Say(string text)
    {
        lock (_gate)
        {
            _running.Hide();
            _error.WriteLine(Printable.Message(text));
        }
    }

    public void Print(string component, string text)
    {
        lock (_gate)
        {
            _running.Hide();
            _output.WriteLine(Printable.Lines(text));
        }
    }

    public void Dispose() => _running.Dispose();

    public IOutputSink ToolOutput(string component) =>
        _isVerbose ? new ConsoleSink(_error, $"{component.PadRight(_nameWidth)} | ") : NoSink.Instance;

    private string? Line(JournalEvent happening) =>
        happening switch
        {
            JournalEvent.StageStarted started => _isVerbose
                ? $"{started.Component.PadRight(_nameWidth)}  {started.Stage} starts"
                : null,
            JournalEvent.StageEnded { Result.Outcome: StageOutcome.Skipped } => null,
            JournalEvent.StageEnded { Result.Outcome: StageOutcome.Unchanged } when !_showsUnchanged => null,
            JournalEvent.StageEnded ended => Line(ended.Component, ended.Result),
            JournalEvent.NodeEnded { Cause: { } cause } ended =>
                $"{ended.Component.PadRight(_nameWidth)}  {_style.Show("not run", Tone.Warning)}: {Printable.Message(cause)}",
            _ => null,
        };

    private string Line(string component, StageResult stage)
    {
        var (word, tone) = stage.Outcome switch
        {
            StageOutcome.Failed => ("failed", Tone.Bad),
            StageOutcome.Unchanged => ("unchanged", Tone.Quiet),
            _ => ("done", Tone.Good),
        };
        var time = Duration.Text(stage.Duration);
        return $"{component.PadRight(_nameWidth)}  {stage.Name, -8} {_style.Show(word, tone)} {_style.Show(time, Tone.Quiet)}";
    }
}
