using PathToProd.Tools.Processes;

namespace PathToProd.Host.Invocations;

/// <summary>Writes each batch of lines to several places.</summary>
internal sealed class SeveralSinks(IOutputSink[] sinks) : IOutputSink
{
    public void Write(params ReadOnlySpan<OutputLine> lines)
    {
        foreach (var sink in sinks)
        {
            sink.Write(lines);
        }
    }
}
