using System.Collections.Immutable;

namespace PathToProd.Ledger;

/// <summary>Every attempt in one environment, oldest first, in the order of the ledger's lines.</summary>
/// <param name="Environment">The environment.</param>
/// <param name="Attempts">The attempts, by their start.</param>
public sealed record DeploymentHistory(string Environment, ImmutableArray<Attempt> Attempts)
{
    /// <summary>Pairs the lines of a ledger.</summary>
    /// <param name="environment">
    /// The environment. Lines of another one are left out: a folder that was copied to make a new environment brings the
    /// old ledger along, and nothing of that is deployed in the new one.
    /// </param>
    /// <param name="entries">The ledger's entries in the order of the file.</param>
    /// <param name="inProgress">
    /// Whether the run of an attempt without an end is still at it, which its lock shows. Default: it is not, so every such attempt was interrupted.
    /// </param>
    public static DeploymentHistory From(
        string environment,
        IEnumerable<LedgerEntry> entries,
        Func<LedgerEntry.Started, bool>? inProgress = null
    )
    {
        var starts = new List<LedgerEntry.Started>();
        var ends = new Dictionary<string, LedgerEntry.Ended>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            switch (entry)
            {
                case LedgerEntry.Started started when started.Environment == environment:
                    starts.Add(started);
                    break;
                case LedgerEntry.Ended ended:
                    ends.TryAdd(ended.Attempt, ended);
                    break;
            }
        }

        return new DeploymentHistory(
            environment,
            [.. starts.Select(started => Pair(started, ends.GetValueOrDefault(started.Attempt), inProgress))]
        );
    }

    /// <summary>The attempts on some components, oldest first.</summary>
    public DeploymentHistory Of(params string[] components) =>
        this with
        {
            Attempts = [.. Attempts.Where(attempt => components.Contains(attempt.Started.Component))],
        };

    private static Attempt Pair(
        LedgerEntry.Started started,
        LedgerEntry.Ended? ended,
        Func<LedgerEntry.Started, bool>? inProgress
    ) =>
        new(
            started,
            ended,
            ended?.Outcome switch
            {
                Outcome.Succeeded => AttemptOutcome.Succeeded,
                Outcome.Failed => AttemptOutcome.Failed,
                Outcome.Cancelled => AttemptOutcome.Cancelled,
                _ => inProgress?.Invoke(started) == true ? AttemptOutcome.InProgress : AttemptOutcome.Interrupted,
            }
        );
}
