using System.Collections.Immutable;

namespace PathToProd.Decisions.Ordering;

/// <summary>Which of the components that are ready starts first, what keeps one from starting, and what a failure means.</summary>
public sealed record QueueRules
{
    /// <summary>Nothing is limited, all take equally long, and a failure holds up only what requires it.</summary>
    public static QueueRules Default { get; } = new();

    /// <summary>What a failure means. Default: <see cref="FailurePolicy.FinishUnrelated"/>.</summary>
    public FailurePolicy OnFailure { get; init; }

    /// <summary>How long components are expected to take. One that is not here takes the median of those that are; one second if none is.</summary>
    public IReadOnlyDictionary<string, TimeSpan> Durations { get; init; } = new Dictionary<string, TimeSpan>();

    /// <summary>The resources that a component uses while it runs. One that is not here uses none.</summary>
    public IReadOnlyDictionary<string, ImmutableArray<string>> Uses { get; init; } =
        ImmutableDictionary<string, ImmutableArray<string>>.Empty;

    /// <summary>How many components may use a resource at once, at least 1; one that is not here is not limited.</summary>
    public IReadOnlyDictionary<string, int> Limits { get; init; } = new Dictionary<string, int>();
}
