using System.Globalization;
using PathToProd.Text;

namespace PathToProd.Facts.Ledger;

/// <summary>The oldest lines of a component's ledger that were exported to a file and then removed, which the ledger itself remembers.</summary>
/// <param name="Component">The component, or the unit.</param>
/// <param name="Lines">How many.</param>
/// <param name="File">The digest of the file, by which it is known wherever it is now.</param>
public sealed record ExportedLines(string Component, int Lines, Digest File)
{
    /// <summary>As the ledger's object has it.</summary>
    internal string Write() => string.Create(CultureInfo.InvariantCulture, $"{File} {Lines}");

    /// <summary>Reads that; null when it is something else.</summary>
    internal static ExportedLines? Parse(string component, string line) =>
        line.Split(' ') is [var digest, var count]
        && Digest.TryParse(digest, out var file)
        && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var lines)
            ? new ExportedLines(component, lines, file)
            : null;

    /// <summary>A sentence for people.</summary>
    public override string ToString() =>
        $"{Prose.Count(Lines, "older line")} about {Component} {(Lines == 1 ? "was" : "were")} exported and removed: the file with the digest {File} has {(Lines == 1 ? "it" : "them")}.";
}
