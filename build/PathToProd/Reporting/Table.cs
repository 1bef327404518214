using System.Collections.Immutable;
using System.Text;

namespace PathToProd.Reporting;

/// <summary>Rows of cells in columns as wide as their widest cell, two spaces apart, without lines or boxes.</summary>
/// <param name="header">The headings, in capitals; none for a table without a heading.</param>
public sealed class Table(params ImmutableArray<string> header)
{
    private const int Gap = 2;

    // Arrays: a list of immutable arrays would be compiled at every start.
    private readonly List<Cell[]> rows = [];

    /// <summary>How many rows there are, the heading not counted.</summary>
    public int Count => rows.Count;

    /// <summary>Adds a row. It may have fewer cells than others.</summary>
    public void Add(params ImmutableArray<Cell> row) => rows.Add([.. row]);

    /// <summary>Writes the table, a line for each row, without spaces at the ends of lines.</summary>
    /// <param name="style">How tones are shown.</param>
    /// <param name="indent">How many spaces come before each row.</param>
    public string Write(Style style, int indent = 0)
    {
        Cell[][] all = header.IsEmpty
            ? [.. rows]
            :
            [
                [.. header.Select(text => new Cell(text, Tone.Quiet))],
                .. rows,
            ];
        var widths = Widths(all);
        var text = new StringBuilder();
        foreach (var row in all)
        {
            WriteRow(text.Append(' ', indent), row, widths, style);
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
                widths[column] = Math.Max(widths[column], row[column].Text.Length);
            }
        }

        return widths;
    }

    private static void WriteRow(StringBuilder text, Cell[] row, int[] widths, Style style)
    {
        var last = row.Length - 1;
        while (last >= 0 && row[last].Text.Length == 0)
        {
            last--;
        }

        for (var column = 0; column <= last; column++)
        {
            text.Append(style.Show(row[column].Text, row[column].Tone));
            if (column < last)
            {
                text.Append(' ', widths[column] - row[column].Text.Length + Gap);
            }
        }

        text.Append('\n');
    }
}

/// <summary>A cell of a table: one line of text.</summary>
/// <param name="Text">The text.</param>
/// <param name="Tone">What it means.</param>
public readonly record struct Cell(string Text, Tone Tone = Tone.Normal)
{
    /// <summary>A cell of no special tone.</summary>
    public static implicit operator Cell(string text) => FromString(text);

    /// <summary>A cell of no special tone.</summary>
    public static Cell FromString(string text) => new(text);
}
