using System.Collections.Immutable;
using PathToProd.Facts.Promotions;
using PathToProd.Formats.Json;
using PathToProd.Text;
using PathToProd.Text.Tables;

namespace PathToProd.Facts.Ledger;

/// <summary>Every attempt in an environment, the newest first, and between them what was decided about it on the path to production.</summary>
public static class HistoryReport
{
    /// <summary>A table with a line for each attempt, and for each decision.</summary>
    /// <param name="history">The attempts.</param>
    /// <param name="style">How tones are shown.</param>
    /// <param name="now">The current time.</param>
    /// <param name="decided">What was decided about it, oldest first. Default: nothing.</param>
    public static string Text(
        DeploymentHistory history,
        Style style,
        DateTimeOffset now,
        IReadOnlyList<PromotionRecord>? decided = null
    )
    {
        if (history.Attempts.IsEmpty && history.Units.IsEmpty && decided is null or [])
        {
            return Nothing(history);
        }

        var table = new Table(
            "WHEN",
            "COMPONENT",
            "ACTION",
            "VERSION",
            new Column("SET", Rank: 5),
            new Column("DIGEST", Rank: 3),
            new Column("TOOK", Rank: 1),
            // Who decided something is never left out.
            decided is null or []
                ? new Column("WHO", Rank: 2)
                : "WHO",
            new Column("RUN", Rank: 4),
            "OUTCOME"
        );
        foreach (var line in HistoryLine.All(history, decided))
        {
            table.Add(
                Moment.Age(line.At, now),
                new Cell(line.Name, Tone.Strong),
                line.Action,
                line.Version,
                line.Set,
                line.Digest,
                line.Took,
                line.Who,
                line.Run,
                line.Outcome
            );
        }

        return table.Write(style) + Exported(history, style);
    }

    private static string Nothing(DeploymentHistory history) =>
        history.OnlySince is { } since ? $"Nothing was deployed to {history.Environment} since {Moment.Text(since)}.\n"
        : history.Ignored.IsEmpty ? $"Nothing was deployed to {history.Environment} yet.\n"
        : $"No attempt in {history.Environment} is known, as lines of its ledger cannot be read.\n";

    /// <summary>What was decided about sets, steps and the whole path, the newest first. Empty when there is nothing.</summary>
    public static string Path(IReadOnlyList<PromotionRecord> records, Style style, DateTimeOffset now)
    {
        var table = new Table("WHEN", "ACTION", "SET", new Column("WHO", Rank: 1), "WHY");
        foreach (var record in records.Reverse())
        {
            table.Add(
                Moment.Age(record.Head.At, now),
                new Cell(RecordWords.Action(record), Tone.Strong),
                RecordWords.Set(record),
                record.Head.Who,
                RecordWords.Detail(record)
            );
        }

        return records.Count == 0 ? "" : table.Write(style);
    }

    /// <summary>What is missing at the end of the table, and where it is.</summary>
    private static string Exported(DeploymentHistory history, Style style) =>
        string.Concat(history.Exported.Select(lines => style.Fit(lines.ToString()) + "\n"));

    /// <summary>The same as Markdown, of several environments.</summary>
    public static string Markdown(
        IEnumerable<DeploymentHistory> histories,
        DateTimeOffset now,
        DecidedHistory? decided = null
    ) =>
        string.Join(
            '\n',
            [
                .. decided?.Path is { IsEmpty: false } path
                    ? [$"## History of the path\n\n{PathTable(path)}"]
                    : (string[])[],
                .. histories.Select(history => Page(history, now, decided?.Of(history.Environment))),
            ]
        );

    private static string Page(
        DeploymentHistory history,
        DateTimeOffset now,
        IReadOnlyList<PromotionRecord>? decided
    ) =>
        $"## History of {MarkdownTable.Escape(history.Environment)}\n\n"
        + (
            history.Attempts.IsEmpty && history.Units.IsEmpty && decided is null or []
                ? Text(history, Style.Plain, now)
                : Table(history, decided)
                    + (history.Exported.IsEmpty ? "" : "\n")
                    + string.Concat(history.Exported.Select(lines => $"- {lines}\n"))
        );

    private static MarkdownTable PathTable(ImmutableArray<PromotionRecord> records)
    {
        var table = new MarkdownTable("When", "Action", "Set", "Who", "Why");
        foreach (var record in records.Reverse())
        {
            string[] cells =
            [
                Moment.Text(record.Head.At),
                RecordWords.Action(record),
                RecordWords.Set(record),
                record.Head.Who,
                RecordWords.Detail(record),
            ];
            table.Add([.. cells.Select(MarkdownTable.Escape)]);
        }

        return table;
    }

    private static MarkdownTable Table(DeploymentHistory history, IReadOnlyList<PromotionRecord>? decided)
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
        foreach (var line in HistoryLine.All(history, decided))
        {
            string[] cells =
            [
                Moment.Text(line.At),
                line.Name,
                line.Action,
                line.Version,
                line.Set,
                line.Took,
                line.Who,
                line.Run,
                line.Outcome.Text,
            ];
            table.Add([.. cells.Select(MarkdownTable.Escape)]);
        }

        return table;
    }

    /// <summary>The same for programs, of several environments in one document; in each the newest first too.</summary>
    public static string Json(IEnumerable<DeploymentHistory> histories, DecidedHistory? decided = null) =>
        JsonReport.Write(
            new HistoryDocument(
                [.. histories.Select(history => EnvironmentHistoryPart.Of(history, decided))],
                decided?.Path?.Reverse().Select(RecordDocument.Of).ToArray(),
                decided?.Ignored is { IsEmpty: false } ignored ? [.. IgnoredLinePart.Of(ignored)] : null
            ),
            LedgerJson.Default.HistoryDocument
        );
}
