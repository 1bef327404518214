using System.Collections.Immutable;
using PathToProd.Model.Promotions.Times;
using PathToProd.Text;

namespace PathToProd.Model.Promotions;

/// <summary>A step of the path: one environment, or a wave of several.</summary>
public sealed record PromotionStep
{
    /// <summary>Its name; the environment's unless it is a wave.</summary>
    public required string Name { get; init; }

    /// <summary>The environments, by name. Several are a wave.</summary>
    public required ImmutableArray<string> Environments { get; init; }

    /// <summary>The steps that come before it; empty for one that begins the path.</summary>
    public ImmutableArray<string> After { get; init; } = [];

    /// <summary>What a set must have shown.</summary>
    public PromotionPolicy Policy { get; init; } = PromotionPolicy.None;

    /// <summary>Which of the sets that may go on is taken. Default: the latest.</summary>
    public PromotionPace Pace { get; init; } = PromotionPace.Latest;

    /// <summary>When <c>Advance</c> promotes to it; null for whenever it may. Default: null.</summary>
    public Schedule? Schedule { get; init; }

    /// <summary>Where the path says it.</summary>
    public required SourcePosition Where { get; init; }
}

/// <summary>Which of the sets that may go on <c>Advance</c> takes.</summary>
/// <param name="Choice">The latest, or each in its turn.</param>
/// <param name="AtMostEvery">How much time lies between two promotions at least. Default: none.</param>
public sealed record PromotionPace(PaceChoice Choice, TimeSpan AtMostEvery = default)
{
    /// <summary>The latest, at once.</summary>
    public static PromotionPace Latest { get; } = new(PaceChoice.Latest);
}

/// <summary>Which of several sets is next.</summary>
public enum PaceChoice
{
    /// <summary>The latest of those that may go on; the others are passed over.</summary>
    Latest,

    /// <summary>The oldest of those that may go on.</summary>
    Every,
}
