using PathToProd.Facts.Promotions;
using PathToProd.Text;
using PathToProd.Text.Tables;

namespace PathToProd.Facts.Ledger;

/// <summary>A line of a history: an attempt on a component or a unit, or a decision on the path.</summary>
internal sealed record HistoryLine(
    DateTimeOffset At,
    string Name,
    string Action,
    string Version,
    string Set,
    string Digest,
    string Took,
    string Who,
    string Run,
    Cell Outcome
)
{
    /// <summary>What was done and what was decided, the newest first. What was decided stands above what ended before it.</summary>
    public static IEnumerable<HistoryLine> All(DeploymentHistory history, IReadOnlyList<PromotionRecord>? decided)
    {
        var next = (decided?.Count ?? 0) - 1;
        foreach (var line in Done(history))
        {
            for (; next >= 0 && decided![next].Head.At >= line.At; next--)
            {
                yield return Of(decided[next]);
            }

            yield return line;
        }

        for (; next >= 0; next--)
        {
            yield return Of(decided![next]);
        }
    }

    /// <summary>What was done, the newest first. A unit stands above what was done to its members, as it ended after them.</summary>
    private static IEnumerable<HistoryLine> Done(DeploymentHistory history)
    {
        var units = UnitsByPlace(history);
        for (var at = history.Attempts.Length; at >= 0; at--)
        {
            foreach (var unit in units[at])
            {
                yield return Of(unit);
            }

            if (at > 0)
            {
                yield return Of(history.Attempts[at - 1]);
            }
        }
    }

    /// <summary>The units by how many attempts stand before the end of their last member's; before their start, when none of their members has one.</summary>
    private static ILookup<int, UnitAttempt> UnitsByPlace(DeploymentHistory history)
    {
        var lasts = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var at = 0; at < history.Attempts.Length; at++)
        {
            if (history.Attempts[at].Started.Unit is { } unit)
            {
                lasts[unit.Attempt] = at + 1;
            }
        }

        return history.Units.Reverse().ToLookup(unit => lasts.GetValueOrDefault(unit.Started.Attempt, unit.After));
    }

    private static HistoryLine Of(Attempt attempt)
    {
        var (started, ended) = (attempt.Started, attempt.Ended);
        return new HistoryLine(
            attempt.At,
            started.Component,
            ActionOf(started.Action, started.Rollback),
            started.Version.ToString(),
            started.Set ?? "",
            started.Digest.ShortText,
            ended is null ? "" : Duration.Text(ended.Duration),
            started.Who,
            started.Run,
            OutcomeOf(attempt.Outcome, ended?.Error, started.Rollback)
        );
    }

    private static HistoryLine Of(PromotionRecord record) =>
        new(
            record.Head.At,
            Name: "",
            RecordWords.Action(record),
            // A set is a version of the whole, and the other column is left out where there is no room.
            Version: RecordWords.Set(record),
            RecordWords.Set(record),
            Digest: "",
            Took: "",
            record.Head.Who,
            Run: "",
            new Cell(RecordWords.Detail(record))
        );

    private static HistoryLine Of(UnitAttempt attempt)
    {
        var (started, ended) = (attempt.Started, attempt.Ended);
        return new HistoryLine(
            attempt.At,
            started.Unit,
            ActionOf(started.Action, started.Rollback),
            attempt.Version,
            started.Set ?? "",
            Digest: "",
            ended is null ? "" : Duration.Text(ended.Duration),
            started.Who,
            started.Run,
            OutcomeOf(attempt.Outcome, ended?.Error, started.Rollback)
        );
    }

    private static string ActionOf(LedgerAction action, RollbackReference? rollback) =>
        action == LedgerAction.Destroy ? "destroy"
        : rollback is null ? "deploy"
        : "rollback";

    private static Cell OutcomeOf(AttemptOutcome outcome, string? why, RollbackReference? rollback) =>
        outcome switch
        {
            AttemptOutcome.Succeeded when rollback is not null => new Cell(
                $"succeeded: {Prose.FirstLine(rollback.Because)}",
                Tone.Good
            ),
            AttemptOutcome.Succeeded => new Cell("succeeded", Tone.Good),
            AttemptOutcome.Failed when why is { } error => new Cell($"failed: {Prose.FirstLine(error)}", Tone.Bad),
            AttemptOutcome.Failed => new Cell("failed", Tone.Bad),
            AttemptOutcome.Cancelled => new Cell("cancelled", Tone.Warning),
            AttemptOutcome.InProgress => new Cell("in progress", Tone.Warning),
            _ => new Cell("interrupted", Tone.Warning),
        };
}
