using PathToProd.Facts.Ledger;
using PathToProd.Facts.VersionSets;

namespace PathToProd.Decisions.Promotions;

/// <summary>The last time that an environment was brought back from a set: someone decided that it should not run there.</summary>
/// <param name="At">When that began.</param>
/// <param name="Who">Who did it.</param>
/// <param name="Because">Why.</param>
/// <param name="Run">The run.</param>
/// <param name="Components">The components that were rolled back, by name.</param>
public sealed record PinnedBack(
    DateTimeOffset At,
    string Who,
    string Because,
    string Run,
    IReadOnlyList<string> Components
)
{
    /// <summary>
    /// Looks for it; null when there was none. A rollback counts from its start, however it ended: the decision was made. One of a single component counts
    /// too, as promoting the set would bring back what was taken away.
    /// </summary>
    /// <param name="history">What the environment's ledger says.</param>
    /// <param name="names">The names of the set; several when more than one set has these members.</param>
    public static PinnedBack? Find(DeploymentHistory history, IReadOnlyCollection<string> names)
    {
        var sets = history
            .Attempts.Select(attempt => (attempt.Started.Attempt, attempt.Started.Set))
            .Concat(history.Units.Select(unit => (unit.Started.Attempt, unit.Started.Set)))
            .Where(attempt => attempt.Set is not null)
            .ToDictionary(attempt => attempt.Attempt, attempt => attempt.Set!, StringComparer.Ordinal);
        var rollbacks = history
            .Attempts.Select(attempt =>
                (attempt.Started.Rollback, attempt.Started.At, attempt.Started.Who, attempt.Started.Run)
            )
            .Concat(
                history.Units.Select(unit =>
                    (unit.Started.Rollback, unit.Started.At, unit.Started.Who, unit.Started.Run)
                )
            )
            .Where(attempt =>
                attempt.Rollback is { } rollback
                && sets.GetValueOrDefault(rollback.Of) is { } set
                && names.Contains(set)
            )
            .ToArray();
        if (rollbacks.Length == 0)
        {
            return null;
        }

        var last = rollbacks.MaxBy(attempt => attempt.At);
        return new PinnedBack(
            last.At,
            last.Who,
            last.Rollback!.Because,
            last.Run,
            [
                .. history
                    .Attempts.Where(attempt => attempt.Started.Run == last.Run && attempt.Started.Rollback is not null)
                    .Select(attempt => attempt.Started.Component)
                    .Distinct(StringComparer.Ordinal)
                    .Order(StringComparer.Ordinal),
            ]
        );
    }

    /// <summary>The names under which a set with these members was pinned.</summary>
    public static IReadOnlyCollection<string> NamesOf(VersionSet set, IEnumerable<VersionSet> sets) =>
        [set.Name, .. sets.Where(one => one.Name != set.Name && one.Digest == set.Digest).Select(one => one.Name)];
}
