using System.Text;
using PathToProd.Decisions.Compatibility;
using PathToProd.Facts.Runs;
using PathToProd.Formats.Json;
using PathToProd.Text;
using PathToProd.Text.Tables;

namespace PathToProd.Decisions.Rollbacks;

/// <summary>What a rollback is about to do.</summary>
public static class RollbackReport
{
    /// <summary>What comes back, in which order, why, and how well that is known.</summary>
    /// <param name="plan">What was decided.</param>
    /// <param name="style">How tones are shown.</param>
    /// <param name="now">The current time.</param>
    /// <param name="file">The file of the evidence, as people know it.</param>
    public static string Text(RollbackPlan.Ready plan, Style style, DateTimeOffset now, string file)
    {
        var text = new StringBuilder();
        text.Append($"Going back {Where(plan)} {To(plan, now)}:\n");
        var table = new Table();
        foreach (var change in plan.Changes)
        {
            table.Add(
                new Cell(change.Component, Tone.Strong),
                change.From.Version.ToString(),
                "->",
                change.To.Version.ToString(),
                change.IsChange ? change.To.Digest.ShortText : "the same artifact",
                new Cell(After(plan, change), Tone.Quiet)
            );
        }

        text.Append(table.Write(style, indent: 2));
        text.Append($"because {plan.Because}\n");
        foreach (var stays in plan.Stays)
        {
            text.Append($"{stays.Component} {stays.Version} stays: it was not there then\n");
        }

        if (plan.Evidence is { } evidence)
        {
            var path = new TestedPath(evidence.From, evidence.To, evidence.Cell, evidence.Path, file, now);
            text.Append(MatrixPathReport.Sentence(path)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The same for programs, with what became of it.</summary>
    /// <param name="plan">What was decided.</param>
    /// <param name="result">What became of it; null when it was only shown.</param>
    /// <param name="now">The current time.</param>
    /// <param name="file">The file of the evidence.</param>
    public static string Json(RollbackPlan.Ready plan, RunResult? result, DateTimeOffset now, string file) =>
        JsonReport.Write(RollbackDocument.Of(plan, result, now, file), RollbackJson.Default.RollbackDocument);

    private static string Where(RollbackPlan.Ready plan) =>
        plan.Scope.Kind == RollbackKind.Environment
            ? $"in {plan.Environment}"
            : $"with {plan.Scope.Noun} in {plan.Environment}";

    private static string To(RollbackPlan.Ready plan, DateTimeOffset now)
    {
        var set = plan.To.Set is { } name ? $"to {name}, " : "";
        return $"{set}to what run {plan.To.Run} left there {Moment.Age(plan.To.When, now)}";
    }

    private static string After(RollbackPlan.Ready plan, RollbackChange change)
    {
        var turned = plan.Order.Turned.Where(one => one.Required == change.Component).ToArray();
        return turned.Length == 0
            ? ""
            : "after "
                + Prose.List([
                    .. turned.Select(one =>
                        $"{one.Dependent}, whose {one.There.Version} requires {one.Requirement.Range.Text}"
                    ),
                ]);
    }
}
