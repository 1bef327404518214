using System.Text.Json.Serialization;
using PathToProd.Formats.Json;
using PathToProd.Text;

namespace PathToProd.Facts.Pools;

/// <summary>What is known of an environment of a pool from the runs that had it.</summary>
public sealed record MemberRecord
{
    /// <summary>One that was never leased.</summary>
    public static MemberRecord New { get; } = new();

    /// <summary>Whether what is there is known. Default: it is.</summary>
    public MemberCondition Condition { get; init; }

    /// <summary>Why it is unknown or quarantined, as a clause; null when it is known.</summary>
    public string? Because { get; init; }

    /// <summary>Since when it is unknown or quarantined; null when it is known.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>How many runs in a row failed because of it.</summary>
    public int Failures { get; init; }

    /// <summary>The version set that the last run left there; null when nothing is recorded, or what is there is no whole set.</summary>
    public SetThere? Set { get; init; }
}

/// <summary>A version set as a pool's record has it.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Digest">What it is.</param>
public sealed record SetThere(string Name, Digest Digest);

/// <summary>What is known of an environment of a pool.</summary>
[JsonConverter(typeof(KebabWords<MemberCondition>))]
public enum MemberCondition
{
    /// <summary>Its last run ended and recorded how.</summary>
    Known,

    /// <summary>A run that had it is gone, so what is there has to be compared with its ledger first.</summary>
    Unknown,

    /// <summary>It failed too often in a row, or was taken out by hand: it is not leased.</summary>
    Quarantined,
}
