using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PathToProd.Decisions.Plans;
using PathToProd.Facts.Plans;
using PathToProd.Model.Kubernetes;
using PathToProd.Text;

namespace PathToProd.Tasks.Stages.Deployments;

/// <summary>
/// What deploying a Helm release would change: what the server would make of what is rendered now, what left the chart since the release that
/// Helm keeps, and hooks.
/// </summary>
internal static class ReleaseChanges
{
    /// <summary>Finds it. Its text has only what the release itself does not show.</summary>
    /// <param name="context">The component.</param>
    /// <param name="cluster">Its cluster.</param>
    /// <param name="definitions">What stands in the folder <c>crds</c>.</param>
    /// <param name="before">What Helm keeps of the release.</param>
    /// <param name="after">What is rendered now.</param>
    /// <param name="isForeseen">Whether it was rendered without asking the cluster, as that does not serve all definitions yet.</param>
    public static DeploymentPreview Of(
        ComponentContext context,
        Cluster cluster,
        ImmutableArray<KubernetesDocument> definitions,
        ChartDocuments before,
        ChartDocuments after,
        bool isForeseen
    )
    {
        var read = new ResourceChanges(context.Component.Generated, context.Work.Services.Redactor.IsIn);
        var server = ClusterChanges.Of(context, cluster, [.. definitions, .. after.Release]);
        var changes = new Dictionary<string, PlannedChange>(StringComparer.Ordinal);
        foreach (var change in server.Changes)
        {
            changes[change.What] = change;
        }

        var ofRelease = after.Release.Select(ClusterChanges.Called).ToHashSet(StringComparer.Ordinal);
        foreach (var kept in read.Of(ByName(before.Release, ""), ByName(after.Release, "")))
        {
            ofRelease.Remove(kept.What);
            changes[kept.What] = changes.TryGetValue(kept.What, out var change) ? Both(kept, change) : kept;
        }

        var live = server.Changes.Where(change => ofRelease.Contains(change.What));
        return server with
        {
            Text = string.Concat(live.Select(Line)),
            Changes =
            [
                .. changes.Values.OrderBy(change => change.What, StringComparer.Ordinal),
                .. read.Of(ByName(before.Hooks, "hook "), ByName(after.Hooks, "hook ")),
            ],
            Unknown = isForeseen
                ? server.Unknown.Add(
                    new PlanUnknown(
                        "what the chart looks up",
                        UnknownCause.Definition,
                        context.Component.Name,
                        $"{context.EnvironmentManifest.Name} does not serve all definitions of the chart yet, so the chart could not ask it"
                    )
                )
                : server.Unknown,
        };
    }

    /// <summary>What was changed or removed since Helm deployed it, so that the release itself does not differ.</summary>
    private static string Line(PlannedChange change) =>
        change.Action == PlannedAction.Create
            ? $"+ {change.What}, which is gone since it was deployed\n"
            : $"~ {change.What}, as it was changed since it was deployed: {Prose.List([.. change.Fields.Keys.Concat(change.Secret)])}\n";

    /// <summary>What the server says counts; what left the chart it cannot know.</summary>
    private static PlannedChange Both(PlannedChange kept, PlannedChange server) =>
        server.Action == PlannedAction.Create
            ? server
            : server with
            {
                Fields = kept.Fields.SetItems(server.Fields),
                Unknown = [.. kept.Unknown.Union(server.Unknown, StringComparer.Ordinal)],
                Secret = [.. kept.Secret.Union(server.Secret, StringComparer.Ordinal)],
            };

    private static Dictionary<string, JsonObject> ByName(IEnumerable<KubernetesDocument> documents, string mark)
    {
        var byName = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var document in documents)
        {
            byName[mark + ClusterChanges.Called(document)] = document.Json;
        }

        return byName;
    }
}
