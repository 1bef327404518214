using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PathToProd.Decisions.Promotions.Questions;
using PathToProd.Formats.Json;

namespace PathToProd.Decisions.Promotions;

/// <summary>What a gate says to a promotion.</summary>
public sealed record GateVerdict
{
    /// <summary>The gate's name: that of the policy, or <c>freeze</c> and the like for one that holds for every step.</summary>
    public required string Gate { get; init; }

    /// <summary>The kind of gate: <c>soak</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Whether it is only measured and shown. Default: false.</summary>
    public bool IsInforming { get; init; }

    /// <summary>Why it is not open; empty when it is.</summary>
    public required ImmutableArray<GateCause> Causes { get; init; }

    /// <summary>The causes that were accepted, with a reason; they are among <see cref="Causes"/>.</summary>
    public ImmutableArray<GateCause> Accepted { get; init; } = [];

    /// <summary>What holds when it is open, as a clause; empty when it is not.</summary>
    public string Holds { get; init; } = "";

    /// <summary>
    /// Whether all that it had to look up outside was looked up. Where it was not, its unknown causes say only that; the closed ones hold anyway. Default: true.
    /// </summary>
    public bool IsAsked { get; init; } = true;

    /// <summary>The verdict: what is not known is not open.</summary>
    public GateState State =>
        Causes.IsEmpty ? GateState.Open
        : Causes.Any(cause => cause.Kind == CauseKind.Closed) ? GateState.Closed
        : GateState.Unknown;

    /// <summary>The causes that are in the way: those that nobody accepted, of a gate that is not only informing.</summary>
    public IEnumerable<GateCause> Blocking => IsInforming ? [] : Causes.Except(Accepted);
}

/// <summary>The three answers of a gate.</summary>
[JsonConverter(typeof(KebabWords<GateState>))]
public enum GateState
{
    /// <summary>Nothing is in the way.</summary>
    Open,

    /// <summary>Something is in the way.</summary>
    Closed,

    /// <summary>It is not known whether something is, which blocks too.</summary>
    Unknown,
}
