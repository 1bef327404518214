using System.Collections.Immutable;
using PathToProd.Facts.VersionSets;

namespace PathToProd.Decisions.Rollbacks;

/// <summary>A step in the history of what goes back: a deployment of a component or a unit, or the runs after which an environment was looked at.</summary>
/// <param name="Id">The attempt; of an environment the run.</param>
/// <param name="Run">The run.</param>
/// <param name="When">When it ended, as far as is known.</param>
/// <param name="At">After how many attempts of the history it is over.</param>
/// <param name="IsGood">Whether everything was there, and known to be.</param>
/// <param name="Members">What was there.</param>
public sealed record RollbackStep(
    string Id,
    string Run,
    DateTimeOffset When,
    int At,
    bool IsGood,
    ImmutableSortedDictionary<string, SetMember> Members
)
{
    /// <summary>The version set that it was deployed from; null when it was none, or several.</summary>
    public string? Set { get; init; }

    /// <summary>Whether it was a rollback itself, which is never gone back to: what it brought back is an older step.</summary>
    public bool IsRollback { get; init; }

    /// <summary>The step that it went back to, when it was a rollback; null for any other, and when that is not known.</summary>
    public string? WentTo { get; init; }
}
