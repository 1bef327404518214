using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PathToProd.Formats.Yaml;
using PathToProd.Text;

namespace PathToProd.Model.Charts;

/// <summary>A version of a chart that a repository lists.</summary>
/// <param name="Version">As the chart writes it.</param>
/// <param name="Address">Where its package is, relative to the repository or not.</param>
/// <param name="Digest">The digest of the package as the repository says it; null when it does not.</param>
public sealed record IndexedChart(string Version, string Address, Digest? Digest);

/// <summary>What the <c>index.yaml</c> of a repository of charts lists.</summary>
public static class ChartIndex
{
    /// <summary>The versions of a chart, in the order of the index; null when the index does not list the chart.</summary>
    /// <param name="text">The index.</param>
    /// <param name="chart">The chart's name.</param>
    /// <param name="file">What the index is called in problems.</param>
    /// <param name="problems">Gets what is wrong with it.</param>
    public static ImmutableArray<IndexedChart>? Versions(
        string text,
        string chart,
        string file,
        ICollection<Problem> problems
    )
    {
        var entries = YamlJson.Read(Section(text, chart), file, problems)?["entries"] as JsonObject;
        return entries?[chart] is JsonArray versions
            ? [.. versions.OfType<JsonObject>().Select(Read).OfType<IndexedChart>()]
            : null;
    }

    /// <summary>The names of all charts that an index lists.</summary>
    public static IEnumerable<string> Charts(string text) =>
        YamlJson.Read(text, "index.yaml", [])?["entries"] is JsonObject entries
            ? entries.Select(entry => entry.Key)
            : [];

    private static IndexedChart? Read(JsonObject json)
    {
        var version = json["version"]?.ToString();
        var address = (json["urls"] as JsonArray)?.FirstOrDefault()?.ToString();
        var digest = json["digest"]?.ToString();
        if (version is null || address is null || !ChartVersion.TryParse(version, out _))
        {
            return null;
        }

        var isWhole = digest?.Contains(':') == true;
        return new IndexedChart(
            version,
            address,
            Digest.TryParse(isWhole ? digest! : $"sha256:{digest}", out var read) ? read : null
        );
    }

    /// <summary>
    /// The part of an index that is about one chart, as Helm writes indexes: large ones have a hundred thousand lines. All of it
    /// where it is written otherwise.
    /// </summary>
    private static string Section(string text, string chart)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var entries = Array.IndexOf(lines, "entries:");
        var start = Array.IndexOf(lines, $"  {chart}:", Math.Max(entries, 0));
        if (entries < 0 || start < 0)
        {
            return text;
        }

        var end = start + 1;
        while (
            end < lines.Length
            && (
                lines[end].StartsWith("  - ", StringComparison.Ordinal)
                || lines[end].StartsWith("   ", StringComparison.Ordinal)
            )
        )
        {
            end++;
        }

        return $"entries:\n{string.Join('\n', lines[start..end])}\n";
    }
}
