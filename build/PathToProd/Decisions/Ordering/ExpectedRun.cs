namespace PathToProd.Decisions.Ordering;

/// <summary>What is known of a run of many components the moment it starts.</summary>
/// <param name="Graph">The components that run, and which of them waits for which.</param>
/// <param name="Rules">Which starts first, and how long each is expected to take.</param>
/// <param name="Concurrency">How many run at once; at least 1.</param>
public sealed record ExpectedRun(RequirementGraph Graph, QueueRules Rules, int Concurrency)
{
    /// <summary>Nothing is known yet.</summary>
    public static ExpectedRun Nothing { get; } =
        new(RequirementGraph.WithoutEdges([]), QueueRules.Default, Concurrency: 1);
}
