using PathToProd.Facts.Ledger;
using PathToProd.Facts.VersionSets;

namespace PathToProd.Decisions.Promotions.Questions;

/// <summary>The last time that an environment was brought back from a set: someone decided that it should not run there.</summary>
/// <param name="Set">The set's name.</param>
/// <param name="At">When that began.</param>
/// <param name="Who">Who did it.</param>
/// <param name="Because">Why.</param>
/// <param name="Run">The run.</param>
/// <param name="Components">The components that were rolled back, by name.</param>
public sealed record PinnedBack(
    string Set,
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
    /// <param name="set">The set. One with the same members by another name is the same.</param>
    /// <param name="pinned">The pinned sets, which say what the names in the ledger mean.</param>
    public static PinnedBack? Find(DeploymentHistory history, VersionSet set, IReadOnlyList<VersionSet> pinned)
    {
        // Rollbacks are few, and digests cost: so sets are compared only where one was rolled back.
        var rollbacks = Rollbacks(history).ToArray();
        if (rollbacks.Length == 0)
        {
            return null;
        }

        var sets = SetsByAttempt(history);
        var last = rollbacks
            .Where(rollback => sets.GetValueOrDefault(rollback.Reference.Of) is { } name && IsSame(name, set, pinned))
            .OrderBy(rollback => rollback.At)
            .LastOrDefault();
        return last is null
            ? null
            : new PinnedBack(
                sets[last.Reference.Of],
                last.At,
                last.Who,
                last.Reference.Because,
                last.Run,
                [
                    .. history
                        .Attempts.Where(attempt =>
                            attempt.Started.Run == last.Run && attempt.Started.Rollback is not null
                        )
                        .Select(attempt => attempt.Started.Component)
                        .Distinct(StringComparer.Ordinal)
                        .Order(StringComparer.Ordinal),
                ]
            );
    }

    private static bool IsSame(string name, VersionSet set, IReadOnlyList<VersionSet> pinned) =>
        name == set.Name || pinned.FirstOrDefault(one => one.Name == name)?.Digest == set.Digest;

    private static IEnumerable<Rollback> Rollbacks(DeploymentHistory history) =>
        history
            .Attempts.Select(attempt => attempt.Started)
            .Where(started => started.Rollback is not null)
            .Select(started => new Rollback(started.Rollback!, started.At, started.Who, started.Run))
            .Concat(
                history
                    .Units.Select(unit => unit.Started)
                    .Where(started => started.Rollback is not null)
                    .Select(started => new Rollback(started.Rollback!, started.At, started.Who, started.Run))
            );

    private static Dictionary<string, string> SetsByAttempt(DeploymentHistory history)
    {
        var sets = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var started in history.Attempts.Select(attempt => attempt.Started))
        {
            Add(started.Attempt, started.Set);
        }

        foreach (var started in history.Units.Select(unit => unit.Started))
        {
            Add(started.Attempt, started.Set);
        }

        return sets;

        void Add(string attempt, string? set)
        {
            if (set is not null)
            {
                sets[attempt] = set;
            }
        }
    }

    private sealed record Rollback(RollbackReference Reference, DateTimeOffset At, string Who, string Run);
}
