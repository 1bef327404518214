using System.Diagnostics.CodeAnalysis;
using PathToProd.Text;

namespace PathToProd.Versions;

/// <summary>
/// A set of versions, written as npm writes it: <c>&gt;=1.2 &lt;2</c>, <c>^1.4</c>, <c>~1.4.2</c>, <c>1.x</c>, <c>*</c>,
/// <c>1.2.3 - 1.4</c>, <c>||</c> for "or", a comma or a space for "and". A <c>v</c> in front of a version is
/// left out, and <c>&gt;=1.25-0</c> is <c>&gt;=1.25.0-0</c>, as Helm has it. A pre-release is in it only when a comparator
/// of the same "and" group names a pre-release of the same three numbers. Two ranges are equal when they hold the same versions.
/// </summary>
/// <remarks>
/// Releases and pre-releases are kept as two sorted unions of intervals, because the rule about pre-releases makes
/// them two questions; everything else (intersection, union, emptiness) is then plain set arithmetic on each.
/// </remarks>
public sealed class VersionRange : IEquatable<VersionRange>
{
    private readonly IntervalSet _releases;
    private readonly IntervalSet _prereleases;

    internal VersionRange(string? text, IntervalSet releases, IntervalSet prereleases)
    {
        (_releases, _prereleases) = (releases, prereleases);
        Text = text ?? ToString();
    }

    /// <summary>The intervals that hold for releases.</summary>
    internal IntervalSet Releases => _releases;

    /// <summary>The intervals that hold for pre-releases.</summary>
    internal IntervalSet Prereleases => _prereleases;

    /// <summary>Every release, and no pre-release.</summary>
    public static VersionRange Any => Parse("*");

    /// <summary>The range as the user wrote it; for a computed range, the same as <see cref="ToString"/>.</summary>
    public string Text { get; }

    /// <summary>Whether no version is in the range.</summary>
    public bool IsEmpty => _releases.IsEmpty && _prereleases.IsEmpty;

    /// <summary>The pattern of a range in a JSON schema.</summary>
    public static string Pattern => RangeGrammar.Pattern;

    /// <summary>The range that a text says.</summary>
    /// <exception cref="FormatException">It is not a range; the message says where and what to write.</exception>
    public static VersionRange Parse(string text) =>
        TryParse(text, out var range, out var error)
            ? range
            : throw new FormatException($"\"{text}\" is not a range of versions: {error}");

    /// <summary>The range that a text says, or why it says none.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out VersionRange? range, out TextError error) =>
        new RangeParser(text).TryParse(out range, out error);

    /// <summary>The range of exactly one version.</summary>
    public static VersionRange Exactly(SemVersion version) =>
        Parse(new SemVersion(version.Major, version.Minor, version.Patch, version.Prerelease).ToString());

    /// <summary>Whether a version is in the range. Build metadata is ignored.</summary>
    public bool Contains(SemVersion version) => (version.IsPrerelease ? _prereleases : _releases).Contains(version);

    /// <summary>
    /// Whether a Kubernetes version is in the range. What providers put behind the numbers (<c>1.30.4-gke.1027000</c>,
    /// <c>1.29.3-eks-adc7111</c>) makes it no pre-release, unless the range names one of the same numbers.
    /// </summary>
    public bool ContainsKubernetes(SemVersion version) =>
        Contains(new SemVersion(version.Major, version.Minor, version.Patch)) || Contains(version);

    /// <summary>The lowest release in the range that is not below another one; null if none.</summary>
    /// <param name="atLeast">The other one; null for no such bound.</param>
    public SemVersion? LowestRelease(SemVersion? atLeast = null)
    {
        foreach (var interval in _releases.Intervals)
        {
            var from = atLeast is not null && atLeast > interval.From ? atLeast : interval.From;

            // The first release that is not below a pre-release is its own.
            var lowest = new SemVersion(from.Major, from.Minor, from.Patch);
            if (interval.To is null || lowest < interval.To)
            {
                return lowest;
            }
        }

        return null;
    }

    /// <summary>The versions that are in both.</summary>
    public VersionRange Intersect(VersionRange other) =>
        new(null, _releases.Intersect(other._releases), _prereleases.Intersect(other._prereleases));

    /// <summary>The versions that are in either.</summary>
    public VersionRange Union(VersionRange other) =>
        new(null, _releases.Union(other._releases), _prereleases.Union(other._prereleases));

    /// <summary>Writes the range in its one canonical form, which reads back as the same range.</summary>
    public override string ToString() => RangeWriter.Write(_releases, _prereleases);

    /// <inheritdoc />
    public bool Equals(VersionRange? other) =>
        other is not null && _releases.Equals(other._releases) && _prereleases.Equals(other._prereleases);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as VersionRange);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(_releases, _prereleases);
}
