namespace PathToProd.Tools.Processes;

/// <summary>Remembers the last lines that a program printed: what an error message needs. The runner's own echo is left out.</summary>
/// <param name="count">How many lines; 20 by default.</param>
public sealed class TailSink(int count = 20) : IOutputSink
{
    // A line of a megabyte helps no one in an error message, and twenty of them would fill memory.
    private const int LongestLine = 2000;

    private readonly Lock _gate = new();
    private readonly Queue<string> _lines = new(count);

    /// <summary>The lines so far, oldest first; those over 2000 characters are cut and end in an ellipsis.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_gate)
            {
                return [.. _lines];
            }
        }
    }

    /// <inheritdoc />
    public void Write(params ReadOnlySpan<OutputLine> lines)
    {
        lock (_gate)
        {
            foreach (var line in lines)
            {
                if (line.Source != OutputSource.Echo)
                {
                    Add(line.Text);
                }
            }
        }
    }

    private void Add(string text)
    {
        if (_lines.Count == count)
        {
            _lines.Dequeue();
        }

        _lines.Enqueue(text.Length > LongestLine ? string.Concat(text.AsSpan(0, LongestLine), "…") : text);
    }
}
