using System.Collections.Immutable;
using System.Text;
using PathToProd.Facts.VersionSets.Changes;
using PathToProd.Formats.Json;
using PathToProd.Text;
using PathToProd.Text.Tables;

namespace PathToProd.Facts.VersionSets;

/// <summary>What differs between two version sets, and what lies between.</summary>
/// <param name="From">The first set.</param>
/// <param name="To">The second set.</param>
/// <param name="Changes">The components that differ, by name.</param>
/// <param name="Same">How many are the same.</param>
public sealed record SetDiffReport(VersionSet From, VersionSet To, ImmutableArray<SetChangeHistory> Changes, int Same)
{
    /// <summary>A table of the components that differ, and then commits and changelog for each.</summary>
    public string Text(Style style)
    {
        var text = new StringBuilder();
        if (Changes.IsEmpty)
        {
            return text.Append($"{From.Name} and {To.Name} run the same: {Prose.Count(Same, "component")}.\n")
                .ToString();
        }

        var differ = Changes.Length == 1 ? "1 component differs" : $"{Changes.Length} components differ";
        var same = Same == 1 ? "1 is the same" : $"{Same} are the same";
        text.Append($"{From.Name} to {To.Name}: {differ}, {same}.\n\n");
        text.Append(SetChangeText.Table(Changes.Select(change => change.Change), style));
        foreach (var change in Changes)
        {
            Write(text, change, style);
        }

        return text.ToString();
    }

    /// <summary>The same for programs.</summary>
    public string Json() =>
        JsonReport.Write(
            new DiffDocument(
                SetReferencePart.Of(From),
                SetReferencePart.Of(To),
                Same,
                [.. Changes.Select(ChangeHistoryPart.Of)]
            ),
            FactsReports.Default.DiffDocument
        );

    private static void Write(StringBuilder text, SetChangeHistory change, Style style)
    {
        var (component, from, to) = (change.Change.Component, change.Change.From, change.Change.To);
        if (from is null || to is null)
        {
            return;
        }

        var isBack = change.Change.Kind == SetChangeKind.Downgraded;
        var between = from.Version.Equals(to.Version) ? $"{to.Version}, rebuilt" : $"{from.Version} to {to.Version}";
        text.Append('\n').Append(style.Show($"{component} {between}", Tone.Strong));
        text.Append(isBack ? ", which reverts:\n" : ":\n");
        if (change.NoCommits is { } why)
        {
            text.Append($"  Commits are not known: {why}.\n");
        }
        else if (change.Commits.IsEmpty)
        {
            text.Append("  No commit between its two builds touches it.\n");
        }

        foreach (var commit in change.Commits)
        {
            text.Append($"  {ShortCommit.Text(commit.Id)} {commit.Subject}\n");
        }

        if (change.MoreCommits > 0)
        {
            text.Append($"  and {Prose.Count(change.MoreCommits, "older commit")}\n");
        }

        foreach (var section in change.Changelog)
        {
            text.Append($"  Changelog of {section.Version}:\n");
            foreach (var line in section.Lines)
            {
                text.Append(line.Length == 0 ? "\n" : $"    {line}\n");
            }
        }
    }
}
