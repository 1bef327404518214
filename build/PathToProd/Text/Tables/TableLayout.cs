using System.Collections.Immutable;

namespace PathToProd.Text.Tables;

/// <summary>Which columns of a table are shown, and how wide.</summary>
/// <param name="Shown">The columns, by number.</param>
/// <param name="Widths">How wide each of them may be.</param>
/// <param name="Shortens">Whether longer cells are cut.</param>
internal sealed record TableLayout(int[] Shown, int[] Widths, bool Shortens)
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
        List<int> shown = [.. Enumerable.Range(0, wanted.Length)];
        while (Total(shown.Select(at => wanted[at])) > limit && LeastImportant(shown, header) is { } column)
        {
            shown.Remove(column);
        }

        int[] widths = [.. shown.Select(at => wanted[at])];
        if (widths.Length == 0 || limit is not { } most || Total(widths) <= most)
        {
            return new TableLayout([.. shown], widths, Shortens: false);
        }

        var left = most - Total(widths[..^1]) - (widths.Length > 1 ? Gap : 0);
        if (left >= (header.IsEmpty ? LeastSentence : LeastWrapped))
        {
            widths[^1] = left;
            return new TableLayout([.. shown], widths, Shortens: !header.IsEmpty);
        }

        // The widest columns give way until all fit.
        while (Total(widths) > most)
        {
            var widest = Array.IndexOf(widths, widths.Max());
            if (header.IsEmpty || widths[widest] <= LeastColumn)
            {
                return null;
            }

            widths[widest]--;
        }

        return new TableLayout([.. shown], widths, Shortens: true);
    }

    private static int? LeastImportant(List<int> shown, ImmutableArray<Column> header) =>
        shown
            .Where(at => at < header.Length && header[at].Rank > 0)
            .OrderByDescending(at => header[at].Rank)
            .Cast<int?>()
            .FirstOrDefault();

    private static int Total(IEnumerable<int> widths)
    {
        var (count, sum) = (0, 0);
        foreach (var width in widths)
        {
            count++;
            sum += width;
        }

        return sum + Gap * Math.Max(0, count - 1);
    }
}
