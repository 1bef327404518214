using System.Collections.Immutable;
using PathToProd.Text;

namespace PathToProd.Facts.Ledger;

/// <summary>Every attempt in one environment, oldest first, in the order of the ledger's lines.</summary>
/// <param name="Environment">The environment.</param>
/// <param name="Attempts">The attempts, by their start.</param>
public sealed record DeploymentHistory(string Environment, ImmutableArray<Attempt> Attempts)
{
    /// <summary>Every attempt on a group or a whole version set, by their start.</summary>
    public ImmutableArray<UnitAttempt> Units { get; init; } = [];

    /// <summary>The lines that leave in doubt what is there; <see cref="LedgerDoubt.After"/> counts attempts.</summary>
    public ImmutableArray<LedgerDoubt> Doubts { get; init; } = [];

    /// <summary>The lines that were ignored, and why.</summary>
    public ImmutableArray<Problem> Ignored { get; init; } = [];

    /// <summary>What it had once, and what a file elsewhere has now.</summary>
    public ImmutableArray<ExportedLines> Exported { get; init; } = [];

    /// <summary>Pairs the lines of a ledger.</summary>
    /// <param name="environment">
    /// The environment. Lines of another one are left out: a folder that was copied to make a new environment brings the
    /// old ledger along, and nothing of that is deployed in the new one.
    /// </param>
    /// <param name="reading">What the ledger's file holds.</param>
    /// <param name="inProgress">
    /// Whether the run of an attempt without an end is still at it, which its lock shows. Default: it is not, so every such attempt was interrupted.
    /// </param>
    /// <param name="isUnitInProgress">The same for an attempt on a unit.</param>
    public static DeploymentHistory From(
        string environment,
        LedgerReading reading,
        Func<LedgerEntry.Started, bool>? inProgress = null,
        Func<LedgerEntry.UnitStarted, bool>? isUnitInProgress = null
    )
    {
        var starts = new List<LedgerEntry.Started>();
        var ends = new Dictionary<string, LedgerEntry.Ended>(StringComparer.Ordinal);
        var unitStarts = new List<(LedgerEntry.UnitStarted Start, int After)>();
        var unitEnds = new Dictionary<string, LedgerEntry.UnitEnded>(StringComparer.Ordinal);
        var doubts = ImmutableArray.CreateBuilder<LedgerDoubt>();
        var open = new Queue<LedgerDoubt>(
            reading.Doubts.Where(doubt => doubt.Environment is null || doubt.Environment == environment)
        );
        for (var at = 0; at < reading.Entries.Length; at++)
        {
            TakeDoubts(at);
            var entry = reading.Entries[at];
            switch (entry)
            {
                case LedgerEntry.Started started when started.Environment == environment:
                    starts.Add(started);
                    break;
                case LedgerEntry.Ended ended:
                    ends.TryAdd(ended.Attempt, ended);
                    break;
                case LedgerEntry.UnitStarted started when started.Environment == environment:
                    unitStarts.Add((started, starts.Count));
                    break;
                case LedgerEntry.UnitEnded ended:
                    unitEnds.TryAdd(ended.Attempt, ended);
                    break;
            }
        }

        TakeDoubts(reading.Entries.Length);
        return new DeploymentHistory(
            environment,
            [.. starts.Select(started => Pair(started, ends.GetValueOrDefault(started.Attempt), inProgress))]
        )
        {
            Units =
            [
                .. unitStarts.Select(unit =>
                {
                    var ended = unitEnds.GetValueOrDefault(unit.Start.Attempt);
                    var outcome = How(ended?.Outcome, () => isUnitInProgress?.Invoke(unit.Start) == true);
                    return new UnitAttempt(unit.Start, ended, outcome, unit.After);
                }),
            ],
            Doubts = doubts.ToImmutable(),
            Ignored = reading.Problems,
            Exported = reading.Exported,
        };

        void TakeDoubts(int entry)
        {
            while (open.TryPeek(out var doubt) && doubt.After <= entry)
            {
                doubts.Add(open.Dequeue() with { After = starts.Count });
            }
        }
    }

    /// <summary>Pairs the lines of a ledger of which every line can be read.</summary>
    public static DeploymentHistory From(
        string environment,
        IEnumerable<LedgerEntry> entries,
        Func<LedgerEntry.Started, bool>? inProgress = null
    ) => From(environment, new LedgerReading([.. entries], [], []), inProgress);

    /// <summary>Since when the attempts are; null for all of them.</summary>
    public DateTimeOffset? OnlySince { get; init; }

    /// <summary>The attempts on some components, oldest first.</summary>
    public DeploymentHistory Of(params string[] components) =>
        Where(
            attempt => components.Contains(attempt.Started.Component),
            unit => unit.Started.Members.Any(member => components.Contains(member.Component))
        ) with
        {
            Exported = Exported.RemoveAll(lines => !components.Contains(lines.Component)),
        };

    /// <summary>The attempts that ended at some moment or later, or started then and have no end.</summary>
    public DeploymentHistory Since(DateTimeOffset moment) =>
        Where(
            attempt => attempt.At >= moment || attempt.Outcome == AttemptOutcome.InProgress,
            unit => unit.At >= moment || unit.Outcome == AttemptOutcome.InProgress
        ) with
        {
            OnlySince = moment,
        };

    private DeploymentHistory Where(Func<Attempt, bool> counts, Func<UnitAttempt, bool> isUnit) =>
        this with
        {
            Attempts = [.. Attempts.Where(counts)],
            Units =
            [
                .. Units.Where(isUnit).Select(unit => unit with { After = Attempts.Take(unit.After).Count(counts) }),
            ],
            Doubts = [.. Doubts.Select(doubt => doubt with { After = Attempts.Take(doubt.After).Count(counts) })],
        };

    private static Attempt Pair(
        LedgerEntry.Started started,
        LedgerEntry.Ended? ended,
        Func<LedgerEntry.Started, bool>? inProgress
    ) => new(started, ended, How(ended?.Outcome, () => inProgress?.Invoke(started) == true));

    private static AttemptOutcome How(Outcome? outcome, Func<bool> isInProgress) =>
        outcome switch
        {
            Outcome.Succeeded => AttemptOutcome.Succeeded,
            Outcome.Failed => AttemptOutcome.Failed,
            Outcome.Cancelled => AttemptOutcome.Cancelled,
            _ => isInProgress() ? AttemptOutcome.InProgress : AttemptOutcome.Interrupted,
        };
}
