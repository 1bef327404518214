using System.Collections.Immutable;
using PathToProd.Formats.Json;
using PathToProd.Text;
using PathToProd.Text.Tables;

namespace PathToProd.Facts.Ledger;

/// <summary>Every attempt in an environment, the newest first.</summary>
public static class HistoryReport
{
    /// <summary>A table with a line for each attempt.</summary>
    public static string Text(DeploymentHistory history, Style style, DateTimeOffset now)
    {
        if (history.Attempts.IsEmpty && history.Units.IsEmpty)
        {
            return $"Nothing was deployed to {history.Environment} yet.\n";
        }

        var table = new Table(
            "WHEN",
            "COMPONENT",
            "ACTION",
            "VERSION",
            new Column("DIGEST", Rank: 3),
            new Column("TOOK", Rank: 1),
            new Column("WHO", Rank: 2),
            new Column("RUN", Rank: 4),
            "OUTCOME"
        );
        var units = UnitsByPlace(history);
        for (var at = history.Attempts.Length; at >= 0; at--)
        {
            // A unit stands above what was done to its members: the newest comes first, and it ended after them.
            foreach (var unit in units[at])
            {
                table.Add(Row(unit, now));
            }

            if (at > 0)
            {
                table.Add(Row(history.Attempts[at - 1], now));
            }
        }

        return table.Write(style);
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

    /// <summary>The same for programs, of several environments in one document; in each the newest first too.</summary>
    public static string Json(IEnumerable<DeploymentHistory> histories) =>
        JsonReport.Write(
            new HistoryDocument([.. histories.Select(EnvironmentHistoryPart.Of)]),
            FactsReports.Default.HistoryDocument
        );

    private static ImmutableArray<Cell> Row(Attempt attempt, DateTimeOffset now)
    {
        var started = attempt.Started;
        return
        [
            Moment.Age(attempt.At, now),
            new Cell(started.Component, Tone.Strong),
            Name(started.Action),
            started.Version.ToString(),
            started.Digest.ShortText,
            attempt.Ended is { } ended ? Duration.Text(ended.Duration) : "",
            started.Who,
            started.Run,
            Outcome(attempt.Outcome, attempt.Ended?.Error),
        ];
    }

    private static ImmutableArray<Cell> Row(UnitAttempt attempt, DateTimeOffset now)
    {
        var started = attempt.Started;
        return
        [
            Moment.Age(attempt.At, now),
            new Cell(started.Unit, Tone.Strong),
            Name(started.Action),
            attempt.Version,
            "",
            attempt.Ended is { } ended ? Duration.Text(ended.Duration) : "",
            started.Who,
            started.Run,
            Outcome(attempt.Outcome, attempt.Ended?.Error),
        ];
    }

    private static string Name(LedgerAction action) => action == LedgerAction.Deploy ? "deploy" : "destroy";

    private static Cell Outcome(AttemptOutcome outcome, string? why) =>
        outcome switch
        {
            AttemptOutcome.Succeeded => new Cell("succeeded", Tone.Good),
            AttemptOutcome.Failed when why is { } error => new Cell($"failed: {Prose.FirstLine(error)}", Tone.Bad),
            AttemptOutcome.Failed => new Cell("failed", Tone.Bad),
            AttemptOutcome.Cancelled => new Cell("cancelled", Tone.Warning),
            AttemptOutcome.InProgress => new Cell("in progress", Tone.Warning),
            _ => new Cell("interrupted", Tone.Warning),
        };
}
