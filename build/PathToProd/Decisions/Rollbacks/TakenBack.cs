using PathToProd.Facts.Ledger;
using PathToProd.Facts.VersionSets;
using PathToProd.Text;

namespace PathToProd.Decisions.Rollbacks;

/// <summary>
/// The artifacts that rollbacks went back from. None of them is gone back to, until it was deployed again on purpose and that succeeded: so no
/// sequence of rollbacks, of whatever scopes, comes back to what one of them left.
/// </summary>
public sealed class TakenBack
{
    private readonly HashSet<(string Component, Digest Digest)> _artifacts = [];

    /// <summary>Finds them in a history.</summary>
    public static TakenBack Of(DeploymentHistory history)
    {
        var found = new TakenBack();
        var byAttempt = new Dictionary<string, LedgerEntry.Started>(StringComparer.Ordinal);
        foreach (var attempt in history.Attempts)
        {
            var started = attempt.Started;
            byAttempt.TryAdd(started.Attempt, started);
            if (started.Action == LedgerAction.Destroy)
            {
                continue;
            }

            if (started.Rollback is not { } rollback)
            {
                if (attempt.Outcome == AttemptOutcome.Succeeded)
                {
                    found._artifacts.Remove((started.Component, started.Digest));
                }
            }
            else if (byAttempt.TryGetValue(rollback.Of, out var from) && from.Digest != started.Digest)
            {
                found._artifacts.Add((from.Component, from.Digest));
            }
        }

        return found;
    }

    /// <summary>Whether a rollback went back from it.</summary>
    public bool Contains(SetMember member) => _artifacts.Contains((member.Component, member.Digest));
}
