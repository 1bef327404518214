using System.Collections.Immutable;
using PathToProd.Versions;

namespace PathToProd.Facts.VersionSets.Changes;

/// <summary>What a changelog says about one version.</summary>
/// <param name="Version">The version.</param>
/// <param name="Lines">Its lines without the heading, and without blank lines around them.</param>
public sealed record ChangelogSection(SemVersion Version, ImmutableArray<string> Lines);
