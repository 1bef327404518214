using System.Collections.Immutable;

namespace PathToProd.Facts.Artifacts;

/// <summary>An artifact, and which stores have it.</summary>
/// <param name="Entry">The artifact.</param>
/// <param name="IsLocal">Whether this checkout's store has it.</param>
/// <param name="IsPublished">Whether the registry has it.</param>
public sealed record ListedVersion(CatalogueEntry Entry, bool IsLocal, bool IsPublished)
{
    /// <summary>
    /// What both stores have of a component: the newest version first; of one version what is published first, then the
    /// current build, then older ones.
    /// </summary>
    public static ImmutableArray<ListedVersion> Of(string component, Catalogue local, Catalogue published)
    {
        var there = published.Of(component).ToImmutableDictionary(entry => entry.Digest);
        var here = local.Of(component).ToImmutableDictionary(entry => entry.Digest);
        return
        [
            .. here
                .Keys.Union(there.Keys)
                .Select(digest => Merge(here.GetValueOrDefault(digest), there.GetValueOrDefault(digest)))
                .OrderByDescending(listed => listed.Entry.Version)
                .ThenBy(listed => listed.Entry.Version.ToString(), StringComparer.Ordinal)
                .ThenByDescending(listed => listed.IsPublished)
                .ThenByDescending(listed => listed.Entry.IsCurrent)
                .ThenByDescending(listed => listed.Entry.At)
                .ThenBy(listed => listed.Entry.Digest.ToString(), StringComparer.Ordinal),
        ];
    }

    private static ListedVersion Merge(CatalogueEntry? local, CatalogueEntry? published) =>
        new(
            published is null ? local!
                : local is null || published.At is not null ? published
                : local with { IsCurrent = true },
            local is not null,
            published is not null
        );
}
