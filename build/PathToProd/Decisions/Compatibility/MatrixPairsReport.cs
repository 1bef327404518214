using System.Collections.Immutable;
using PathToProd.Formats.Json;
using PathToProd.Text;
using PathToProd.Text.Tables;
using PathToProd.Versions;

namespace PathToProd.Decisions.Compatibility;

/// <summary>Which versions of a component were seen together with which of others.</summary>
/// <param name="Component">The component.</param>
/// <param name="Pairs">The pairs, by other component.</param>
/// <param name="File">The file of the evidence, as people know it.</param>
/// <param name="Now">The current time.</param>
public sealed record SeenPairs(string Component, ImmutableArray<TestedPair> Pairs, string File, DateTimeOffset Now);

/// <summary>Reports which versions were seen together.</summary>
public static class MatrixPairsReport
{
    private const int WidthOfLegend = 90;
    private const string Legend =
        "good: a set with both passed. failed: all sets with both failed, which may have another cause. "
        + "unknown: no set had both.";

    /// <summary>A table for each other component: this one's versions down, the other's across.</summary>
    public static string Text(SeenPairs pairs, Style style) =>
        pairs.Pairs.IsEmpty
            ? $"No version of {pairs.Component} was tested together with another component yet.\n"
            : string.Join('\n', Grids(pairs, style.ProseWidth).Select(grid => Write(grid, style)))
                + "\n"
                + string.Concat(
                    Prose
                        .Wrap(Legend, Math.Min(style.ProseWidth, WidthOfLegend))
                        .Select(line => style.Show(line, Tone.Quiet) + "\n")
                );

    /// <summary>The same tables in GitHub's Markdown, with links to the lines of the evidence.</summary>
    public static string Markdown(SeenPairs pairs) =>
        string.Join(
            '\n',
            Grids(pairs, int.MaxValue)
                .Select(grid =>
                {
                    var table = new MarkdownTable([
                        pairs.Component,
                        .. grid.Versions.Select(version => $"{grid.Other} {version}"),
                    ]);
                    foreach (var (version, cells) in grid.Rows)
                    {
                        table.Add([
                            version.ToString(),
                            .. cells.Select(cell => MatrixCellText.Markdown(cell, pairs.Now, pairs.File)),
                        ]);
                    }

                    return table.ToString();
                })
        );

    /// <summary>A line for each pair that was seen, as RFC 4180 defines it.</summary>
    public static string Csv(SeenPairs pairs)
    {
        var csv = new Csv([
            "component",
            "version",
            "other",
            "other-version",
            "passed",
            "failed",
            .. MatrixCellText.CsvHeading,
        ]);
        foreach (var pair in pairs.Pairs)
        {
            csv.Add([
                pairs.Component,
                pair.Version.ToString(),
                pair.Other,
                pair.OtherVersion.ToString(),
                pair.Passed.ToString(),
                pair.Failed.ToString(),
                .. MatrixCellText.Csv(pair.Cell, pairs.Now, pairs.File),
            ]);
        }

        return csv.ToString();
    }

    /// <summary>For programs: the pairs that were seen.</summary>
    public static string Json(SeenPairs pairs) =>
        JsonReport.Write(
            new MatrixDocument.OfPairs(
                pairs.Component,
                [
                    .. pairs.Pairs.Select(pair => new MatrixPairPart(
                        MatrixCellPart.Of(pair.Cell, pairs.Now, pairs.File),
                        pair.Version.ToString(),
                        pair.Other,
                        pair.OtherVersion.ToString(),
                        pair.Passed,
                        pair.Failed
                    )),
                ]
            ),
            CompatibilityJson.Default.OfPairs
        );

    private static string Write(Grid grid, Style style)
    {
        var table = new Table([
            grid.Title.ToUpperInvariant(),
            .. grid.Versions.Select(version => new Column($"{grid.Other} {version}")),
        ]);
        foreach (var (version, cells) in grid.Rows)
        {
            table.Add([
                new Cell(version.ToString(), Tone.Strong),
                .. cells.Select(cell => MatrixCellText.Short(cell, grid.Now)),
            ]);
        }

        return table.Write(style);
    }

    /// <summary>A grid for each other component; where that has many versions, several.</summary>
    private static IEnumerable<Grid> Grids(SeenPairs pairs, int width)
    {
        foreach (var other in pairs.Pairs.GroupBy(pair => pair.Other))
        {
            var known = other.ToDictionary(pair => (pair.Version, pair.OtherVersion), pair => pair.Cell);
            var versions = other.Select(pair => pair.Version).Distinct().ToArray();
            var across = other.Select(pair => pair.OtherVersion).Distinct().OrderDescending().ToArray();
            var column =
                2 + Math.Max(across.Max(version => $"{other.Key} {version}".Length), "failed 365 d :100000".Length);
            foreach (var part in across.Chunk(Math.Max(1, (width - pairs.Component.Length) / column)))
            {
                yield return new Grid(
                    pairs.Component,
                    other.Key,
                    part,
                    [
                        .. versions.Select(version =>
                            (
                                version,
                                part.Select(one => known.GetValueOrDefault((version, one)) ?? MatrixCell.Unknown)
                                    .ToArray()
                            )
                        ),
                    ],
                    pairs.Now
                );
            }
        }
    }

    private sealed record Grid(
        string Title,
        string Other,
        SemVersion[] Versions,
        (SemVersion Version, MatrixCell[] Cells)[] Rows,
        DateTimeOffset Now
    );
}
