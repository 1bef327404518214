using System.Text;
using PathToProd.Text.Ci;

namespace PathToProd.Host.Invocations;

/// <summary>
/// Standard output or error of a step on GitHub, whose runner obeys what it finds there: nothing that is written here is a command to it.
/// Commands of our own are written to <see cref="Unguarded"/>, between whole lines.
/// </summary>
internal sealed class GuardedWriter(TextWriter writer) : TextWriter
{
    private readonly CommandGuard _guard = new();
    private readonly Lock _gate = new();

    public override Encoding Encoding => writer.Encoding;

    /// <summary>The same place, for commands.</summary>
    public static TextWriter Unguarded(TextWriter writer) => writer is GuardedWriter guarded ? guarded.Inner : writer;

    private TextWriter Inner => writer;

    public override void Write(char value) => Write(value.ToString());

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void Write(string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            lock (_gate)
            {
                writer.Write(_guard.Next(value));
            }
        }
    }

    // In one piece, so that lines of several threads do not mix.
    public override void WriteLine(string? value) => Write(value + "\n");

    public override void Flush() => writer.Flush();
}
