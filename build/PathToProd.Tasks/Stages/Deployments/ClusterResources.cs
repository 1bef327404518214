using Cake.Kubectl;
using PathToProd.Model.Kubernetes;
using PathToProd.Text;

namespace PathToProd.Tasks.Stages.Deployments;

/// <summary>Looks which resources are in a cluster: each in its namespace, and by the group of its API.</summary>
/// <param name="context">The component.</param>
/// <param name="cluster">Its cluster.</param>
internal sealed class ClusterResources(ComponentContext context, Cluster cluster)
{
    /// <summary>The documents whose resources are not in the cluster.</summary>
    public IReadOnlyList<KubernetesDocument> Missing(IReadOnlyCollection<KubernetesDocument> documents)
    {
        // In one go kubectl would not even look: it needs to know all kinds, and some may come with a missing definition.
        var missing = MissingOfKnownKinds([.. documents.Where(document => document.IsCustomResourceDefinition)]);
        var unknown = missing.Select(DefinedKind).ToHashSet();
        return
        [
            .. missing,
            .. documents.Where(document => unknown.Contains((document.Group, document.Kind))),
            .. MissingOfKnownKinds([
                .. documents.Where(document =>
                    !document.IsCustomResourceDefinition && !unknown.Contains((document.Group, document.Kind))
                ),
            ]),
        ];
    }

    /// <summary>The resources of documents of one namespace that are there.</summary>
    public IReadOnlyList<KubernetesObject> There(
        string @namespace,
        IReadOnlyCollection<KubernetesDocument> documents,
        bool withOwners = false
    )
    {
        if (documents.Count == 0)
        {
            return [];
        }

        var settings = new KubectlGetSettings
        {
            Namespace = @namespace,
            Input = Cluster.Text(documents),
            IgnoreNotFound = true,
            ShowManagedFields = withOwners ? true : null,
        };
        return context.KubectlGet(cluster.Request(settings));
    }

    /// <summary>What a resource is called within its namespace.</summary>
    public static (string Group, string Kind, string Name) Id(KubernetesObject found) =>
        (found.ApiVersion.Contains('/') ? found.ApiVersion.Split('/')[0] : "", found.Kind, found.Name);

    private List<KubernetesDocument> MissingOfKnownKinds(IReadOnlyCollection<KubernetesDocument> documents)
    {
        var missing = new List<KubernetesDocument>();
        foreach (var (@namespace, batch) in cluster.ByNamespace(documents))
        {
            var there = ThereOfServedKinds(@namespace, batch);
            var found = there.Select(Id).ToHashSet();
            missing.AddRange(batch.Where(document => !found.Contains((document.Group, document.Kind, document.Name))));
        }

        return missing;
    }

    private IReadOnlyList<KubernetesObject> ThereOfServedKinds(
        string @namespace,
        IReadOnlyList<KubernetesDocument> documents
    )
    {
        try
        {
            return There(@namespace, documents);
        }
        catch (PlatformException exception)
            when (exception.Message.Contains("no matches for kind", StringComparison.Ordinal))
        {
            // What lost its definition is gone with it. A kind that is served in another version may still be there.
            var served = Served(documents);
            if (served.Count == documents.Count)
            {
                throw;
            }

            return There(@namespace, served);
        }
    }

    /// <summary>The documents whose kinds the API server serves, in any version.</summary>
    private IReadOnlyList<KubernetesDocument> Served(IEnumerable<KubernetesDocument> documents)
    {
        var kinds = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        return
        [
            .. documents.Where(document => document.Group.Length == 0 || KindsOf(document).Contains(document.Kind)),
        ];

        IReadOnlyList<string> KindsOf(KubernetesDocument document) =>
            kinds.TryGetValue(document.Group, out var served)
                ? served
                : kinds[document.Group] = cluster.KindsOf(document.Group);
    }

    private static (string Group, string Kind) DefinedKind(KubernetesDocument definition)
    {
        var spec = definition.Json["spec"];
        return (spec?["group"]?.ToString() ?? "", spec?["names"]?["kind"]?.ToString() ?? "");
    }
}
