using PathToProd.Text;
using PathToProd.Text.Tables;

namespace PathToProd.Decisions.Compatibility;

/// <summary>Why answers of the matrix are failed or stale.</summary>
internal static class MatrixNotes
{
    private const int MostFailed = 12;
    private const int MostPlaces = 4;

    public static string Text(MatrixAnswer answer, Style style) =>
        Section(style, "Failed:", Tone.Bad, Failed(answer)) + Section(style, "Stale:", Tone.Warning, Stale(answer));

    private static string Section(Style style, string title, Tone tone, IEnumerable<string> lines)
    {
        var text = string.Concat(
            lines.SelectMany(line => MatrixReport.Wrapped(line, style)).Select(line => line + "\n")
        );
        return text.Length == 0 ? "" : $"\n{style.Show(title, tone)}\n{text}";
    }

    private static IEnumerable<string> Failed(MatrixAnswer answer)
    {
        var failed = Cells(answer).Where(one => one.Cell.State == MatrixState.Failed).ToArray();
        foreach (var (set, column, cell) in failed.Take(MostFailed))
        {
            yield return $"  {set} on {column.Environment}, {Moment.Age(cell.Evidence!.Start, answer.Now)}: "
                + $"{Printable.Line(cell.Evidence.Error ?? "it does not say why")} "
                + $"({MatrixCellText.Place(cell.Evidence)})";
        }

        if (failed.Length > MostFailed)
        {
            yield return $"  and {failed.Length - MostFailed} more; --set=NAME shows those of one set";
        }
    }

    /// <summary>One line for each reason, with where it holds.</summary>
    private static IEnumerable<string> Stale(MatrixAnswer answer) =>
        Cells(answer)
            .Where(one => one.Cell.State == MatrixState.Stale)
            .SelectMany(one =>
                one.Cell.WhyStale.Select(reason => new StalePlace(
                    reason.General,
                    $"{one.Set} on {one.Column.Environment} ({MatrixCellText.Then(one.Cell)} then)"
                ))
            )
            .GroupBy(one => one.Why, one => one.Place)
            .Select(group => $"  {group.Key}: {Places([.. group.Distinct(StringComparer.Ordinal)])}");

    private static string Places(string[] places) =>
        places.Length <= MostPlaces
            ? Prose.List(places)
            : $"{string.Join(", ", places.Take(MostPlaces))} and {places.Length - MostPlaces} more";

    private static IEnumerable<NamedCell> Cells(MatrixAnswer answer) =>
        answer.Matrix.Rows.SelectMany(row =>
            row.Cells.Select((cell, at) => new NamedCell(row.Set.Name, answer.Matrix.Columns[at], cell))
        );

    // Classes: what LINQ does with tuples is compiled at every start.
    private sealed record NamedCell(string Set, MatrixColumn Column, MatrixCell Cell);

    private sealed record StalePlace(string Why, string Place);
}
