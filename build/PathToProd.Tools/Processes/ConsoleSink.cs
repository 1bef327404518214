using PathToProd.Text;

namespace PathToProd.Tools.Processes;

/// <summary>Writes lines to a console as they come, control characters as escapes, each batch at once so that commands running side by side do not mix within a line.</summary>
/// <param name="writer">The console.</param>
/// <param name="prefix">Put in front of each line, such as the component's name and a bar; empty by default.</param>
public sealed class ConsoleSink(TextWriter writer, string prefix = "") : IOutputSink
{
    /// <inheritdoc />
    public void Write(params ReadOnlySpan<OutputLine> lines)
    {
        // The writer itself is the lock: consoles with different prefixes share it.
        lock (writer)
        {
            foreach (var line in lines)
            {
                writer.Write(prefix);
                writer.WriteLine(Printable.Lines(line.Text));
            }

            writer.Flush();
        }
    }
}
