namespace PathToProd.Decisions.Promotions.Questions;

/// <summary>One reason why a gate is not open.</summary>
public sealed record GateCause
{
    /// <summary>Whether it is known to be in the way, or not known whether it is.</summary>
    public required CauseKind Kind { get; init; }

    /// <summary>
    /// What the cause is about, the same for as long as it is the same cause: <c>HighLatency{service="ingress"}</c>. With the gate's name it is what an
    /// override accepts, so times and measured values are not in it.
    /// </summary>
    public required string About { get; init; }

    /// <summary>The reason, as a clause that <c>because</c> precedes, without a full stop.</summary>
    public required string Because { get; init; }

    /// <summary>What would lift it, as a sentence without a full stop, a verb first: <c>wait until …</c>, <c>approve it with …</c>.</summary>
    public required string Lift { get; init; }

    /// <summary>When it lifts by itself if nothing else happens; null when time alone does not lift it.</summary>
    public DateTimeOffset? Until { get; init; }
}

/// <summary>What is known of a cause.</summary>
public enum CauseKind
{
    /// <summary>It is in the way.</summary>
    Closed,

    /// <summary>It is not known whether it is, which is no better.</summary>
    Unknown,
}
