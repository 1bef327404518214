using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PathToProd.Versions;

namespace PathToProd.Model.Charts;

/// <summary>A chart that another one depends on, as <c>Chart.yaml</c>, <c>requirements.yaml</c> or a lock says it.</summary>
/// <param name="Name">The other chart's name, whatever the alias by which it is used.</param>
/// <param name="Version">The range of its versions, or in a lock the version; empty when nothing is said.</param>
public sealed record ChartDependency(string Name, string Version)
{
    /// <summary>What a file says under <c>dependencies</c>; nothing when there is no such file.</summary>
    public static ImmutableArray<ChartDependency> Of(JsonObject? file) =>
        [
            .. (file?["dependencies"] as JsonArray ?? [])
                .OfType<JsonObject>()
                .Select(one => new ChartDependency(Text(one["name"]), Text(one["version"]))),
        ];

    /// <summary>
    /// Whether a version is in the range. What this program cannot read, Helm may: then it is no reason to refuse the chart.
    /// </summary>
    public bool Allows(string version) =>
        Version.Length == 0
        || !ChartVersion.TryParse(version, out var found)
        || (
            ChartVersion.TryParse(Version, out var exact)
                ? found.CompareTo(exact) == 0 || IsPartial(Version) && Is(found)
                : !VersionRange.TryParse(Version, out _, out _) || Is(found)
        );

    private static bool IsPartial(string version) => version.Count(c => c == '.') < 2;

    private bool Is(SemVersion found) => !VersionRange.TryParse(Version, out var range, out _) || range.Contains(found);

    private static string Text(JsonNode? node) => node is JsonValue value ? value.ToString() : "";
}
