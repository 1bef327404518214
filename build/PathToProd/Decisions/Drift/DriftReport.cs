using System.Text;
using PathToProd.Facts.Drift;
using PathToProd.Formats.Json;
using PathToProd.Text;
using PathToProd.Text.Tables;

namespace PathToProd.Decisions.Drift;

/// <summary>What is not as it was deployed.</summary>
public static class DriftReport
{
    private const int Indent = 2;

    /// <summary>A sentence, a table with a line for each component, and what differs.</summary>
    /// <param name="drift">What was found.</param>
    /// <param name="style">How tones are shown.</param>
    public static string Text(EnvironmentDrift drift, Style style)
    {
        var text = new StringBuilder(style.Fit(Headline(drift))).Append('\n');
        if (!drift.Components.IsEmpty)
        {
            text.Append('\n').Append(Table(drift, style));
        }

        foreach (var component in drift.Components)
        {
            Write(text, component, drift.Environment, style);
        }

        WriteRest(text, drift, style);
        return text.ToString();
    }

    /// <summary>The same as Markdown, for a job's summary or an issue.</summary>
    public static string Markdown(EnvironmentDrift drift)
    {
        var text = new StringBuilder($"## Drift of {MarkdownTable.Escape(drift.Environment)}\n\n");
        text.Append(MarkdownTable.Escape(Headline(drift))).Append('\n');
        if (!drift.Components.IsEmpty)
        {
            var table = new MarkdownTable("Component", "Version", "Drift");
            foreach (var component in drift.Components)
            {
                table.Add(
                    MarkdownTable.Escape(component.Component),
                    MarkdownTable.Escape(Version(component)),
                    component.Verdict.Word()
                );
            }

            text.Append('\n').Append(table);
        }

        foreach (var component in drift.Components.Where(HasMore))
        {
            text.Append($"\n### {MarkdownTable.Escape(component.Component)}\n\n");
            foreach (var line in Lines(component, drift.Environment))
            {
                text.Append($"- {MarkdownTable.Escape(line.Replace('\n', ' '))}\n");
            }
        }

        if (Rest(drift).ToArray() is { Length: > 0 } rest)
        {
            text.Append("\n### Not in the ledger\n\n");
            foreach (var line in rest)
            {
                text.Append($"- {MarkdownTable.Escape(line.Replace('\n', ' '))}\n");
            }
        }

        return text.ToString();
    }

    /// <summary>The same for programs.</summary>
    public static string Json(EnvironmentDrift drift) =>
        JsonReport.Write(DriftDocument.Of(drift), DriftJson.Default.DriftDocument);

    private static string Headline(EnvironmentDrift drift)
    {
        var (drifted, unknown, none) = (
            drift.Count(DriftVerdict.Drifted),
            drift.Count(DriftVerdict.Unknown),
            drift.Count(DriftVerdict.None)
        );
        string?[] parts =
        [
            drifted == 0 ? null : $"{Prose.Count(drifted, "component")} drifted",
            unknown == 0 ? null : $"of {Prose.Count(unknown, "component")} it is not known",
            none == 0 ? null : $"{Prose.Count(none, "component")} {(none == 1 ? "is" : "are")} as deployed",
            drift.NotDeployed.Length switch
            {
                0 => null,
                1 => "1 thing there is not in the ledger",
                var count => $"{count} things there are not in the ledger",
            },
            drift.NotDeployedUnknown is null ? null : "what else is there is not known",
        ];
        string[] said = [.. parts.OfType<string>()];
        return said.Length == 0
            ? $"{drift.Environment}: nothing is deployed there."
            : $"{drift.Environment}: {string.Join("; ", said)}.";
    }

    private static string Table(EnvironmentDrift drift, Style style)
    {
        var table = new Table("COMPONENT", "VERSION", new Column("DEPLOYED", Rank: 1), "DRIFT");
        foreach (var component in drift.Components)
        {
            table.Add(
                new Cell(component.Component, Tone.Strong),
                Version(component),
                component.Deployment is { } there ? Moment.Age(there.At, drift.At) : "",
                new Cell(component.Verdict.Word(), component.Verdict.Tone())
            );
        }

        return table.Write(style);
    }

    private static void Write(StringBuilder text, ComponentDrift component, string environment, Style style)
    {
        if (!HasMore(component))
        {
            return;
        }

        text.Append('\n').Append(style.Show(Title(component), Tone.Strong)).Append(":\n");
        Append(text, Lines(component, environment), style);
    }

    private static void WriteRest(StringBuilder text, EnvironmentDrift drift, Style style)
    {
        if (Rest(drift).ToArray() is { Length: > 0 } rest)
        {
            text.Append('\n').Append(style.Show("Not in the ledger", Tone.Strong)).Append(":\n");
            Append(text, rest, style);
        }
    }

    private static void Append(StringBuilder text, IEnumerable<string> lines, Style style)
    {
        foreach (var line in lines)
        {
            foreach (var part in (style with { Width = style.Width - Indent }).Fit(line).Split('\n'))
            {
                text.Append(' ', Indent).Append(part).Append('\n');
            }
        }
    }

    private static bool HasMore(ComponentDrift component) =>
        component.Because is not null || !component.Findings.IsEmpty || !component.Owned.IsEmpty;

    private static string Title(ComponentDrift component) =>
        Version(component) is { Length: > 0 } version ? $"{component.Component} {version}" : component.Component;

    private static string Version(ComponentDrift component) => component.Deployment?.Version.ToString() ?? "";

    private static IEnumerable<string> Lines(ComponentDrift component, string environment) =>
        [
            .. component.Because is { } because ? (string[])[DriftWriter.WriteUnknown(because)] : [],
            .. component.Findings.Select(DriftWriter.Write),
            .. component.Owned.Select(DriftWriter.WriteOwned),
            .. Restore(component, environment) is { } command ? (string[])[$"to restore it: {command}"] : [],
        ];

    /// <summary>What brings back what was deployed; null when nothing of that is missing.</summary>
    private static string? Restore(ComponentDrift component, string environment) =>
        component.Deployment is not { } there
        || component.Findings.All(finding => finding.Kind == DriftKind.NotDeployed)
            ? null
        : component.State.Unit?.Started is { } unit
            ? $"{CommandLine.Of("Deploy", [unit.Unit], environment)}{(unit.Set is { } set ? $" --set={set}" : "")} --force"
        : $"{CommandLine.Of("Deploy", [component.Component], environment)} --version={there.Version} --force";

    private static IEnumerable<string> Rest(EnvironmentDrift drift) =>
        [
            .. drift.NotDeployed.Select(finding => finding.Note is { } note ? $"{finding.What}: {note}" : finding.What),
            .. drift.NotDeployedUnknown is { } because
                ? (string[])[$"what else is there is not known, because {because}"]
                : [],
        ];
}
