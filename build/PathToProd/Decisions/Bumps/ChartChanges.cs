using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PathToProd.Formats.Yaml;
using PathToProd.Model.Charts;
using PathToProd.Versions;

namespace PathToProd.Decisions.Bumps;

/// <summary>What the makers of a chart say that changed.</summary>
/// <param name="Source">Where they say it; empty when they say nothing.</param>
/// <param name="Lines">What they say.</param>
public sealed partial record ChartChanges(string Source, ImmutableArray<string> Lines)
{
    private const string Annotation = "artifacthub.io/changes";

    /// <summary>
    /// From the package's <c>CHANGELOG.md</c>: what stands below headings of versions after the old one, up to the new one; else
    /// from the annotation of its <c>Chart.yaml</c>, which is about the new version alone.
    /// </summary>
    /// <param name="chart">The text of the new <c>Chart.yaml</c>.</param>
    /// <param name="changelog">The text of the new <c>CHANGELOG.md</c>; null if none.</param>
    /// <param name="from">The old version.</param>
    /// <param name="to">The new version.</param>
    public static ChartChanges Of(string chart, string? changelog, string from, string to)
    {
        if (IsOlder(from, to))
        {
            return None;
        }

        var sections = Sections(changelog ?? "", from, to);
        if (!sections.IsEmpty)
        {
            return new ChartChanges("CHANGELOG.md", sections);
        }

        var annotation = (YamlJson.Read(chart, "Chart.yaml", [])?["annotations"] as JsonObject)?[
            Annotation
        ]?.ToString();
        var changes = annotation is null ? [] : Annotated(annotation);
        return new ChartChanges(changes.IsEmpty ? "" : $"{Annotation} in Chart.yaml", changes);
    }

    /// <summary>Nothing is said.</summary>
    public static readonly ChartChanges None = new("", []);

    /// <summary>Whether one goes back to a version: what its makers say then is not what changes.</summary>
    public static bool IsOlder(string from, string to) =>
        ChartVersion.TryParse(from, out var old) && ChartVersion.TryParse(to, out var now) && now < old;

    private static ImmutableArray<string> Annotated(string annotation) =>
        YamlJson.Read($"changes:\n{annotation}", "Chart.yaml", [])?["changes"] is JsonArray changes
            ? [.. changes.Select(Change).OfType<string>()]
            : [];

    private static string? Change(JsonNode? change) =>
        change is JsonObject map
            ? map["kind"] is { } kind
                ? $"{kind}: {map["description"]}"
                : map["description"]?.ToString()
            : change?.ToString();

    private static ImmutableArray<string> Sections(string changelog, string from, string to)
    {
        if (!ChartVersion.TryParse(from, out var old) || !ChartVersion.TryParse(to, out var now))
        {
            return [];
        }

        var lines = ImmutableArray.CreateBuilder<string>();
        var isMeant = false;
        foreach (var line in changelog.ReplaceLineEndings("\n").Split('\n'))
        {
            if (Heading().Match(line) is { Success: true } heading)
            {
                isMeant =
                    ChartVersion.TryParse(heading.Groups["version"].Value, out var version)
                    && IsBetween(version, old, now);
            }
            else if (line.StartsWith("## ", StringComparison.Ordinal) || LinkReference().IsMatch(line))
            {
                isMeant &= !line.StartsWith("## ", StringComparison.Ordinal);
                continue;
            }

            if (isMeant && line.Trim().Length > 0)
            {
                lines.Add(line.TrimEnd());
            }
        }

        return lines.ToImmutable();
    }

    private static bool IsBetween(SemVersion version, SemVersion old, SemVersion now) =>
        version > old && version <= now;

    [GeneratedRegex(@"^#{1,3} +\[?(?<version>v?[0-9]+\.[0-9]+\.[0-9]+[0-9A-Za-z.+-]*)", RegexOptions.CultureInvariant)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^\[[^\]]+\]: ", RegexOptions.CultureInvariant)]
    private static partial Regex LinkReference();
}
