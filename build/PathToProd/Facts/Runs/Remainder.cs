using System.Text.Json.Serialization;
using PathToProd.Formats.Json;

namespace PathToProd.Facts.Runs;

/// <summary>Something that may still cost money after an environment was torn down.</summary>
/// <param name="Kind">What kind of thing it is.</param>
/// <param name="What">What it is, as people call it.</param>
/// <param name="Why">Why it may still be there: a clause.</param>
public sealed record Remainder(RemainderKind Kind, string What, string Why);

/// <summary>What kind of thing may still cost money.</summary>
[JsonConverter(typeof(KebabWords<RemainderKind>))]
public enum RemainderKind
{
    /// <summary>A volume that outlives its claim.</summary>
    Volume,

    /// <summary>A load balancer, or what leads to one.</summary>
    LoadBalancer,

    /// <summary>A Terraform state that still lists resources.</summary>
    State,

    /// <summary>A component that the ledger still has there.</summary>
    Component,

    /// <summary>Something that the ledger does not have, and that no one removed.</summary>
    NotDeployed,

    /// <summary>It is not known what is there.</summary>
    Unknown,
}
