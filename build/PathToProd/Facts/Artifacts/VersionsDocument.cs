using System.Collections.Immutable;
using System.ComponentModel;

namespace PathToProd.Facts.Artifacts;

[Description("The versions that were built and published.")]
internal sealed record VersionsDocument(
    [Description("The registry that was asked.")] string? Registry,
    [Description("Why the registry did not answer.")] string? Failure,
    ImmutableArray<ListedVersionPart> Versions
);

internal sealed record ListedVersionPart(
    string Component,
    string Version,
    string Digest,
    string? Commit,
    DateTimeOffset? Built,
    [Description("In bytes.")] long Size,
    [Description("False for an older build of the same version.")] bool IsCurrent,
    bool InStore,
    bool InRegistry
)
{
    public static ListedVersionPart Of(ListedVersion listed) =>
        new(
            listed.Entry.Component,
            listed.Entry.Version.ToString(),
            listed.Entry.Digest.ToString(),
            listed.Entry.Commit,
            listed.Entry.At?.ToUniversalTime(),
            listed.Entry.Size,
            listed.Entry.IsCurrent,
            listed.IsLocal,
            listed.IsPublished
        );
}
