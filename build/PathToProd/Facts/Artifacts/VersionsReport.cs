using PathToProd.Formats.Json;
using PathToProd.Model.Stores;
using PathToProd.Text;
using PathToProd.Text.Tables;

namespace PathToProd.Facts.Artifacts;

/// <summary>The versions that exist.</summary>
public static class VersionsReport
{
    /// <summary>A table with a line for each artifact.</summary>
    /// <param name="versions">The artifacts, in the order in which they are shown.</param>
    /// <param name="style">How tones are shown.</param>
    /// <param name="now">The current time.</param>
    public static string Text(IReadOnlyCollection<ListedVersion> versions, Style style, DateTimeOffset now)
    {
        if (versions.Count == 0)
        {
            return "No artifact was built or published yet.\n";
        }

        var table = new Table(
            "COMPONENT",
            "VERSION",
            new Column("DIGEST", Rank: 2),
            new Column("COMMIT", Rank: 3),
            "BUILT",
            new Column("SIZE", Rank: 1),
            "WHERE"
        );
        foreach (var listed in versions)
        {
            var entry = listed.Entry;
            table.Add(
                new Cell(entry.Component, Tone.Strong),
                entry.Version.ToString(),
                entry.Digest.ShortText,
                ShortCommit.Text(entry.Commit),
                entry.At is { } at ? Moment.Age(at, now) : "",
                ByteSize.Text(entry.Size),
                Where(listed)
            );
        }

        return table.Write(style);
    }

    /// <summary>The same for programs; times in UTC, and every digest whole.</summary>
    /// <param name="versions">The artifacts.</param>
    /// <param name="registry">The registry that was asked; null if none.</param>
    /// <param name="failure">Why the registry did not answer; null when it did.</param>
    public static string Json(IEnumerable<ListedVersion> versions, StoreAddress? registry, string? failure) =>
        JsonReport.Write(
            new VersionsDocument(registry?.ToString(), failure, [.. versions.Select(ListedVersionPart.Of)]),
            ArtifactJson.Default.VersionsDocument
        );

    private static Cell Where(ListedVersion listed) =>
        listed switch
        {
            { IsLocal: true, IsPublished: true } => "store, registry",
            { IsPublished: true } => "registry",
            { Entry.IsCurrent: false } => new Cell("store, an older build", Tone.Quiet),
            _ => "store",
        };
}
