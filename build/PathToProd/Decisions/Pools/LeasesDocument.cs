using System.Collections.Immutable;
using System.ComponentModel;
using PathToProd.Facts.Pools;
using PathToProd.Formats.Json;

namespace PathToProd.Decisions.Pools;

[Description("Who has leased which environment of each pool, and who waits.")]
internal sealed record LeasesDocument(ImmutableArray<PoolPart> Pools)
{
    public static LeasesDocument Of(IEnumerable<PoolView> pools) => new([.. pools.Select(PoolPart.Of)]);
}

internal sealed record PoolPart(
    string Pool,
    ImmutableArray<MemberPart> Environments,
    [Description("The runs that wait, first come first.")] ImmutableArray<WaitingPart> Waiting
)
{
    public static PoolPart Of(PoolView pool) =>
        new(
            pool.Name,
            [.. pool.Members.Select(name => MemberPart.Of(name, pool.Record))],
            [.. pool.Record.Waiting.Select(WaitingPart.Of)]
        );
}

internal sealed record MemberPart(
    string Environment,
    MemberStateWord State,
    [Description("Why it is unknown or quarantined.")] string? Because,
    [Description("Since when it is unknown or quarantined.")] DateTimeOffset? Since,
    [Description("How many runs in a row failed because of it.")] int Failures,
    [Description("The version set that the last run left there.")] string? Set,
    string? SetDigest,
    LeasePart? Lease
)
{
    public static MemberPart Of(string name, PoolRecord record)
    {
        var member = record.Member(name);
        return new(
            name,
            PoolView.StateOf(name, record),
            member.Because,
            member.Since?.ToUniversalTime(),
            member.Failures,
            member.Set?.Name,
            member.Set?.Digest.ToString(),
            record.HolderOf(name) is { } holder ? LeasePart.Of(holder, name) : null
        );
    }
}

internal sealed record LeasePart(
    string Run,
    string Who,
    [Description("The page of the CI job.")] string? Job,
    [Description("What the run does, such as Certify.")] string What,
    [Description("The fencing token.")] long Token,
    DateTimeOffset Since,
    [Description("How long others wait for a sign of life, in seconds.")] decimal Seconds,
    [Description("The last sign of life, by the run's own clock.")] DateTimeOffset LastSign,
    [Description("What was known of the environment when it was leased.")] MemberCondition Before,
    [Description("The version set that was there then.")] string? Set
)
{
    public static LeasePart Of(PoolTicket ticket, string environment)
    {
        var lease = ticket.Leases.First(one => one.Environment == environment);
        return new(
            ticket.Holder.Run,
            ticket.Holder.Who,
            ticket.Holder.Job,
            ticket.What,
            lease.Token,
            lease.At.ToUniversalTime(),
            ticket.Duration.InSeconds(),
            ticket.LastSign.ToUniversalTime(),
            lease.Before.Condition,
            lease.Before.Set?.Name
        );
    }
}

internal sealed record WaitingPart(
    string Run,
    string Who,
    [Description("The page of the CI job.")] string? Job,
    [Description("What the run does, such as Certify.")] string What,
    [Description("How many environments it wants.")] int Wants,
    DateTimeOffset Since
)
{
    public static WaitingPart Of(PoolTicket ticket) =>
        new(
            ticket.Holder.Run,
            ticket.Holder.Who,
            ticket.Holder.Job,
            ticket.What,
            ticket.Wants,
            ticket.Holder.Since.ToUniversalTime()
        );
}
