using System.Collections.Immutable;
using System.Text;

namespace PathToProd.Text.Tables;

/// <summary>
/// Rows of cells in columns as wide as their widest cell, two spaces apart, without lines or boxes. On a narrow terminal
/// columns are left out by rank, then the last one is wrapped between words, then the widest ones are shortened; where not even
/// that helps, each row becomes a block of lines.
/// </summary>
/// <param name="header">The columns; none for a table without a heading, whose cells are never shortened.</param>
public sealed class Table(params ImmutableArray<Column> header)
{
    private const int Gap = 2;

    // Arrays: a list of immutable arrays would be compiled at every start.
    private readonly List<Cell[]> _rows = [];

    /// <summary>How many rows there are, the heading not counted.</summary>
    public int Count => _rows.Count;

    /// <summary>Adds a row. It may have fewer cells than others.</summary>
    public void Add(params ImmutableArray<Cell> row) =>
        _rows.Add([.. row.Select(cell => cell with { Text = Printable.Line(cell.Text) })]);

    /// <summary>Writes the table, a line for each row where nothing limits its width, without spaces at the ends of lines.</summary>
    /// <param name="style">How tones are shown, and how wide lines may be.</param>
    /// <param name="indent">How many spaces come before each row.</param>
    public string Write(Style style, int indent = 0)
    {
        Cell[][] all = header.IsEmpty
            ? [.. _rows]
            :
            [
                [.. header.Select(column => new Cell(column.Heading, Tone.Quiet))],
                .. _rows,
            ];
        var layout = TableLayout.Of(Widths(all), header, style.Width - indent);
        var text = new StringBuilder();
        if (layout is null)
        {
            return Blocks(style, indent);
        }

        foreach (var row in all)
        {
            WriteRow(text, row, layout, style, indent);
        }

        return text.ToString();
    }

    private static int[] Widths(Cell[][] all)
    {
        var columns = 0;
        foreach (var row in all)
        {
            columns = Math.Max(columns, row.Length);
        }

        var widths = new int[columns];
        foreach (var row in all)
        {
            for (var column = 0; column < row.Length; column++)
            {
                widths[column] = Math.Max(widths[column], TextWidth.Of(row[column].Text));
            }
        }

        return widths;
    }

    private static void WriteRow(StringBuilder text, Cell[] row, TableLayout layout, Style style, int indent)
    {
        Cell[] shown = [.. layout.Shown.Where(column => column.At < row.Length).Select(column => row[column.At])];
        var last = shown.Length - 1;
        while (last >= 0 && shown[last].Text.Length == 0)
        {
            last--;
        }

        text.Append(' ', last < 0 ? 0 : indent);
        var start = indent;
        for (var at = 0; at <= last; at++)
        {
            var width = layout.Shown[at].Width;
            if (at == layout.Shown.Count - 1)
            {
                WriteLast(text, shown[at], layout, style, start);
                return;
            }

            var fitted = layout.Shortens ? TextWidth.Shorten(shown[at].Text, width) : shown[at].Text;
            text.Append(style.Show(fitted, shown[at].Tone));
            if (at < last)
            {
                text.Append(' ', Math.Max(0, width - TextWidth.Of(fitted)) + Gap);
            }

            start += width + Gap;
        }

        text.Append('\n');
    }

    private static void WriteLast(StringBuilder text, Cell cell, TableLayout layout, Style style, int start)
    {
        var width = layout.Shown[^1].Width;
        var first = true;
        foreach (var line in Prose.Wrap(cell.Text, width))
        {
            text.Append(' ', first ? 0 : start);
            text.Append(style.Show(layout.Shortens ? TextWidth.Shorten(line, width) : line, cell.Tone)).Append('\n');
            first = false;
        }
    }

    /// <summary>Each row as lines of its own, the first cell as a heading: for a terminal that is narrower than any table.</summary>
    private string Blocks(Style style, int indent)
    {
        var text = new StringBuilder();
        var start = indent + Gap;
        foreach (var row in _rows)
        {
            for (var column = 0; column < row.Length; column++)
            {
                if (row[column].Text.Length == 0)
                {
                    continue;
                }

                var heading = column == 0 || header.IsEmpty ? "" : header[column].Heading.ToLowerInvariant() + ": ";
                var whole = heading + row[column].Text;

                // A command or a name is never broken.
                var lines = column == 0 ? [whole] : Prose.Wrap(whole, Math.Max(1, style.ProseWidth - start));
                foreach (var line in lines)
                {
                    text.Append(' ', column == 0 ? indent : start);
                    text.Append(style.Show(line, row[column].Tone)).Append('\n');
                }
            }
        }

        return text.ToString();
    }
}
