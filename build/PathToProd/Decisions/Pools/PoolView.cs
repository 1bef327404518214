using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PathToProd.Facts.Pools;
using PathToProd.Formats.Json;

namespace PathToProd.Decisions.Pools;

/// <summary>A pool as reports show it.</summary>
/// <param name="Name">The pool.</param>
/// <param name="Members">Its environments, as the manifests name them.</param>
/// <param name="Record">What is recorded of it.</param>
public sealed record PoolView(string Name, ImmutableArray<string> Members, PoolRecord Record)
{
    /// <summary>What an environment is now.</summary>
    public static MemberStateWord StateOf(string environment, PoolRecord record) =>
        record.Member(environment).Condition switch
        {
            MemberCondition.Quarantined => MemberStateWord.Quarantined,
            _ when record.HolderOf(environment) is not null => MemberStateWord.Leased,
            MemberCondition.Unknown => MemberStateWord.Unknown,
            _ => MemberStateWord.Free,
        };
}

/// <summary>What an environment of a pool is now.</summary>
[JsonConverter(typeof(KebabWords<MemberStateWord>))]
public enum MemberStateWord
{
    /// <summary>It can be leased.</summary>
    Free,

    /// <summary>A run has it.</summary>
    Leased,

    /// <summary>It can be leased, and has to be compared with its ledger first.</summary>
    Unknown,

    /// <summary>It is not leased until it is readmitted.</summary>
    Quarantined,
}
