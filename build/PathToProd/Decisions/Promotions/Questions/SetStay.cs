using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.VersionSets;
using PathToProd.Text;

namespace PathToProd.Decisions.Promotions.Questions;

/// <summary>A time in which exactly a set ran in an environment: every member verified, nothing else, without a break.</summary>
/// <param name="From">When the last of it was verified.</param>
/// <param name="To">When that ended; null while it lasts.</param>
/// <param name="EndedBy">The attempt that ended it; null while it lasts, or when that was one on a unit.</param>
public sealed record SetStay(DateTimeOffset From, DateTimeOffset? To, Attempt? EndedBy)
{
    // Each environment after one asks about it, in several gates.
    private static readonly ConditionalWeakTable<
        DeploymentHistory,
        ConcurrentDictionary<Digest, ImmutableArray<SetStay>>
    > Known = [];

    /// <summary>The times in which a set ran in an environment, oldest first.</summary>
    public static ImmutableArray<SetStay> Of(DeploymentHistory history, VersionSet set) =>
        Known.GetOrCreateValue(history).GetOrAdd(set.Digest, _ => Find(history, set));

    private static ImmutableArray<SetStay> Find(DeploymentHistory history, VersionSet set)
    {
        var there = new Dictionary<string, Digest?>(StringComparer.Ordinal);
        var troubled = new HashSet<string>(StringComparer.Ordinal);
        var stays = ImmutableArray.CreateBuilder<SetStay>();
        DateTimeOffset? since = null;
        foreach (var change in Changes(history))
        {
            change.Apply(there, troubled);
            var runs =
                troubled.Count == 0
                && there.Count == set.Members.Count
                && set.Members.Values.All(member => there.GetValueOrDefault(member.Component) == member.Digest);
            if (runs && since is null)
            {
                since = change.At;
            }
            else if (!runs && since is { } from)
            {
                stays.Add(new SetStay(from, change.At, change.By));
                since = null;
            }
        }

        if (since is { } last)
        {
            stays.Add(new SetStay(last, null, null));
        }

        return stays.ToImmutable();
    }

    /// <summary>What changed, in the order of time; at one moment in the order of the ledger.</summary>
    private static IEnumerable<Change> Changes(DeploymentHistory history)
    {
        var changes = new List<Change>();
        foreach (var attempt in history.Attempts)
        {
            var component = attempt.Started.Component;
            changes.Add(
                new Change(
                    attempt.Started.At,
                    attempt,
                    (there, troubled) =>
                    {
                        there[component] = null;
                        if (attempt.Started.Unit is null)
                        {
                            // By itself it stands for itself, whatever became of a unit before.
                            troubled.Remove(component);
                        }
                    }
                )
            );
            if (attempt is { Outcome: AttemptOutcome.Succeeded, Ended: { } ended })
            {
                changes.Add(
                    new Change(
                        ended.At,
                        attempt,
                        attempt.Started.Action == LedgerAction.Destroy
                            ? (there, _) => there.Remove(component)
                            : (there, _) => there[component] = attempt.Started.Digest
                    )
                );
            }
        }

        foreach (var unit in history.Units)
        {
            // A unit is verified as a whole at its end, so nothing of it counts before, also of members that did not change.
            string[] members = [.. unit.Started.Members.Select(member => member.Component)];
            changes.Add(new Change(unit.Started.At, null, (_, troubled) => troubled.UnionWith(members)));
            if (unit.Outcome == AttemptOutcome.Succeeded)
            {
                changes.Add(new Change(unit.At, null, (_, troubled) => troubled.ExceptWith(members)));
            }
        }

        // A line of doubt may be anything, so nothing before it counts.
        var doubts = history.Doubts.Select(doubt => doubt.After).ToArray();
        if (doubts.Length > 0)
        {
            var last = doubts.Max();
            changes.RemoveAll(change => change.By is { } by && history.Attempts.IndexOf(by) < last);
        }

        return changes.OrderBy(change => change.At);
    }

    private sealed record Change(
        DateTimeOffset At,
        Attempt? By,
        Action<Dictionary<string, Digest?>, HashSet<string>> Apply
    );
}
