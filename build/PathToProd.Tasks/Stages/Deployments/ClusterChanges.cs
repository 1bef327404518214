using System.Collections.Immutable;
using PathToProd.Decisions.Plans;
using PathToProd.Facts.Plans;
using PathToProd.Model.Kubernetes;

namespace PathToProd.Tasks.Stages.Deployments;

/// <summary>
/// What applying documents to a cluster would change: the server says what it would make of them, all its webhooks included, and only pretends.
/// Of a kind that it does not serve yet it says nothing, so what becomes of such a resource is not known.
/// </summary>
internal static class ClusterChanges
{
    public static DeploymentPreview Of(
        ComponentContext context,
        Cluster cluster,
        IReadOnlyCollection<KubernetesDocument> documents
    )
    {
        var read = new ResourceChanges(context.Component.Generated, context.Work.Services.Redactor.IsIn);
        var changes = ImmutableArray.CreateBuilder<PlannedChange>();
        var missing = cluster.Missing(documents);
        foreach (var document in missing)
        {
            changes.Add(read.Of(Called(document), before: null, document.Json)!);
        }

        var there = documents.Except(missing).ToArray();
        var byId = there.ToLookup(document => (document.Group, document.Kind, document.Name));
        foreach (var (now, applied) in cluster.Preview(there))
        {
            var document = byId[ClusterResources.Id(applied)]
                .OrderByDescending(one => (one.Namespace ?? context.Component.Namespace) == applied.Namespace)
                .First();
            if (read.Of(Called(document), now?.Json.AsObject(), applied.Json.AsObject()) is { } change)
            {
                changes.Add(change);
            }
        }

        return new DeploymentPreview("")
        {
            Changes = changes.ToImmutable(),
            Unknown = [.. NotServed(cluster, missing)],
        };
    }

    /// <summary>What people call it, with the group of a kind that is not Kubernetes' own.</summary>
    public static string Called(KubernetesDocument document)
    {
        var kind = document.Group.Contains('.') ? $"{document.Kind}.{document.Group}" : document.Kind;
        return document.Namespace is null ? $"{kind} {document.Name}" : $"{kind} {document.Namespace}/{document.Name}";
    }

    private static IEnumerable<PlanUnknown> NotServed(Cluster cluster, IEnumerable<KubernetesDocument> missing)
    {
        foreach (var group in missing.Where(one => one.Group.Contains('.')).GroupBy(one => one.Group))
        {
            var served = cluster.KindsOf(group.Key);
            foreach (var document in group.Where(document => !served.Contains(document.Kind)))
            {
                var kind = $"{document.Kind}.{document.Group}";
                yield return new PlanUnknown(
                    Called(document),
                    UnknownCause.Definition,
                    kind,
                    $"the cluster does not serve {kind} yet, and cannot say what it would make of it"
                );
            }
        }
    }
}
