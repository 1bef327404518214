using System.Collections.Immutable;

namespace PathToProd.Versions;

/// <summary>The versions from one up to, and without, another; without an upper end when <paramref name="To"/> is null.</summary>
/// <remarks>
/// Half-open intervals are enough: each version has a next one (see <see cref="Next"/>), so "up to and with" ends at
/// the next, and equal sets always have equal intervals.
/// </remarks>
internal sealed record Interval(SemVersion From, SemVersion? To)
{
    /// <summary>The lowest version of all.</summary>
    public static readonly SemVersion Lowest = new(0, 0, 0, "0");

    public static readonly Interval All = new(Lowest, null);

    public bool IsEmpty => To is not null && From >= To;

    /// <summary>The lowest version above this one: of 1.2.3 it is 1.2.4-0, of 1.2.3-beta it is 1.2.3-beta.0.</summary>
    public static SemVersion Next(SemVersion version) =>
        version.IsPrerelease
            ? new SemVersion(version.Major, version.Minor, version.Patch, version.Prerelease + ".0")
            : new SemVersion(version.Major, version.Minor, version.Patch + 1, "0");

    public Interval Intersect(Interval other)
    {
        var from = From >= other.From ? From : other.From;
        var to =
            To is null ? other.To
            : other.To is null || To <= other.To ? To
            : other.To;
        return new Interval(from, to);
    }
}

/// <summary>A set of versions: intervals that are sorted, not empty, and neither overlap nor touch.</summary>
internal sealed class IntervalSet : IEquatable<IntervalSet>
{
    public static readonly IntervalSet Empty = new([]);

    private IntervalSet(ImmutableArray<Interval> intervals) => Intervals = intervals;

    public ImmutableArray<Interval> Intervals { get; }

    public bool IsEmpty => Intervals.IsEmpty;

    public static IntervalSet Of(List<Interval> intervals)
    {
        intervals.RemoveAll(interval => interval.IsEmpty);
        intervals.Sort((left, right) => left.From.CompareTo(right.From));
        var merged = ImmutableArray.CreateBuilder<Interval>(intervals.Count);
        foreach (var interval in intervals)
        {
            if (merged.Count == 0 || merged[^1].To is { } end && end < interval.From)
            {
                merged.Add(interval);
            }
            else if (merged[^1].To is { } to && (interval.To is null || interval.To > to))
            {
                merged[^1] = merged[^1] with { To = interval.To };
            }
        }

        return merged.Count == 0 ? Empty : new IntervalSet(merged.ToImmutable());
    }

    public bool Contains(SemVersion version)
    {
        foreach (var interval in Intervals)
        {
            if (version >= interval.From && (interval.To is null || version < interval.To))
            {
                return true;
            }
        }

        return false;
    }

    public IntervalSet Union(IntervalSet other) => Of([.. Intervals, .. other.Intervals]);

    public IntervalSet Intersect(IntervalSet other)
    {
        var both = new List<Interval>();
        foreach (var left in Intervals)
        {
            foreach (var right in other.Intervals)
            {
                both.Add(left.Intersect(right));
            }
        }

        return Of(both);
    }

    public bool Equals(IntervalSet? other) =>
        other is not null && Intervals.AsSpan().SequenceEqual(other.Intervals.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as IntervalSet);

    public override int GetHashCode() => Intervals.IsEmpty ? 0 : HashCode.Combine(Intervals.Length, Intervals[0]);
}
