using System.Collections.Immutable;

namespace PathToProd.Facts.Monitoring;

/// <summary>Times that do not overlap or touch, oldest first. Two are equal when they hold the same moments.</summary>
public sealed class Spans : IEquatable<Spans>
{
    private Spans(ImmutableArray<TimeRange> all) => All = all;

    /// <summary>No time at all.</summary>
    public static Spans None { get; } = new([]);

    /// <summary>The times.</summary>
    public ImmutableArray<TimeRange> All { get; }

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => All.IsEmpty;

    /// <summary>How long all of them are together.</summary>
    public TimeSpan Length => All.Aggregate(TimeSpan.Zero, (sum, one) => sum + one.Length);

    /// <summary>The end of the last; null when there is none.</summary>
    public DateTimeOffset? End => IsEmpty ? null : All[^1].End;

    /// <summary>The times together, in any order; those that are empty are left out.</summary>
    public static Spans Of(params IEnumerable<TimeRange> times)
    {
        var all = ImmutableArray.CreateBuilder<TimeRange>();
        foreach (var one in times.Where(one => one.End > one.Start).OrderBy(one => one.Start))
        {
            if (all.Count > 0 && one.Start <= all[^1].End)
            {
                all[^1] = all[^1] with { End = one.End > all[^1].End ? one.End : all[^1].End };
            }
            else
            {
                all.Add(one);
            }
        }

        return new Spans(all.ToImmutable());
    }

    /// <summary>What is in either.</summary>
    public Spans Or(Spans other) => Of(All.Concat(other.All));

    /// <summary>What is in both.</summary>
    public Spans And(Spans other)
    {
        var both = ImmutableArray.CreateBuilder<TimeRange>();
        var (left, right) = (0, 0);
        while (left < All.Length && right < other.All.Length)
        {
            var common = All[left].Within(other.All[right]);
            if (common.End > common.Start)
            {
                both.Add(common);
            }

            _ = All[left].End < other.All[right].End ? left++ : right++;
        }

        return new Spans(both.ToImmutable());
    }

    /// <summary>What is in this and not in the other.</summary>
    public Spans Minus(Spans other) => IsEmpty || other.IsEmpty ? this : And(other.Gaps());

    /// <summary>What lies in a time.</summary>
    public Spans Within(TimeRange time) => And(Of(time));

    /// <inheritdoc />
    public bool Equals(Spans? other) => other is not null && All.SequenceEqual(other.All);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as Spans);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(All.Length, All.FirstOrDefault(), All.LastOrDefault());

    /// <summary>For tests and debuggers.</summary>
    public override string ToString() => string.Join(", ", All.Select(one => $"{one.Start:O} to {one.End:O}"));

    /// <summary>All time that is in none of them.</summary>
    private Spans Gaps()
    {
        var gaps = ImmutableArray.CreateBuilder<TimeRange>();
        var from = DateTimeOffset.MinValue;
        foreach (var one in All)
        {
            if (one.Start > from)
            {
                gaps.Add(new TimeRange(from, one.Start));
            }

            from = one.End;
        }

        if (from < DateTimeOffset.MaxValue)
        {
            gaps.Add(new TimeRange(from, DateTimeOffset.MaxValue));
        }

        return new Spans(gaps.ToImmutable());
    }
}
