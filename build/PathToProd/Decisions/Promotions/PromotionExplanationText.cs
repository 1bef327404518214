using System.Text;
using PathToProd.Facts.Promotions;
using PathToProd.Text;
using PathToProd.Text.Tables;

namespace PathToProd.Decisions.Promotions;

/// <summary>Explains an environment of the path to people: what it should run, by which decision, and what stops the next set.</summary>
internal static class PromotionExplanationText
{
    private const int Indent = 2;

    public static string Write(PromotionExplanation explanation, Style style, DateTimeOffset now)
    {
        var standing = explanation.Standing;
        var text = new StringBuilder(StandingText.Text([standing], style, now));
        if (standing.Promoted is { } promoted)
        {
            Decision(text, explanation, promoted, style);
            Deployments(text, explanation, promoted, style);
            Policy(text, explanation, promoted, style);
        }

        Reasons(text, standing, style);
        return text.ToString();
    }

    private static void Decision(
        StringBuilder text,
        PromotionExplanation explanation,
        PromotionRecord.Promoted promoted,
        Style style
    )
    {
        var record = $"the record {promoted.Head.Id} of {Moment.Text(promoted.Head.At)}";
        if (promoted.IsBack)
        {
            Line(text, $"\nA rollback asks no gate, as the set ran there before: {record}.", style);
            return;
        }

        if (promoted.Gates.IsEmpty)
        {
            Line(
                text,
                $"\nIts gates were open, or their causes accepted. What each of them said was not recorded: {record}.",
                style
            );
        }
        else
        {
            Line(text, $"\nWhat its gates said when it was decided, in {record}:", style);
            var table = new Table("GATE", "STATE", "WHY");
            foreach (var gate in promoted.Gates)
            {
                var isAccepted = promoted.Accepted.Any(cause => cause.Gate == gate.Gate);
                table.Add(
                    new Cell(gate.Gate, Tone.Strong),
                    gate.State == "open" ? new Cell(gate.State, Tone.Good)
                        : isAccepted ? new Cell($"{gate.State}, accepted", Tone.Warning)
                        : new Cell($"{gate.State}, informing", Tone.Quiet),
                    gate.Says
                );
            }

            text.Append(table.Write(style, Indent));
        }

        foreach (var approval in explanation.Approvals)
        {
            Line(text, $"Approved by {By(approval)}.", style);
        }

        foreach (var accepted in explanation.Overrides)
        {
            var causes = Prose.List([.. accepted.Causes.Select(cause => $"{cause.Gate}/{cause.About}")]);
            Line(
                text,
                $"Accepted until {Moment.Text(accepted.Until)} by {By(accepted)}: {causes}.",
                style,
                Tone.Warning
            );
        }

        if (!promoted.PassedOver.IsEmpty)
        {
            Line(text, $"Passed over: {Prose.List([.. promoted.PassedOver.Select(set => set.Name)])}.", style);
        }
    }

    private static void Deployments(
        StringBuilder text,
        PromotionExplanation explanation,
        PromotionRecord.Promoted promoted,
        Style style
    )
    {
        if (explanation.Runs is not { } runs)
        {
            return;
        }

        if (runs.Count == 0)
        {
            Line(
                text,
                explanation.Standing.State == DesiredState.Runs
                    ? $"\nNothing was deployed since: {promoted.Set.Name} was there already."
                    : "\nNothing was deployed since.",
                style
            );
            return;
        }

        text.Append("\nDeployed since:\n");
        var table = new Table("WHEN", new Column("WHO", Rank: 1), "RUN", "WHAT");
        foreach (var run in runs)
        {
            table.Add(Moment.Text(run.At), run.Who, run.Run, Prose.List(run.Components));
        }

        text.Append(table.Write(style, Indent));
    }

    private static void Policy(
        StringBuilder text,
        PromotionExplanation explanation,
        PromotionRecord.Promoted promoted,
        Style style
    )
    {
        if (!explanation.PolicyDiffers)
        {
            return;
        }

        Line(
            text,
            promoted.Policy.Length == 0
                ? "\nIt was promoted without a policy. Today's is in environments/promotion.yaml."
                : "\nIts policy was another one than today's, which is in environments/promotion.yaml. It was:",
            style,
            Tone.Warning
        );
        foreach (var line in promoted.Policy.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            text.Append(' ', Indent).Append(line).Append('\n');
        }
    }

    private static void Reasons(StringBuilder text, EnvironmentStanding standing, Style style)
    {
        if (standing.Next is not [{ Gates: { IsEmpty: false } gates } next, ..])
        {
            return;
        }

        var causes = gates.SelectMany(gate => gate.Causes).DistinctBy(cause => cause.Because).ToArray();
        var prose = string.Concat(
            causes.Select((cause, at) => $"{(at == 0 ? "Because" : "and because")} {cause.Because},\n")
        );
        string[] unasked = [.. gates.Where(gate => gate.NeedsAsking).Select(gate => gate.Name)];
        var asks =
            unasked.Length == 0
                ? ""
                : $"What {Prose.List(unasked)} {(unasked.Length == 1 ? "asks" : "ask")} outside was not asked here; Gates asks it.\n";
        var lifts = causes.Select(cause => cause.Lift).Distinct(StringComparer.Ordinal);
        text.Append('\n')
            .Append(
                GatesReport.Wrapped(
                    (causes.Length == 0 ? "" : $"{prose}{next.Set.Name} is not promoted to {standing.Environment}.\n")
                        + asks
                        + string.Concat(lifts.Select(lift => $"  - {char.ToUpperInvariant(lift[0])}{lift[1..]}\n")),
                    style
                )
            );
    }

    private static string By(PromotionRecord record) =>
        $"{record.Head.Who} at {Moment.Text(record.Head.At)}"
        + (record.Head.Reason is { } reason ? $" ({reason})" : "");

    private static void Line(StringBuilder text, string sentence, Style style, Tone tone = Tone.Normal)
    {
        foreach (var line in style.Fit(sentence).Split('\n'))
        {
            text.Append(style.Show(line, tone)).Append('\n');
        }
    }
}
