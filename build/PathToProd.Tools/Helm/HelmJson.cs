using System.Text.Json.Nodes;
using PathToProd.Tools.Calls;

namespace Cake.Helm;

/// <summary>Reads what Helm prints as JSON; null means that a node is not what it should be.</summary>
internal static class HelmJson
{
    public static HelmReleaseDetails? Details(JsonNode node) =>
        node.Text("name") is { } name && node["info"] is { } info
            ? new HelmReleaseDetails(
                name,
                node.Text("namespace") ?? "",
                node.Number("version"),
                Status(info.Text("status")),
                info.Text("description") ?? "",
                info.Time("first_deployed"),
                info.Time("last_deployed"),
                info.Text("notes") ?? ""
            )
            : null;

    public static IReadOnlyList<HelmRelease>? Releases(JsonNode node) => All(node, Release);

    public static IReadOnlyList<HelmRevision>? Revisions(JsonNode node) => All(node, Revision);

    private static HelmRelease? Release(JsonNode? node) =>
        node.Text("name") is { } name
            ? new HelmRelease(
                name,
                node.Text("namespace") ?? "",
                node.Number("revision"),
                node.Time("updated"),
                Status(node.Text("status")),
                node.Text("chart") ?? "",
                node.Text("app_version") ?? ""
            )
            : null;

    private static HelmRevision? Revision(JsonNode? node) =>
        node.Number("revision") is > 0 and var number
            ? new HelmRevision(
                number,
                node.Time("updated"),
                Status(node.Text("status")),
                node.Text("chart") ?? "",
                node.Text("app_version") ?? "",
                node.Text("description") ?? ""
            )
            : null;

    private static List<T>? All<T>(JsonNode node, Func<JsonNode?, T?> read)
        where T : class
    {
        var values = new List<T>();
        foreach (var item in node.AsArray())
        {
            if (read(item) is not { } value)
            {
                return null;
            }

            values.Add(value);
        }

        return values;
    }

    private static HelmReleaseStatus Status(string? text) =>
        text switch
        {
            "deployed" => HelmReleaseStatus.Deployed,
            "uninstalled" => HelmReleaseStatus.Uninstalled,
            "superseded" => HelmReleaseStatus.Superseded,
            "failed" => HelmReleaseStatus.Failed,
            "uninstalling" => HelmReleaseStatus.Uninstalling,
            "pending-install" => HelmReleaseStatus.PendingInstall,
            "pending-upgrade" => HelmReleaseStatus.PendingUpgrade,
            "pending-rollback" => HelmReleaseStatus.PendingRollback,
            _ => HelmReleaseStatus.Unknown,
        };
}
