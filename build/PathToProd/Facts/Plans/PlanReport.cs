using PathToProd.Text;
using PathToProd.Text.Tables;

namespace PathToProd.Facts.Plans;

/// <summary>What a plan comes to, for people.</summary>
internal static class PlanReport
{
    /// <summary>All of it in one line.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="file">Where it was saved; null when it was not.</param>
    public static string Line(EnvironmentPlan plan, string? file)
    {
        var changes = plan.Components.Sum(part => part.Changes.Length);
        var changed = plan.Components.Count(part => part.Changes.Length > 0);
        var unknown = plan.Components.Count(part => !part.Unknown.IsEmpty);
        var what =
            changes > 0 ? $"{Prose.Count(changes, "change")} in {Prose.Count(changed, "component")}"
            : unknown > 0 ? "no change that is known"
            : "nothing would change";
        var not = unknown == 0 ? "" : $"; of {Prose.Count(unknown, "component")} something is not known";
        return file is null ? what + not : $"{what}{not}; saved in {file} as {plan.Digest.ShortText}";
    }

    /// <summary>The same as a page, in pieces of which each can be left out: a list for each component.</summary>
    public static IEnumerable<string> Pages(EnvironmentPlan plan) => plan.Components.Select(Page);

    private static string Page(ComponentPlan part)
    {
        var lines = Lines(part).Select(line => $"- {MarkdownTable.Escape(line.ReplaceLineEndings(" "))}\n");
        return $"### {MarkdownTable.Escape($"{part.Component} {part.Version}")} would become\n\n{string.Concat(lines)}\n";
    }

    private static IEnumerable<string> Lines(ComponentPlan part) =>
        part.IsEmpty
            ? ["nothing would change"]
            :
            [
                .. part.Changes.Select(change => $"{PlanWords.Of(change.Action)} {change.What}{Fields(change)}"),
                .. part.Outputs.Select(output => $"{PlanWords.Of(output.Action)} output {output.Name}"),
                .. part.Unknown.Select(one => $"not known{(one.IsAll ? "" : $": {one.What}")}, because {one.Because}"),
            ];

    private static string Fields(PlannedChange change)
    {
        string[] paths =
        [
            .. change.Fields.Keys.Concat(change.Unknown).Concat(change.Secret).Order(StringComparer.Ordinal),
        ];
        return change.Action != PlannedAction.Update || paths.Length == 0 ? "" : $": {string.Join(", ", paths)}";
    }
}
