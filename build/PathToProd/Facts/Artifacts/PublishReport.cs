using PathToProd.Formats.Json;
using PathToProd.Model.Stores;
using PathToProd.Text;
using PathToProd.Text.Tables;
using PathToProd.Versions;

namespace PathToProd.Facts.Artifacts;

/// <summary>An artifact that was asked to be published.</summary>
/// <param name="Component">The component.</param>
/// <param name="Version">Its version.</param>
/// <param name="Digest">The artifact's digest.</param>
/// <param name="IsNew">False when the registry already had it.</param>
public sealed record PublishedVersion(string Component, SemVersion Version, Digest Digest, bool IsNew);

/// <summary>What was published.</summary>
public static class PublishReport
{
    /// <summary>A table with a line for each artifact, and where they are.</summary>
    public static string Text(IEnumerable<PublishedVersion> artifacts, StoreAddress registry, Style style)
    {
        var table = new Table("COMPONENT", "VERSION", new Column("DIGEST", Rank: 1), "OUTCOME");
        foreach (var artifact in artifacts)
        {
            table.Add(
                new Cell(artifact.Component, Tone.Strong),
                artifact.Version.ToString(),
                artifact.Digest.ShortText,
                artifact.IsNew ? new Cell("published", Tone.Good) : new Cell("unchanged: already there", Tone.Quiet)
            );
        }

        return $"{table.Write(style)}\nIn {registry}. Versions lists all that is there.\n";
    }

    /// <summary>The same for programs, every digest whole.</summary>
    public static string Json(IEnumerable<PublishedVersion> artifacts, StoreAddress registry) =>
        JsonReport.Write(
            new PublishDocument(
                registry.ToString(),
                [
                    .. artifacts.Select(artifact => new PublishedPart(
                        artifact.Component,
                        artifact.Version.ToString(),
                        artifact.Digest.ToString(),
                        $"{registry.Repository(artifact.Component)}:{ArtifactTag.Of(artifact.Version)}",
                        artifact.IsNew ? "published" : "unchanged"
                    )),
                ]
            ),
            ArtifactJson.Default.PublishDocument
        );
}
