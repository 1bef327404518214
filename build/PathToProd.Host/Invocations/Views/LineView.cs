using System.Text;
using PathToProd.Facts.Runs;
using PathToProd.Tasks.Files;
using PathToProd.Text;
using PathToProd.Text.Ci;
using PathToProd.Tools.Processes;

namespace PathToProd.Host.Invocations.Views;

/// <summary>
/// Shows a run by lines that stay: one for each stage that ended, one for each half a minute that a stage takes, and, in a CI system that
/// folds lines, the logs of each component that ended.
/// </summary>
internal sealed class LineView(
    Invocation invocation,
    StageLine lines,
    ComponentFold fold,
    bool isQuiet,
    bool showsUnchanged
) : IRunView
{
    private readonly TextWriter _output = invocation.Progress;
    private readonly RunningStages _running = new(invocation.Clock);
    private readonly Dictionary<string, DateTimeOffset> _starts = new(StringComparer.Ordinal);
    private int _folds;

    public void Observe(IReadOnlyCollection<JournalEvent> happenings)
    {
        // One write for all: the console flushes after each.
        var text = new StringBuilder();
        foreach (var happening in happenings)
        {
            _running.Observe(happening);
            if (happening is JournalEvent.NodeStarted node)
            {
                _starts[node.Component] = node.At;
            }

            if (!isQuiet && Line(happening) is { } line)
            {
                text.Append(line).Append('\n');
            }
        }

        if (text.Length > 0)
        {
            _output.Write(text.ToString());
            _output.Flush();
        }
    }

    public void Ended(NodeResult result)
    {
        if (invocation.Terminal.Ci == CiHost.None || isQuiet || invocation.IsVerbose)
        {
            return;
        }

        var ended = invocation.Clock.GetUtcNow();
        var section = $"{result.Component}-{++_folds}";
        var start = _starts.GetValueOrDefault(result.Component, ended);
        _output.Flush();
        GuardedWriter
            .Unguarded(_output)
            .Write(fold.Text(result, LogEnds.Of(invocation.Workspace, result), section, start, ended));
    }

    public void Say(string text) => invocation.Error.WriteLine(Printable.Message(text));

    public void Print(string component, string text) => _output.WriteLine(Printable.Lines(text));

    public IOutputSink? ToolOutput(string component) =>
        invocation.IsVerbose ? new ConsoleSink(invocation.Error, lines.Prefix(component)) : null;

    public void Tick()
    {
        foreach (var reminder in _running.Reminders())
        {
            invocation.Error.WriteLine(reminder);
        }
    }

    public void Dispose() { }

    private string? Line(JournalEvent happening) =>
        happening is JournalEvent.StageStarted started
            ? (invocation.IsVerbose ? lines.Started(started) : null)
            : lines.Ended(happening, showsUnchanged);
}
