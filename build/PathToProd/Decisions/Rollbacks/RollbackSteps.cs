using System.Collections.Immutable;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.VersionSets;

namespace PathToProd.Decisions.Rollbacks;

/// <summary>The history of what goes back, oldest first. A removal is its end: what was there before that does not come back.</summary>
public static class RollbackSteps
{
    /// <summary>The steps of a scope.</summary>
    public static ImmutableArray<RollbackStep> Of(RollbackScope scope, DeploymentHistory history) =>
        scope.Kind switch
        {
            RollbackKind.Component => OfComponent(scope.Name, history),
            RollbackKind.Unit => OfUnit(scope.Name, history),
            _ => OfEnvironment(history),
        };

    private static ImmutableArray<RollbackStep> OfComponent(string component, DeploymentHistory history)
    {
        var steps = new List<RollbackStep>();
        for (var at = 0; at < history.Attempts.Length; at++)
        {
            var attempt = history.Attempts[at];
            var started = attempt.Started;
            if (started.Component != component)
            {
                continue;
            }

            if (started.Action == LedgerAction.Destroy)
            {
                EndAtRemoval(steps, attempt.Outcome);
                continue;
            }

            steps.Add(
                new RollbackStep(
                    started.Attempt,
                    started.Run,
                    attempt.At,
                    at + 1,
                    attempt.Outcome == AttemptOutcome.Succeeded,
                    Members([new SetMember(component, started.Version, started.Digest)])
                )
                {
                    Set = started.Set,
                    IsRollback = started.Rollback is not null,
                    WentTo = started.Rollback?.To,
                }
            );
        }

        return [.. steps];
    }

    private static ImmutableArray<RollbackStep> OfUnit(string unit, DeploymentHistory history)
    {
        var ends = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var at = 0; at < history.Attempts.Length; at++)
        {
            if (history.Attempts[at].Started.Unit is { } part)
            {
                ends[part.Attempt] = at + 1;
            }
        }

        var steps = new List<RollbackStep>();
        foreach (var attempt in history.Units.Where(attempt => attempt.Started.Unit == unit))
        {
            var started = attempt.Started;
            if (started.Action == LedgerAction.Destroy)
            {
                EndAtRemoval(steps, attempt.Outcome);
                continue;
            }

            var members = Members(attempt.Members);
            steps.Add(
                new RollbackStep(
                    started.Attempt,
                    started.Run,
                    attempt.At,
                    ends.GetValueOrDefault(started.Attempt, attempt.After),
                    // A member that was never built has no digest, and can be found nowhere.
                    attempt.IsDeployed
                        && members.Count == started.Members.Length,
                    members
                )
                {
                    Set = started.Set,
                    IsRollback = started.Rollback is not null,
                    WentTo = started.Rollback?.To,
                }
            );
        }

        return [.. steps];
    }

    /// <summary>
    /// An environment is looked at between runs only: in the middle of one it is a mix that no one meant. Runs at the same time count as one.
    /// </summary>
    private static ImmutableArray<RollbackStep> OfEnvironment(DeploymentHistory history)
    {
        var steps = new List<RollbackStep>();
        var moments = BetweenRuns(history);
        var begin = 0;
        foreach (var (state, at) in LedgerState.Along(history, moments).Zip(moments))
        {
            var attempts = history.Attempts[begin..at];
            begin = at;
            var there = state
                .Components.Values.Select(one => (one.Presence as Presence.Deployed)?.Deployment)
                .OfType<Deployment>()
                .ToArray();
            if (there.Length == 0 && state.Components.Values.All(IsKnown))
            {
                steps.Clear();
                continue;
            }

            var sets = there.Select(deployment => deployment.Set).Distinct(StringComparer.Ordinal).ToArray();
            var rollback = attempts.Select(one => one.Started.Rollback).LastOrDefault(one => one?.Run is not null);
            steps.Add(
                new RollbackStep(
                    attempts[^1].Started.Run,
                    attempts[^1].Started.Run,
                    attempts.Max(one => one.At),
                    at,
                    state.Components.Values.All(IsKnown),
                    Members(there.Select(one => new SetMember(one.Component, one.Version, one.Digest)))
                )
                {
                    Set = sets is [{ } only] ? only : null,
                    IsRollback = rollback is not null,
                    WentTo = rollback?.Run,
                }
            );
        }

        return [.. steps];
    }

    private static bool IsKnown(ComponentState state) =>
        state.Presence is Presence.Deployed or Presence.Destroyed or Presence.Nothing
        && state.Unit is null or { Outcome: AttemptOutcome.Succeeded };

    private static List<int> BetweenRuns(DeploymentHistory history)
    {
        var lasts = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var at = 0; at < history.Attempts.Length; at++)
        {
            lasts[history.Attempts[at].Started.Run] = at;
        }

        var moments = new List<int>();
        var last = -1;
        for (var at = 0; at < history.Attempts.Length; at++)
        {
            last = Math.Max(last, lasts[history.Attempts[at].Started.Run]);
            if (last == at)
            {
                moments.Add(at + 1);
            }
        }

        return moments;
    }

    private static void EndAtRemoval(List<RollbackStep> steps, AttemptOutcome outcome)
    {
        if (outcome == AttemptOutcome.Succeeded)
        {
            steps.Clear();
        }
    }

    private static ImmutableSortedDictionary<string, SetMember> Members(IEnumerable<SetMember> members) =>
        members.ToImmutableSortedDictionary(member => member.Component, member => member, StringComparer.Ordinal);
}
