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
        if (history.Attempts.IsEmpty)
        {
            return history.OnlySince is { } since
                ? $"Nothing was deployed to {history.Environment} since {Moment.Text(since)}.\n"
                : $"Nothing was deployed to {history.Environment} yet.\n";
        }

        var table = new Table(
            "WHEN",
            "COMPONENT",
            "ACTION",
            "VERSION",
            new Column("SET", Rank: 5),
            new Column("DIGEST", Rank: 3),
            new Column("TOOK", Rank: 1),
            new Column("WHO", Rank: 2),
            new Column("RUN", Rank: 4),
            "OUTCOME"
        );
        foreach (var attempt in history.Attempts.Reverse())
        {
            var started = attempt.Started;
            table.Add(
                Moment.Age(attempt.At, now),
                new Cell(started.Component, Tone.Strong),
                Action(started),
                started.Version.ToString(),
                started.Set ?? "",
                started.Digest.ShortText,
                Took(attempt),
                started.Who,
                started.Run,
                Outcome(attempt)
            );
        }

        return table.Write(style);
    }

    /// <summary>The same as Markdown, of several environments.</summary>
    public static string Markdown(IEnumerable<DeploymentHistory> histories, DateTimeOffset now) =>
        string.Join(
            '\n',
            histories.Select(history =>
                $"## History of {MarkdownTable.Escape(history.Environment)}\n\n"
                + (history.Attempts.IsEmpty ? Text(history, Style.Plain, now) : Table(history).ToString())
            )
        );

    private static MarkdownTable Table(DeploymentHistory history)
    {
        var table = new MarkdownTable(
            "Ended",
            "Component",
            "Action",
            "Version",
            "Set",
            "Took",
            "Who",
            "Run",
            "Outcome"
        );
        foreach (var attempt in history.Attempts.Reverse())
        {
            var started = attempt.Started;
            string[] cells =
            [
                Moment.Text(attempt.At),
                started.Component,
                Action(started),
                started.Version.ToString(),
                started.Set ?? "",
                Took(attempt),
                started.Who,
                started.Run,
                Outcome(attempt).Text,
            ];
            table.Add([.. cells.Select(MarkdownTable.Escape)]);
        }

        return table;
    }

    private static string Action(LedgerEntry.Started started) =>
        started.Action == LedgerAction.Deploy ? "deploy" : "destroy";

    private static string Took(Attempt attempt) => attempt.Ended is { } ended ? Duration.Text(ended.Duration) : "";

    /// <summary>The same for programs, of several environments in one document; in each the newest first too.</summary>
    public static string Json(IEnumerable<DeploymentHistory> histories) =>
        JsonReport.Write(
            new HistoryDocument([.. histories.Select(EnvironmentHistoryPart.Of)]),
            FactsReports.Default.HistoryDocument
        );

    private static Cell Outcome(Attempt attempt) =>
        attempt.Outcome switch
        {
            AttemptOutcome.Succeeded => new Cell("succeeded", Tone.Good),
            AttemptOutcome.Failed when attempt.Ended?.Error is { } error => new Cell(
                $"failed: {Prose.FirstLine(error)}",
                Tone.Bad
            ),
            AttemptOutcome.Failed => new Cell("failed", Tone.Bad),
            AttemptOutcome.Cancelled => new Cell("cancelled", Tone.Warning),
            AttemptOutcome.InProgress => new Cell("in progress", Tone.Warning),
            _ => new Cell("interrupted", Tone.Warning),
        };
}
