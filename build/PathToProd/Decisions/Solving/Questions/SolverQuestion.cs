using System.Collections.Immutable;
using PathToProd.Model.Environments;
using PathToProd.Versions;

namespace PathToProd.Decisions.Solving.Questions;

/// <summary>What the solver is asked: which versions run together?</summary>
public sealed record SolverQuestion
{
    /// <summary>The <see cref="Limit"/> unless said otherwise: about a second of work.</summary>
    public const long DefaultLimit = 20_000_000;

    private const long StepsOfComponent = 20_000;

    /// <summary>The limit that suits a platform: <see cref="DefaultLimit"/>, and from 1,000 components on 20,000 for each of them.</summary>
    public static long LimitFor(Universe universe) =>
        Math.Max(DefaultLimit, StepsOfComponent * universe.Components.Length);

    /// <summary>What may be chosen.</summary>
    public required Universe Universe { get; init; }

    /// <summary>What must be there. Everything else is there only where something requires it.</summary>
    public ImmutableArray<Wish> Wishes { get; init; } = [];

    /// <summary>What stays in a range, where it is there.</summary>
    public ImmutableArray<Hold> Holds { get; init; } = [];

    /// <summary>The environment whose holds, Kubernetes version and provider these are; null when none was named.</summary>
    public string? EnvironmentName { get; init; }

    /// <summary>The Kubernetes version to run on; null leaves out what components say about it.</summary>
    public SemVersion? Kubernetes { get; init; }

    /// <summary>The provider to run on; null leaves out what components say about it.</summary>
    public string? Provider { get; init; }

    /// <summary>What evidence shows to fail together.</summary>
    public ImmutableArray<KnownConflict> KnownConflicts { get; init; } = [];

    /// <summary>What evidence shows to work.</summary>
    public ImmutableArray<KnownGoodSet> KnownGood { get; init; } = [];

    /// <summary>The versions to start from.</summary>
    public ImmutableSortedDictionary<string, SemVersion> Current { get; init; } =
        ImmutableSortedDictionary<string, SemVersion>.Empty;

    /// <summary>
    /// The components that should become newer, the most important one first; of the others, as few as possible change.
    /// Null: everything may become newer.
    /// </summary>
    public ImmutableArray<string>? Upgrades { get; init; }

    /// <summary>Whether only a known-good set will do.</summary>
    public bool OnlyKnownGood { get; init; }

    /// <summary>
    /// How many steps may be taken before the solver gives up; a step is a look at one incompatibility. Default:
    /// <see cref="DefaultLimit"/>. Looking for fewer changes counts too; when it reaches the limit, the answer stands that was
    /// found before (<see cref="SolverAnswer.Solved.IsFewestUnknown"/>). To say its reasons shortly, and to try remedies, an answer
    /// takes at most as many again. Known-good sets that are as new are looked for with what the search left of them.
    /// </summary>
    public long Limit { get; init; } = DefaultLimit;

    /// <summary>Whether as few components as possible change, beside those that are upgraded.</summary>
    internal bool CountsChanges => Upgrades is not null && !Current.IsEmpty;

    /// <summary>Whether a component takes the newest version rather than its current one.</summary>
    internal bool IsUpgraded(string component) => Upgrades is not { } upgrades || upgrades.Contains(component);
}
