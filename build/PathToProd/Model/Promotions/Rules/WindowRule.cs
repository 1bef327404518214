using System.Collections.Immutable;
using PathToProd.Model.Promotions.Times;

namespace PathToProd.Model.Promotions.Rules;

/// <summary>It is an allowed time, as a clock on the wall in a time zone shows it.</summary>
public sealed record WindowRule : GateRule
{
    /// <inheritdoc />
    public override string Kind => "window";

    /// <summary>The allowed times: one of them is enough.</summary>
    public required ImmutableArray<OpenTime> Open { get; init; }

    /// <summary>The time zone. Default: UTC.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Days on which nothing is open, from midnight to midnight in the time zone. Default: none.</summary>
    public ImmutableArray<DateOnly> Holidays { get; init; } = [];

    /// <summary>What it says, on one line: <c>Mon-Fri 09:00-17:00 Europe/Berlin</c>.</summary>
    public string Text => $"{string.Join(", ", Open.Select(time => time.Text))} {TimeZone}";

    /// <inheritdoc />
    public override IEnumerable<RuleReference> References =>
        [new RuleReference(ReferenceKind.TimeZone, TimeZone, "time-zone")];
}
