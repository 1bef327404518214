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
        foreach (var line in Lines(history))
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

    /// <summary>What is missing at the end of the table, and where it is.</summary>
    private static string Exported(DeploymentHistory history, Style style) =>
        string.Concat(history.Exported.Select(lines => style.Fit(lines.ToString()) + "\n"));

    /// <summary>The same as Markdown, of several environments.</summary>
    public static string Markdown(IEnumerable<DeploymentHistory> histories, DateTimeOffset now) =>
        string.Join(
            '\n',
            histories.Select(history =>
                $"## History of {MarkdownTable.Escape(history.Environment)}\n\n"
                + (
                    history.Attempts.IsEmpty && history.Units.IsEmpty
                        ? Text(history, Style.Plain, now)
                        : Table(history)
                            + (history.Exported.IsEmpty ? "" : "\n")
                            + string.Concat(history.Exported.Select(lines => $"- {lines}\n"))
                )
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
        foreach (var line in Lines(history))
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
    public static string Json(IEnumerable<DeploymentHistory> histories) =>
        JsonReport.Write(
            new HistoryDocument([.. histories.Select(EnvironmentHistoryPart.Of)]),
            FactsReports.Default.HistoryDocument
        );

    /// <summary>What was done, the newest first. A unit stands above what was done to its members, as it ended after them.</summary>
    private static IEnumerable<Line> Lines(DeploymentHistory history)
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

    private static Line Of(Attempt attempt)
    {
        var (started, ended) = (attempt.Started, attempt.Ended);
        return new Line(
            attempt.At,
            started.Component,
            Name(started.Action, started.Rollback),
            started.Version.ToString(),
            started.Set ?? "",
            started.Digest.ShortText,
            ended is null ? "" : Duration.Text(ended.Duration),
            started.Who,
            started.Run,
            Outcome(attempt.Outcome, ended?.Error, started.Rollback)
        );
    }

    private static Line Of(UnitAttempt attempt)
    {
        var (started, ended) = (attempt.Started, attempt.Ended);
        return new Line(
            attempt.At,
            started.Unit,
            Name(started.Action, started.Rollback),
            attempt.Version,
            started.Set ?? "",
            Digest: "",
            ended is null ? "" : Duration.Text(ended.Duration),
            started.Who,
            started.Run,
            Outcome(attempt.Outcome, ended?.Error, started.Rollback)
        );
    }

    private static string Name(LedgerAction action, RollbackReference? rollback) =>
        action == LedgerAction.Destroy ? "destroy"
        : rollback is null ? "deploy"
        : "rollback";

    private static Cell Outcome(AttemptOutcome outcome, string? why, RollbackReference? rollback) =>
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

    private sealed record Line(
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
    );
}
