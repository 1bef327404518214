using System.Collections.Immutable;
using System.Text;
using PathToProd.Formats.Json;
using PathToProd.Text;
using PathToProd.Text.Tables;

namespace PathToProd.Facts.VersionSets.Changes;

/// <summary>What differs between two version sets, and what lies between.</summary>
/// <param name="From">The first set.</param>
/// <param name="To">The second set.</param>
/// <param name="Changes">The components that differ, by name.</param>
/// <param name="Same">How many are the same.</param>
public sealed record SetDiffReport(VersionSet From, VersionSet To, ImmutableArray<SetChangeHistory> Changes, int Same)
{
    /// <summary>The values and inputs that differ between two environments; null when sets are compared, which have none.</summary>
    public ImmutableArray<ValueDifference>? Values { get; init; }

    /// <summary>A table of the components that differ, then commits and changelog for each, and the values that differ.</summary>
    public string Text(Style style) => Versions(style) + ValuesText(style);

    /// <summary>The same as Markdown, without the changelogs.</summary>
    public string Markdown()
    {
        var text = new StringBuilder($"## {MarkdownTable.Escape(From.Name)} to {MarkdownTable.Escape(To.Name)}\n\n");
        if (Changes.IsEmpty)
        {
            text.Append($"Both run the same: {Prose.Count(Same, "component")}.\n");
        }
        else
        {
            var table = new MarkdownTable("Component", "Change", "From", "To", "Commits");
            foreach (var change in Changes)
            {
                table.Add(
                    MarkdownTable.Escape(change.Change.Component),
                    MarkdownTable.Escape(change.Change.Kind.ToString().ToLowerInvariant()),
                    MarkdownTable.Escape(change.Change.From?.Version.ToString() ?? ""),
                    MarkdownTable.Escape(change.Change.To?.Version.ToString() ?? ""),
                    MarkdownTable.Escape(
                        change.NoCommits
                            ?? string.Join(
                                "; ",
                                change.Commits.Select(commit => $"{ShortCommit.Text(commit.Id)} {commit.Subject}")
                            )
                    )
                );
            }

            text.Append(table);
        }

        if (Values is not { IsEmpty: false } values)
        {
            return text.ToString();
        }

        var shown = new MarkdownTable(
            "Component",
            "Value",
            MarkdownTable.Escape(From.Name),
            MarkdownTable.Escape(To.Name)
        );
        foreach (var value in values)
        {
            string[] cells = [value.Component, Path(value), value.From ?? "", value.To ?? ""];
            shown.Add([.. cells.Select(MarkdownTable.Escape)]);
        }

        return text.Append('\n').Append(shown).ToString();
    }

    private static string Path(ValueDifference value) =>
        value.Input is { } input ? $"{value.Path} (output {input})" : value.Path;

    private string ValuesText(Style style)
    {
        if (Values is not { } values)
        {
            return "";
        }

        if (values.IsEmpty)
        {
            return "\nTheir values and inputs are the same.\n";
        }

        var table = new Table("COMPONENT", "VALUE", From.Name, To.Name);
        foreach (var value in values)
        {
            table.Add(new Cell(value.Component, Tone.Strong), Path(value), value.From ?? "", value.To ?? "");
        }

        return $"\nValues that differ, as they are written now and with inputs as the ledgers have them:\n{table.Write(style)}";
    }

    private string Versions(Style style)
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
    public string Json() => JsonReport.Write(Document, DiffJson.Default.DiffDocument);

    /// <summary>The same as a part of another report.</summary>
    internal DiffDocument Document =>
        new(
            SetReferencePart.Of(From),
            SetReferencePart.Of(To),
            Same,
            [.. Changes.Select(ChangeHistoryPart.Of)],
            Values is { } values ? [.. values.Select(ValueDifferencePart.Of)] : null
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
