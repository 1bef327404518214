using System.Collections.Immutable;

namespace PathToProd.Facts.Runs;

/// <summary>What a run did with the platform as a whole, beside its components: looking whether it is healthy, or emptying its cluster.</summary>
public sealed record PlatformResult
{
    /// <summary>What stands for the whole where components stand by their names: in journals, lines and logs.</summary>
    public const string Name = "platform";

    /// <summary>How it ended.</summary>
    public required NodeOutcome Outcome { get; init; }

    /// <summary>Its steps, in order.</summary>
    public ImmutableArray<StageResult> Steps { get; init; } = [];

    /// <summary>The whole message of what ended it, secrets hidden; null when all went well.</summary>
    public string? Error { get; init; }

    /// <summary>What may still cost money after a removal; empty when nothing is known to. Null for a run that removes nothing, or did not come that far.</summary>
    public ImmutableArray<Remainder>? Remains { get; init; }
}
