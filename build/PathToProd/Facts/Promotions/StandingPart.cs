using System.Collections.Immutable;
using System.ComponentModel;

namespace PathToProd.Facts.Promotions;

internal sealed record StandingPart(
    string Environment,
    string Step,
    [Description("The promotion that says what it should run; left out when nothing was promoted yet.")]
        RecordDocument? Promoted,
    [Description("Whether it runs what it should.")] DesiredState State,
    [Description("Since when it runs it.")] DateTimeOffset? Since,
    [Description("Why it does not run it, or why that is not known.")] string? Because,
    [Description("The freezes that stand.")] ImmutableArray<RecordDocument> Freezes,
    RecordDocument? Hold,
    [Description("That the set it should run is condemned.")] RecordDocument? Condemned,
    [Description("How many records cannot be read: any may be a freeze, a hold or a condemnation.")] int UnreadRecords,
    [Description(
        "The sets that may come next, the newest first, up to the first that nothing known stops. No monitoring, program or signature was asked: Gates does."
    )]
        ImmutableArray<NextSetPart> Next,
    [Description("When the step's pace lets the next set come.")] DateTimeOffset? NotBefore,
    SchedulePart? Schedule
)
{
    public static StandingPart Of(EnvironmentStanding standing) =>
        new(
            standing.Environment,
            standing.Step,
            standing.Promoted is { } promoted ? RecordDocument.Of(promoted) : null,
            standing.State,
            standing.Since?.ToUniversalTime(),
            standing.Because,
            [.. standing.Freezes.Select(RecordDocument.Of)],
            standing.Hold is { } hold ? RecordDocument.Of(hold) : null,
            standing.Condemned is { } condemned ? RecordDocument.Of(condemned) : null,
            standing.UnreadRecords,
            [.. standing.Next.Select(NextSetPart.Of)],
            standing.NotBefore?.ToUniversalTime(),
            standing.Schedule is { } schedule ? SchedulePart.Of(schedule) : null
        );
}

internal sealed record NextSetPart(
    string Set,
    string Digest,
    [Description("The time before which it does not come unless someone does something, as far as gates name one.")]
        DateTimeOffset? NotBefore,
    [Description("The gates that are not known to be open; none when nothing known stops it.")]
        ImmutableArray<WaitingGatePart> Gates
)
{
    public static NextSetPart Of(NextSet next) =>
        new(
            next.Set.Name,
            next.Set.Digest.ToString(),
            next.NotBefore?.ToUniversalTime(),
            [
                .. next.Gates.Select(gate => new WaitingGatePart(
                    gate.Name,
                    gate.State,
                    gate.NeedsAsking,
                    gate.Until?.ToUniversalTime(),
                    [.. gate.Causes.Select(cause => cause.Because)]
                )),
            ]
        );
}

internal sealed record WaitingGatePart(
    string Gate,
    WaitingState State,
    [Description("Something outside is still to be asked: a closed one may stay closed for longer.")] bool NeedsAsking,
    [Description("When time alone opens it, as far as is known.")] DateTimeOffset? Until,
    ImmutableArray<string> Because
);

internal sealed record SchedulePart(
    [Description("As the path says it.")] string Text,
    DateTimeOffset Next,
    [Description("Until when Advance may still act on the last time, while a set waits.")] DateTimeOffset? DueUntil,
    [Description("The times at which a set waited and no Advance ran, the newest hundred.")]
        ImmutableArray<DateTimeOffset> Missed
)
{
    public static SchedulePart Of(ScheduleStanding schedule) =>
        new(
            schedule.Text,
            schedule.Next.ToUniversalTime(),
            schedule.DueUntil?.ToUniversalTime(),
            [.. schedule.Missed.Select(time => time.ToUniversalTime())]
        );
}
