using PathToProd.Facts.Runs;
using PathToProd.Tools.Processes;

namespace PathToProd.Host.Invocations.Views;

/// <summary>Writes what happens to standard output, a JSON object on each line.</summary>
internal sealed class EventView(Invocation invocation) : IRunView
{
    private readonly Lock _gate = new();

    public void Observe(IReadOnlyCollection<JournalEvent> happenings)
    {
        foreach (var happening in happenings)
        {
            if (RunEvents.Line(happening) is { } line)
            {
                Write(line);
            }
        }
    }

    public void Say(string text) => Write(RunEvents.Message(Now, component: null, text));

    public void Print(string component, string text) => Write(RunEvents.Message(Now, component, text));

    public IOutputSink? ToolOutput(string component) => invocation.IsVerbose ? new Sink(this, component) : null;

    public void Dispose() { }

    private DateTimeOffset Now => invocation.Clock.GetUtcNow();

    private void Write(string line)
    {
        lock (_gate)
        {
            invocation.Output.WriteLine(line);
            invocation.Output.Flush();
        }
    }

    private sealed class Sink(EventView view, string component) : IOutputSink
    {
        public void Write(params ReadOnlySpan<OutputLine> lines)
        {
            foreach (var line in lines)
            {
                view.Write(RunEvents.Output(view.Now, component, line.Text));
            }
        }
    }
}
