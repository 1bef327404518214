using System.Collections.Immutable;
using PathToProd.Model.Promotions;

namespace PathToProd.Decisions.Promotions;

/// <summary>What a gate says to a promotion.</summary>
/// <param name="Gate">The gate.</param>
/// <param name="Causes">Why it is not open; empty when it is.</param>
/// <param name="Holds">What holds when it is open, as a clause; empty when it is not.</param>
public sealed record GateVerdict(PolicyGate Gate, ImmutableArray<GateCause> Causes, string Holds)
{
    /// <summary>The causes that were accepted, with a reason; they are among <see cref="Causes"/>.</summary>
    public ImmutableArray<GateCause> Accepted { get; init; } = [];

    /// <summary>The verdict: what is not known is not open.</summary>
    public GateState State =>
        Causes.IsEmpty ? GateState.Open
        : Causes.Any(cause => cause.Kind == CauseKind.Closed) ? GateState.Closed
        : GateState.Unknown;

    /// <summary>Whether it is in the way: not open, not informing, and not all of its causes accepted.</summary>
    public bool Blocks => !Gate.IsInforming && Causes.Except(Accepted).Any();
}

/// <summary>The three answers of a gate.</summary>
[System.Text.Json.Serialization.JsonConverter(typeof(Formats.Json.KebabWords<GateState>))]
public enum GateState
{
    /// <summary>Nothing is in the way.</summary>
    Open,

    /// <summary>Something is in the way.</summary>
    Closed,

    /// <summary>It is not known whether something is, which blocks too.</summary>
    Unknown,
}
