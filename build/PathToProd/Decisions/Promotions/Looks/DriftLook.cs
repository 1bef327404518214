using System.Collections.Immutable;
using PathToProd.Facts.Drift;

namespace PathToProd.Decisions.Promotions.Looks;

/// <summary>What the last looks at an environment found.</summary>
/// <param name="Environment">The environment.</param>
public sealed record DriftLook(string Environment) : Look<LastDrift>
{
    /// <inheritdoc />
    public override string Name => $"what the last Drift of {Environment} found";
}

/// <summary>What the last looks at an environment found.</summary>
/// <param name="Components">By component; one that was never looked at is missing.</param>
public sealed record LastDrift(ImmutableSortedDictionary<string, DriftRecord> Components);
