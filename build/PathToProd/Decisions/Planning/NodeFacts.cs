using System.Collections.Immutable;

namespace PathToProd.Decisions.Planning;

/// <summary>What is known of a component before a run starts.</summary>
public sealed record NodeFacts
{
    /// <summary>Nothing was looked up: each stage decides when its turn comes.</summary>
    public static NodeFacts None { get; } = new();

    /// <summary>Build, then Test, as far as these were looked up.</summary>
    public ImmutableArray<StageFacts> Stages { get; init; } = [];

    /// <summary>Its deployment; null when that was not looked up.</summary>
    public DeploymentFacts? Deployment { get; init; }

    /// <summary>Whether it has tasks of its own: what they do each time, they do each time.</summary>
    public bool HasOwnTasks { get; init; }
}
