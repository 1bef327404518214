using PathToProd.Facts.Monitoring;
using Monitor = PathToProd.Model.Promotions.Rules.Monitor;

namespace PathToProd.Decisions.Promotions.Looks;

/// <summary>
/// What does a query give, now and at moments before? Prometheus answers for any moment that it still has, so that a gate never waits for the next
/// measurement.
/// </summary>
/// <param name="Monitor">The monitor.</param>
/// <param name="Query">The query.</param>
/// <param name="Last">The moment of the last measurement.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Interval">The time between two.</param>
public sealed record MeasurementsLook(Monitor Monitor, string Query, DateTimeOffset Last, int Count, TimeSpan Interval)
    : Look<Measurements>,
        IMonitoringLook
{
    /// <inheritdoc />
    public override string Name => $"the query {Query} of the monitor {Monitor.Name}";

    /// <summary>The moments, the newest first.</summary>
    public IEnumerable<DateTimeOffset> Moments => Enumerable.Range(0, Count).Select(back => Last - (back * Interval));
}
