using System.Collections.Immutable;
using PathToProd.Decisions.Promotions.Questions;
using PathToProd.Facts.Monitoring;
using PathToProd.Model.Promotions.Rules;

namespace PathToProd.Decisions.Promotions.Gates;

/// <summary>How long a set soaked in an environment: the time of one stay, less what took time away.</summary>
internal sealed record SoakTime
{
    /// <summary>The environment.</summary>
    public required string Environment { get; init; }

    /// <summary>The stay, as far as it is young enough to count; it ends now while it lasts.</summary>
    public required TimeRange Stay { get; init; }

    /// <summary>Whether the set is still there.</summary>
    public required bool IsThere { get; init; }

    /// <summary>The time that counts.</summary>
    public required Spans Healthy { get; init; }

    /// <summary>What took time away by being wrong, with what about.</summary>
    public required ImmutableArray<(string About, Spans Times)> Unhealthy { get; init; }

    /// <summary>The time in which no one evaluated the rules.</summary>
    public required Spans Unevaluated { get; init; }

    /// <summary>Whether time is being earned now.</summary>
    public bool Grows => IsThere && Healthy.End == Stay.End;

    /// <summary>The best of the stays in an environment: the one with the most healthy time, else the last; null when there is none.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="stays">The stays, oldest first.</param>
    /// <param name="rule">What is asked.</param>
    /// <param name="failures">When verification failed, with what about; empty when it did not.</param>
    /// <param name="history">When alerts held; null when alerts do not matter.</param>
    /// <param name="now">The current time.</param>
    public static SoakTime? Best(
        string environment,
        IEnumerable<SetStay> stays,
        SoakRule rule,
        IEnumerable<(string About, TimeRange Time)> failures,
        AlertHistory? history,
        DateTimeOffset now
    )
    {
        var counted = new TimeRange(now - rule.Within, now);
        var unhealthy = failures
            .Select(failure => (failure.About, Times: Spans.Of(failure.Time)))
            .Concat(history is null ? [] : Unwell(history))
            .ToArray();
        return stays
            .Select(stay => (Range: new TimeRange(stay.From, stay.To ?? now).Within(counted), IsThere: stay.To is null))
            .Where(stay => stay.Range.Length > TimeSpan.Zero)
            .Select(stay => Of(environment, stay.Range, stay.IsThere, unhealthy, history?.Evaluated))
            .Aggregate(
                (SoakTime?)null,
                (best, one) => best is null || one.Healthy.Length >= best.Healthy.Length ? one : best
            );
    }

    private static SoakTime Of(
        string environment,
        TimeRange range,
        bool isThere,
        (string About, Spans Times)[] unhealthy,
        Spans? evaluated
    )
    {
        var stay = Spans.Of(range);
        var unwell = unhealthy.Aggregate(Spans.None, (sum, one) => sum.Or(one.Times));
        var unevaluated = evaluated is null ? Spans.None : stay.Minus(evaluated).Minus(unwell);
        return new SoakTime
        {
            Environment = environment,
            Stay = range,
            IsThere = isThere,
            Healthy = stay.Minus(unwell).Minus(unevaluated),
            Unhealthy =
            [
                .. unhealthy
                    .Select(one => (one.About, Times: one.Times.And(stay)))
                    .Where(one => !one.Times.IsEmpty)
                    .OrderByDescending(one => one.Times.Length)
                    .ThenBy(one => one.About, StringComparer.Ordinal),
            ],
            Unevaluated = unevaluated,
        };
    }

    /// <summary>
    /// When each alert meant harm: while it fired, and while it was pending before that, as its condition held then too. One that is pending now may
    /// fire yet; one that was pending and never fired meant nothing.
    /// </summary>
    internal static IEnumerable<(string About, Spans Times)> Unwell(AlertHistory history) =>
        from alert in history.Alerts.GroupBy(alert => alert.Labels)
        let firing = Times(alert, isFiring: true)
        let pending = Times(alert, isFiring: false)
        let harmful = firing.Or(Spans.Of(pending.All.Where(one => Leads(one, firing, history.Time.End))))
        where !harmful.IsEmpty
        select (alert.Key.ToString(), harmful);

    private static Spans Times(IEnumerable<AlertTimes> alert, bool isFiring) =>
        alert.Where(one => one.IsFiring == isFiring).Aggregate(Spans.None, (sum, one) => sum.Or(one.Times));

    private static bool Leads(TimeRange pending, Spans firing, DateTimeOffset end) =>
        pending.End >= end || firing.All.Any(one => one.Start <= pending.End && one.End > pending.End);
}
