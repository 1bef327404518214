using System.Collections.Immutable;
using PathToProd.Versions;

namespace PathToProd.Facts.Artifacts;

/// <summary>What stores hold: the versions that exist.</summary>
public sealed class Catalogue
{
    private readonly ImmutableDictionary<string, ImmutableArray<CatalogueEntry>> _byComponent;

    /// <summary>A catalogue of these entries.</summary>
    public Catalogue(IEnumerable<CatalogueEntry> entries) =>
        _byComponent = entries
            .GroupBy(entry => entry.Component, StringComparer.Ordinal)
            .ToImmutableDictionary(
                group => group.Key,
                group => ImmutableArray.CreateRange(Sort(group)),
                StringComparer.Ordinal
            );

    /// <summary>The components that have at least one version, in ordinal order.</summary>
    public IEnumerable<string> Components => _byComponent.Keys.Order(StringComparer.Ordinal);

    /// <summary>The entries of a component: the newest version first, and of one version the current build first.</summary>
    public ImmutableArray<CatalogueEntry> Of(string component) => _byComponent.GetValueOrDefault(component, []);

    /// <summary>The current build of a version; null if none.</summary>
    public CatalogueEntry? Find(string component, SemVersion version) =>
        Of(component).FirstOrDefault(entry => entry.IsCurrent && entry.Version == version);

    /// <summary>The versions nearest to a missing one, newest first: those just above and just below it.</summary>
    /// <param name="component">The component.</param>
    /// <param name="version">The missing version.</param>
    /// <param name="count">How many at most.</param>
    public ImmutableArray<SemVersion> Nearest(string component, SemVersion version, int count = 4)
    {
        var versions = Of(component).Where(entry => entry.IsCurrent).Select(entry => entry.Version).Distinct().ToList();
        var place = versions.FindIndex(there => there.CompareTo(version) <= 0);
        var below = place < 0 ? versions.Count : place;
        var start = Math.Clamp(below - (count / 2), 0, Math.Max(0, versions.Count - count));
        return [.. versions.Skip(start).Take(count)];
    }

    // Precedence ignores build metadata, so their text decides, and of one version's builds the moment.
    private static IEnumerable<CatalogueEntry> Sort(IEnumerable<CatalogueEntry> entries) =>
        entries
            .OrderByDescending(entry => entry.Version)
            .ThenBy(entry => entry.Version.ToString(), StringComparer.Ordinal)
            .ThenByDescending(entry => entry.IsCurrent)
            .ThenByDescending(entry => entry.At)
            .ThenBy(entry => entry.Digest.ToString(), StringComparer.Ordinal);
}
