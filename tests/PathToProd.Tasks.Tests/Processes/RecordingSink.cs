using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Tests.Processes;

/// <summary>Remembers every line.</summary>
internal sealed class RecordingSink : IOutputSink
{
    private readonly List<OutputLine> _lines = [];

    internal IReadOnlyList<OutputLine> Lines
    {
        get
        {
            lock (_lines)
            {
                return [.. _lines];
            }
        }
    }

    internal string[] Texts => [.. Lines.Select(line => line.Text)];

    /// <summary>What programs printed, without the runner's echo.</summary>
    internal string[] Printed => [.. Lines.Where(line => line.Source != OutputSource.Echo).Select(line => line.Text)];

    public void Write(params ReadOnlySpan<OutputLine> lines)
    {
        lock (_lines)
        {
            _lines.AddRange(lines);
        }
    }
}
