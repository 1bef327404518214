using System.Collections.Immutable;
using PathToProd.Formats.Json;
using PathToProd.Text;
using PathToProd.Text.Tables;

namespace PathToProd.Decisions.Affected;

/// <summary>What a change touches, for people and for CI.</summary>
public static class AffectedReport
{
    private const int ReasonsShown = 4;
    private const int CommitShown = 12;

    /// <summary>A line for each reason of each component, and below it what is no longer there.</summary>
    /// <param name="affected">What is affected.</param>
    /// <param name="since">What it is compared with, as the user said it.</param>
    /// <param name="commit">The commit that this is.</param>
    /// <param name="style">How tones are shown.</param>
    /// <param name="verbose">Shows every reason, and how many files affect nothing.</param>
    public static string Text(AffectedComponents affected, string since, string commit, Style style, bool verbose)
    {
        var paragraphs = new List<string>
        {
            affected.Components.IsEmpty
                ? $"{NothingIsAffected(affected, since, commit)}\n"
                : $"{Headline(affected, since, commit)}\n",
        };
        if (!affected.Components.IsEmpty)
        {
            paragraphs.Add(Components(affected.Components, style, verbose));
        }

        if (!affected.Deleted.IsEmpty)
        {
            paragraphs.Add($"Deleted: {Prose.List(affected.Deleted)}. Destroy what is still deployed.\n");
        }

        if (!affected.DeletedEnvironments.IsEmpty)
        {
            paragraphs.Add($"Deleted environments: {Prose.List(affected.DeletedEnvironments)}.\n");
        }

        if (verbose && affected.IdleFiles > 0 && !affected.Components.IsEmpty)
        {
            paragraphs.Add(
                $"{affected.IdleFiles} of {Prose.Count(affected.Files, "file")} {(affected.IdleFiles == 1 ? "affects" : "affect")} nothing.\n"
            );
        }

        return string.Join('\n', paragraphs);
    }

    /// <summary>The sentence for a change that touches no component.</summary>
    public static string NothingIsAffected(AffectedComponents affected, string since, string commit) =>
        affected.Files == 0
            ? $"Nothing is affected: no file differs from {Name(since, commit)}."
            : $"Nothing is affected: {Prose.Count(affected.Files, "file")} changed since {Name(since, commit)}, and no component uses {(affected.Files == 1 ? "it" : "any of them")}.";

    /// <summary>A line for each component: its name, and the environments in which that makes a difference.</summary>
    public static string Csv(AffectedComponents affected)
    {
        var csv = new Csv("component", "environments");
        foreach (var component in affected.Components)
        {
            csv.Add(component.Name, string.Join(' ', component.Environments));
        }

        return csv.ToString();
    }

    /// <summary>The same for a CI matrix: <c>components</c> are names, <c>include</c> has an entry for each component and environment.</summary>
    public static string Json(AffectedComponents affected, string since, string commit) =>
        JsonReport.Write(AffectedDocument.Of(affected, since, commit), AffectedJson.Default.AffectedDocument);

    private static string Headline(AffectedComponents affected, string since, string commit)
    {
        var files = $"{Prose.Count(affected.Files, "file")} changed since {Name(since, commit)}";
        return affected.Everything.IsEmpty
            ? $"{files}: {Prose.Count(affected.Components.Length, "component")} {(affected.Components.Length == 1 ? "is" : "are")} affected."
            : $"{files}: everything is affected, because {Prose.List([.. affected.Everything.Select(reason => reason.Text)])}.";
    }

    private static string Name(string since, string commit) =>
        commit.StartsWith(since, StringComparison.OrdinalIgnoreCase) ? Short(commit) : $"{since} ({Short(commit)})";

    private static string Short(string commit) => commit.Length > CommitShown ? commit[..CommitShown] : commit;

    private static string Components(ImmutableArray<AffectedComponent> components, Style style, bool verbose)
    {
        var table = components.All(component => component.Reasons.IsEmpty)
            ? new Table("COMPONENT", "ENVIRONMENTS")
            : new Table("COMPONENT", "ENVIRONMENTS", "WHY");
        foreach (var component in components)
        {
            var reasons = Reasons(component.Reasons, verbose).ToArray();
            var name = new Cell(component.Name, component.Distance == 0 ? Tone.Strong : Tone.Normal);
            table.Add(name, string.Join(", ", component.Environments), reasons.FirstOrDefault() ?? "");
            foreach (var reason in reasons.Skip(1))
            {
                table.Add("", "", reason);
            }
        }

        return table.Write(style);
    }

    private static IEnumerable<string> Reasons(ImmutableArray<AffectedReason> reasons, bool verbose)
    {
        // One more line would be as long as saying that there is one more.
        var shown = verbose || reasons.Length <= ReasonsShown + 1 ? reasons.Length : ReasonsShown;
        var texts = reasons.Take(shown).Select(reason => Printable.Line(reason.Text));
        return shown == reasons.Length
            ? texts
            : texts.Append($"and {Prose.Count(reasons.Length - shown, "more reason")}; --verbosity=verbose shows all");
    }
}
