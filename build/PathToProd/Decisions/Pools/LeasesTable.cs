using PathToProd.Text.Tables;

namespace PathToProd.Decisions.Pools;

/// <summary>Rows that are shown as a table on a terminal, or on a page. A column in which nothing stands is left out.</summary>
/// <param name="headings">The columns.</param>
internal sealed class LeasesTable(params string[] headings)
{
    private readonly List<string[]> _rows = [];

    public void Add(params string[] row) => _rows.Add(row);

    /// <summary>For a terminal. Where it is narrow, the last columns go first.</summary>
    public string Text(Style style)
    {
        var columns = Columns();
        var table = new Table([.. columns.Select(at => new Column(headings[at], Rank: Math.Max(0, at - 2)))]);
        foreach (var row in _rows)
        {
            table.Add([.. columns.Select(at => (Cell)row[at])]);
        }

        return table.Write(style);
    }

    /// <summary>For a page.</summary>
    public string Markdown()
    {
        var columns = Columns();
        var table = new MarkdownTable([
            .. columns.Select(at => headings[at][0] + headings[at][1..].ToLowerInvariant()),
        ]);
        foreach (var row in _rows)
        {
            table.Add([.. columns.Select(at => MarkdownTable.Escape(row[at]))]);
        }

        return table.ToString();
    }

    private int[] Columns() =>
        [.. Enumerable.Range(0, headings.Length).Where(at => _rows.Any(row => row[at].Length > 0))];
}
