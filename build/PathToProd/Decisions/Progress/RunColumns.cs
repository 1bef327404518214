using System.Text;
using PathToProd.Text;
using PathToProd.Text.Tables;

namespace PathToProd.Decisions.Progress;

/// <summary>How wide the columns of the table of a run are. They depend on the run and the terminal alone, not on what happens.</summary>
internal sealed class RunColumns
{
    private const int Gap = 2;
    private const int StageWidth = 9;
    private const int TimeWidth = 11;
    private const int LeftWidth = 7;

    /// <summary>Narrower than this, a line of a tool says nothing.</summary>
    private const int LeastLine = 12;
    private const int LeastName = 10;

    private readonly Style _style;
    private readonly int _most;
    private readonly (int Cell, int Width)[] _columns;

    private RunColumns(Style style, int most, (int Cell, int Width)[] columns) =>
        (_style, _most, _columns) = (style, most, columns);

    /// <summary>The line above the rows.</summary>
    public string Heading =>
        Line([.. Cells(new RunRow("COMPONENT", "STAGE", "TIME", "LEFT", "LAST LINE"))], Tone.Quiet);

    /// <summary>The columns. What does not fit is left out: the last line, then the time left, then the time.</summary>
    /// <param name="components">The components of the run, at least one.</param>
    /// <param name="showsLeft">Whether it is known of any component how long it takes.</param>
    /// <param name="style">How wide the terminal is.</param>
    public static RunColumns Of(IEnumerable<string> components, bool showsLeft, Style style)
    {
        // A line as wide as the terminal would leave the cursor where some terminals wrap it.
        var most = Math.Max(1, style.ProseWidth - 1);
        var name = Math.Min(components.Max(TextWidth.Of), Math.Max(LeastName, most / 4));
        int[] fixedWidths = [Math.Max("COMPONENT".Length, name), StageWidth, TimeWidth, showsLeft ? LeftWidth : 0];
        var columns = new List<(int Cell, int Width)>();
        var room = most;
        for (var cell = 0; cell < fixedWidths.Length; cell++)
        {
            if (fixedWidths[cell] > room)
            {
                return new RunColumns(style, most, [.. columns]);
            }

            if (fixedWidths[cell] > 0)
            {
                columns.Add((cell, fixedWidths[cell]));
                room -= fixedWidths[cell] + Gap;
            }
        }

        if (room >= LeastLine)
        {
            columns.Add((fixedWidths.Length, room));
        }

        return new RunColumns(style, most, [.. columns]);
    }

    /// <summary>The row as a line.</summary>
    public string Write(RunRow row) => Line([.. Cells(row)], row.Tone);

    /// <summary>A sentence as a line of the same width.</summary>
    public string Shorten(string text) => TextWidth.Shorten(text, _most);

    private static IEnumerable<string> Cells(RunRow row) => [row.Component, row.Stage, row.Time, row.Left, row.Line];

    /// <summary>What went wrong stands out by how its stage is shown; what is quiet is quiet as a whole.</summary>
    private string Line(string[] cells, Tone tone)
    {
        var text = new StringBuilder();
        foreach (var (at, width) in _columns)
        {
            var cell = TextWidth.Shorten(Printable.Line(Ansi.Without(cells[at]).Replace('\t', ' ')), width);
            var space = at == _columns[^1].Cell ? 0 : width - TextWidth.Of(cell) + Gap;
            text.Append(tone == Tone.Quiet || at == 1 ? _style.Show(cell, tone) : cell).Append(' ', space);
        }

        return text.ToString().TrimEnd();
    }
}
