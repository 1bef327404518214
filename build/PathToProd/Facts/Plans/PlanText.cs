using PathToProd.Formats.Json;
using PathToProd.Formats.Values;
using PathToProd.Text;

namespace PathToProd.Facts.Plans;

/// <summary>The text of a plan's file: JSON for people and programs, with the digest of what it says.</summary>
public static class PlanText
{
    private const string Again = "a plan is never edited: make it again, ./build.sh --target=Plan --save=FILE";

    /// <summary>The text.</summary>
    public static string Write(EnvironmentPlan plan) =>
        JsonReport.Write(SavedPlanDocument.Of(plan), PlanJson.Default.SavedPlanDocument);

    /// <summary>Reads the text of a plan. Whatever differs from what was written is a problem.</summary>
    /// <param name="file">The file, as messages name it.</param>
    /// <param name="text">Its text.</param>
    public static PlanReading Read(string file, string text)
    {
        var problems = new List<Problem>();
        text = text.TrimStart('\uFEFF');
        if (JsonTree.Read(file, text, problems) is not { } node)
        {
            return new PlanReading(null, [.. problems]);
        }

        if (OtherFormat(node) is { } other)
        {
            return new PlanReading(null, [other]);
        }

        if (!PlanShape.Shape.TryRead(node, "the plan", problems, out var read) || problems.Count > 0)
        {
            return new PlanReading(null, [.. problems]);
        }

        if (read.Plan.Digest != read.Stated)
        {
            problems.Add(
                new Problem(
                    read.Source["digest"],
                    "the plan was changed after it was made: what it says does not match its digest",
                    Again
                )
            );
        }

        return new PlanReading(problems.Count == 0 ? read.Plan : null, [.. problems]);
    }

    /// <summary>What a plan of another version of this format says otherwise is no problem of its own.</summary>
    private static Problem? OtherFormat(ValueNode node) =>
        node is ValueNode.Map map
        && map.Find("format")?.Value is ValueNode.Scalar { Kind: ScalarKind.Number } format
        && format.Text != $"{SavedPlanDocument.CurrentFormat}"
            ? new Problem(
                format.Where,
                $"the plan has the format {format.Text}, and this program knows {SavedPlanDocument.CurrentFormat}",
                "make it again, or apply it with the program that made it"
            )
            : null;
}
