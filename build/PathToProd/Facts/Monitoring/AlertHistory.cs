using System.Collections.Immutable;

namespace PathToProd.Facts.Monitoring;

/// <summary>When alerts held, and when rules were evaluated at all.</summary>
public sealed record AlertHistory
{
    /// <summary>The time that was looked at.</summary>
    public required TimeRange Time { get; init; }

    /// <summary>The alerts that held at some time of it, each once for pending and once for firing.</summary>
    public required ImmutableArray<AlertTimes> Alerts { get; init; }

    /// <summary>When the watchdog fired; null when the monitor has none.</summary>
    public required Spans? Evaluated { get; init; }

    /// <summary>Makes it of what Prometheus answered.</summary>
    /// <param name="time">The time that was looked at.</param>
    /// <param name="resolution">How closely.</param>
    /// <param name="alerts">What <see cref="PromQuery.Alerts"/> gave.</param>
    /// <param name="watchdog">What <see cref="PromQuery.Watchdog"/> gave; null when it was not asked.</param>
    public static AlertHistory Of(
        TimeRange time,
        HistoryResolution resolution,
        ImmutableArray<RangeSeries> alerts,
        ImmutableArray<RangeSeries>? watchdog
    ) =>
        new()
        {
            Time = time,
            // A sample says that the alert held at some moment of the window before it: all of the window counts as unhealthy.
            Alerts =
            [
                .. alerts.Select(series => new AlertTimes(
                    series.Labels.Without(AlertTimes.StateLabel),
                    series.Labels[AlertTimes.StateLabel] == "firing",
                    Before(series, resolution.Window).Within(time)
                )),
            ],
            // And for evaluation only the step, as the window may reach into a gap.
            Evaluated = watchdog is { } all
                ? all.Aggregate(Spans.None, (sum, series) => sum.Or(Before(series, resolution.Step))).Within(time)
                : null,
        };

    private static Spans Before(RangeSeries series, TimeSpan length) =>
        Spans.Of(series.Times.Select(at => new TimeRange(at - length, at)));
}

/// <summary>When an alert held.</summary>
/// <param name="Labels">Its labels.</param>
/// <param name="IsFiring">Whether it fired then; else it was pending.</param>
/// <param name="Times">When.</param>
public sealed record AlertTimes(LabelSet Labels, bool IsFiring, Spans Times)
{
    /// <summary>The label of <c>ALERTS</c> that says whether an alert is pending or firing.</summary>
    internal const string StateLabel = "alertstate";
}

/// <summary>A series over a time: where it has a value.</summary>
/// <param name="Labels">Its labels.</param>
/// <param name="Times">The moments at which it has a value, in order.</param>
public sealed record RangeSeries(LabelSet Labels, ImmutableArray<DateTimeOffset> Times);

/// <summary>How closely a time is looked at.</summary>
/// <param name="Step">The time between two looks.</param>
/// <param name="Window">How far each looks back: further than a step by an evaluation, as evaluations are not on time to the millisecond.</param>
public sealed record HistoryResolution(TimeSpan Step, TimeSpan Window)
{
    /// <summary>Prometheus gives at most 11,000 values of a series.</summary>
    private const int MaxSteps = 10_000;

    /// <summary>The closest that is possible.</summary>
    /// <param name="length">How long the time is.</param>
    /// <param name="interval">The time between two evaluations of the rules.</param>
    public static HistoryResolution Of(TimeSpan length, TimeSpan interval)
    {
        var least = TimeSpan.FromSeconds(Math.Ceiling(length.TotalSeconds / MaxSteps));
        var step = least > interval ? least : interval;
        step = step > TimeSpan.Zero ? step : TimeSpan.FromSeconds(1);
        return new HistoryResolution(step, step + interval);
    }
}
