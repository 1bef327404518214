using System.Text;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Status;
using PathToProd.Formats.Json;
using PathToProd.Text;
using PathToProd.Text.Tables;

namespace PathToProd.Decisions.Promotions;

/// <summary>What the gates of a step say about a set: a table, then the reasons as prose, and what would lift them.</summary>
public static class GatesReport
{
    /// <summary>All of it for people.</summary>
    public static string Text(IReadOnlyCollection<PromotionVerdict> verdicts, Style style, DateTimeOffset now) =>
        verdicts.Count == 0
            ? "Nothing waits to be promoted.\n"
            : string.Join('\n', verdicts.Select(verdict => Text(verdict, style, now)));

    /// <summary>All of it for people, about one set in one environment.</summary>
    public static string Text(PromotionVerdict verdict, Style style, DateTimeOffset now)
    {
        var table = new Table("GATE", new Column("KIND", Rank: 1), "STATE", "WHY");
        foreach (var gate in verdict.Gates)
        {
            table.Add(
                new Cell(gate.Gate, Tone.Strong),
                gate.Kind == gate.Gate ? "" : gate.Kind,
                State(gate),
                gate.Causes.IsEmpty ? gate.Holds : string.Join("; ", gate.Causes.Select(cause => cause.Because))
            );
        }

        return $"{style.Show(Title(verdict, now), Tone.Strong)}\n{table.Write(style, indent: 2)}{Wrapped(Reasons(verdict, now), style)}";
    }

    /// <summary>Why a set may not be promoted: because, and because, so; and what would lift it. Empty when it may.</summary>
    public static string Reasons(PromotionVerdict verdict, DateTimeOffset now)
    {
        var causes = verdict.Gates.SelectMany(gate => gate.Blocking).DistinctBy(cause => cause.Because).ToArray();
        if (causes.Length == 0)
        {
            return "";
        }

        var (set, environment) = (verdict.Question.Set.Name, verdict.Question.Environment);
        var text = new StringBuilder();
        foreach (var cause in causes)
        {
            text.Append(text.Length == 0 ? "Because " : "and because ").Append(cause.Because).Append(",\n");
        }

        text.Append($"{set} is not promoted to {environment}.");
        text.Append(
            verdict.OpensAt is { } at ? $" It may be {Moment.Text(at)}, in {Duration.Text(at - now)}.\n" : "\n"
        );
        foreach (var lift in causes.Select(cause => cause.Lift).Distinct(StringComparer.Ordinal))
        {
            text.Append("  - ").Append(char.ToUpperInvariant(lift[0])).Append(lift.AsSpan(1)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The same for programs.</summary>
    /// <param name="verdicts">The verdicts.</param>
    /// <param name="unread">The ledgers that could not be read. Default: none.</param>
    public static string Json(IEnumerable<PromotionVerdict> verdicts, IEnumerable<UnreadLedger>? unread = null) =>
        JsonReport.Write(
            new GatesDocument(
                [.. verdicts.Select(GatesPart.Of)],
                [.. (unread ?? []).Select(one => new UnreadLedgerPart(one.Environment, one.Because))]
            ),
            PromotionJson.Default.GatesDocument
        );

    private static string Title(PromotionVerdict verdict, DateTimeOffset now)
    {
        var from = verdict.Question.Promotions.Desired(verdict.Question.Environment) is { } desired
            ? $", which should run {desired.Set.Name} (promoted {Moment.Age(desired.Head.At, now)})"
            : "";
        var how = verdict.State switch
        {
            GateState.Open => "may be promoted",
            GateState.Closed => "may not be promoted",
            _ => "may not be promoted, as not all is known",
        };
        return $"{verdict.Question.Set.Name} to {verdict.Question.Environment}{from}: {how}";
    }

    private static Cell State(GateVerdict gate) =>
        gate.State switch
        {
            GateState.Open => new Cell("open", Tone.Good),
            _ when gate.IsInforming => new Cell($"{Word(gate.State)}, informing", Tone.Quiet),
            _ when !gate.Blocking.Any() => new Cell($"{Word(gate.State)}, accepted", Tone.Warning),
            GateState.Closed => new Cell("closed", Tone.Bad),
            _ => new Cell("unknown", Tone.Warning),
        };

    private static string Word(GateState state) => state == GateState.Closed ? "closed" : "unknown";

    /// <summary>In lines that fit, but for what would lift a cause: a command is never broken.</summary>
    internal static string Wrapped(string text, Style style) =>
        string.Concat(
            text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .SelectMany(line =>
                    line.StartsWith("  - ", StringComparison.Ordinal) ? [line] : Prose.Wrap(line, style.ProseWidth)
                )
                .Select(line => line + "\n")
        );
}
