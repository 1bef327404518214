using System.Collections.Immutable;

namespace PathToProd.Text.Tables;

/// <summary>Which columns of a table are shown, and how wide.</summary>
/// <param name="Shown">The columns, from left to right.</param>
/// <param name="Shortens">Whether longer cells are cut.</param>
internal sealed record TableLayout(List<ShownColumn> Shown, bool Shortens)
{
    private const int Gap = 2;

    /// <summary>Narrower than this, a column says nothing.</summary>
    private const int LeastColumn = 8;

    /// <summary>Narrower than this, a last column is not worth wrapping: of states and names, and of sentences.</summary>
    private const int LeastWrapped = 10;
    private const int LeastSentence = 30;

    /// <summary>The layout; null when no table fits.</summary>
    /// <param name="wanted">How wide the widest cell of each column is.</param>
    /// <param name="header">The columns; none for a table without a heading.</param>
    /// <param name="limit">How wide a line may be; null for as wide as it is.</param>
    public static TableLayout? Of(int[] wanted, ImmutableArray<Column> header, int? limit)
    {
        var shown = new List<ShownColumn>();
        for (var at = 0; at < wanted.Length; at++)
        {
            shown.Add(new ShownColumn(at, wanted[at]));
        }

        while (Total(shown) > limit && LeastImportant(shown, header) is { } column)
        {
            shown.Remove(column);
        }

        if (shown.Count == 0 || limit is not { } most || Total(shown) <= most)
        {
            return new TableLayout(shown, Shortens: false);
        }

        var left = most - (Total(shown) - shown[^1].Width);
        if (left >= (header.IsEmpty ? LeastSentence : LeastWrapped))
        {
            shown[^1] = shown[^1] with { Width = left };
            return new TableLayout(shown, Shortens: !header.IsEmpty);
        }

        // The widest columns give way until all fit.
        while (Total(shown) > most)
        {
            var widest = shown.MaxBy(column => column.Width)!;
            if (header.IsEmpty || widest.Width <= LeastColumn)
            {
                return null;
            }

            shown[shown.IndexOf(widest)] = widest with { Width = widest.Width - 1 };
        }

        return new TableLayout(shown, Shortens: true);
    }

    private static ShownColumn? LeastImportant(List<ShownColumn> shown, ImmutableArray<Column> header) =>
        shown
            .Where(column => column.At < header.Length && header[column.At].Rank > 0)
            .OrderByDescending(column => header[column.At].Rank)
            .FirstOrDefault();

    private static int Total(List<ShownColumn> shown)
    {
        var sum = Gap * Math.Max(0, shown.Count - 1);
        foreach (var column in shown)
        {
            sum += column.Width;
        }

        return sum;
    }
}
