namespace PathToProd.Tests.Versions;

/// <summary>The table of <c>docs/solver.md</c> that compares ranges here, in npm and in Helm.</summary>
internal static class RangeTable
{
    private const string Heading = "| range | here | npm | Helm |";

    public static IReadOnlyList<RangeRow> Rows { get; } =
    [
        .. File.ReadLines(SourceTree.PathOf("docs", "solver.md"))
            .SkipWhile(line => line != Heading)
            .Skip(2)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(Row),
    ];

    private static RangeRow Row(string line)
    {
        var cells = line.Replace("\\|", "\0").Split('|').Select(cell => cell.Trim().Replace('\0', '|')).ToArray();
        var (range, here) = (Code(cells[1]) ?? "", cells[2]);
        return new RangeRow(range, Code(here), here.StartsWith("no: ") ? here[4..].Replace("`", "") : null, cells[4]);
    }

    /// <summary>What stands between backticks; null for anything else.</summary>
    private static string? Code(string cell) => cell.StartsWith('`') && cell.EndsWith('`') ? cell[1..^1] : null;
}

/// <summary>A row.</summary>
/// <param name="Range">The range.</param>
/// <param name="Canonical">What it means here; null when it is refused.</param>
/// <param name="Fix">What the refusal says to write; null when it is taken.</param>
/// <param name="Helm">How Helm reads it.</param>
public sealed record RangeRow(string Range, string? Canonical, string? Fix, string Helm)
{
    public override string ToString() => Range;
}
