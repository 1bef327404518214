using System.Text;
using PathToProd.Text;
using PathToProd.Text.Tables;

namespace PathToProd.Host.Invocations.Views;

/// <summary>
/// The last lines of a terminal, which are written again and again in the same place, and the lines above them, which stay. The cursor
/// stands below them and is never hidden, so that a program that is killed leaves nothing to repair.
/// </summary>
internal sealed class LiveArea(TextWriter terminal)
{
    private const string ClearLine = "\e[K";

    private IReadOnlyList<string> _lines = [];

    /// <summary>Shows these lines instead.</summary>
    /// <param name="lines">Each narrower than the terminal.</param>
    /// <param name="columns">How wide the terminal is now.</param>
    public void Show(IReadOnlyList<string> lines, int columns)
    {
        if (!lines.SequenceEqual(_lines, StringComparer.Ordinal))
        {
            Write("", lines, columns);
        }
    }

    /// <summary>Writes text above the lines, which stays.</summary>
    public void Above(string text, int columns) => Write(text, _lines, columns);

    // In one write, so that the terminal never shows half of it.
    private void Write(string above, IReadOnlyList<string> lines, int columns)
    {
        var old = Rows(columns);
        var text = new StringBuilder(Up(old));
        if (above.Length > 0)
        {
            text.Append(Cleared(old)).Append(above);
            old = 0;
        }

        foreach (var line in lines)
        {
            text.Append(line).Append(ClearLine).Append('\n');
        }

        terminal.Write(text.Append(Cleared(Math.Max(0, old - lines.Count))).ToString());
        terminal.Flush();
        _lines = lines;
    }

    /// <summary>
    /// Clears the rows from the cursor on, which stays. Row by row: a terminal that is cleared as a whole, from its first row to its last,
    /// may keep what it showed among the lines that scrolled away (tmux does).
    /// </summary>
    private static string Cleared(int rows) => string.Concat(Enumerable.Repeat($"{ClearLine}\n", rows)) + Up(rows);

    private static string Up(int rows) => rows == 0 ? "" : $"\r\e[{rows}A";

    /// <summary>How many rows the lines take now: a terminal that became narrower has broken those that no longer fit.</summary>
    private int Rows(int columns)
    {
        var rows = 0;
        foreach (var line in _lines)
        {
            rows += 1 + (Math.Max(0, TextWidth.Of(Ansi.Without(line)) - 1) / Math.Max(1, columns));
        }

        return rows;
    }
}
