using System.Text;
using PathToProd.Model.Components;
using PathToProd.Text.Tables;

namespace PathToProd.Facts.Runs;

/// <summary>The units' part of a run's summary: one line for each.</summary>
internal static class UnitSummary
{
    public static void Write(StringBuilder text, RunResult result, TargetPhrasing phrasing, Style style)
    {
        foreach (var unit in result.Units)
        {
            var (what, tone) = What(unit, result, phrasing);
            text.Append('\n');
            foreach (var line in style.Fit($"{Name(unit)}: {what}").Split('\n'))
            {
                text.Append(style.Show(line, tone)).Append('\n');
            }
        }
    }

    /// <summary>The same lines without tones.</summary>
    public static IEnumerable<string> Lines(RunResult result, TargetPhrasing phrasing) =>
        result.Units.Select(unit => $"{Name(unit)}: {What(unit, result, phrasing).Text}");

    private static string Name(UnitResult unit) => unit.Set is { } set ? $"{unit.Text}, version set {set}" : unit.Text;

    private static (string Text, Tone Tone) What(UnitResult unit, RunResult result, TargetPhrasing phrasing)
    {
        var verified = result.Target.Stage == Stage.Deploy ? " and verified" : "";
        var why = unit.Reason is { } reason ? $", as {reason}" : "";
        var members = result.Nodes.Where(node => unit.Members.Contains(node.Component)).ToArray();
        return unit.Outcome switch
        {
            NodeOutcome.Done when members.All(member => member.Outcome == NodeOutcome.Unchanged) => (
                $"verified as one{why}.",
                Tone.Good
            ),
            NodeOutcome.Done => ($"{phrasing.Done}{verified} as one{why}.", Tone.Good),
            NodeOutcome.Unchanged => ("unchanged as a whole.", Tone.Good),
            NodeOutcome.NotRun => ($"not begun{why}.", Tone.Warning),
            NodeOutcome.Cancelled => ($"cancelled as a whole: {Ends(members)}.", Tone.Warning),
            NodeOutcome.Refused or NodeOutcome.WrongInput when members.All(member => member.Outcome.IsSuccess()) => (
                $"not verified as one: {unit.Reason}",
                Tone.Bad
            ),
            // What ended a member stands with the member.
            _ when members.Any(member => !member.Outcome.IsSuccess()) => (
                $"failed as a whole: {Ends(members)}.",
                Tone.Bad
            ),
            _ => ($"failed as a whole{why}: {Ends(members)}.", Tone.Bad),
        };
    }

    private static string Ends(NodeResult[] members) =>
        string.Join(", ", members.Select(node => $"{node.Component} {node.Outcome.Verb()}"));
}
