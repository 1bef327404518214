using Cake.Kubectl;
using PathToProd.Model.Kubernetes;

namespace PathToProd.Tasks.Stages.Deployments;

/// <summary>What applying documents to a cluster would change, for people to read.</summary>
internal static class ClusterDifference
{
    /// <summary>What is new, then what changes; empty when nothing does.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="documents">The documents.</param>
    /// <param name="component">Their component.</param>
    /// <param name="namespace">Where they go when they name no namespace.</param>
    public static string Of(
        Cluster cluster,
        IReadOnlyCollection<KubernetesDocument> documents,
        string component,
        string @namespace
    )
    {
        // kubectl cannot compare what is new in a namespace, or of a kind, that is not there either.
        var missing = cluster.Missing(documents);
        var there = documents.Except(missing).ToLookup(ShownDocument.IsSecret);
        return DocumentDiff.Of([], [.. missing], component, @namespace)
            + Secrets(cluster, [.. there[true]], component, @namespace)
            + cluster.Diff([.. there[false]]);
    }

    private static string Secrets(
        Cluster cluster,
        IReadOnlyCollection<KubernetesDocument> secrets,
        string component,
        string @namespace
    )
    {
        var preview = cluster.Preview(secrets).ToArray();
        return DocumentDiff.Of(
            [.. preview.Select(pair => pair.Now).OfType<KubernetesObject>().Select(Document)],
            [.. preview.Select(pair => Document(pair.Applied))],
            component,
            @namespace
        );
    }

    private static KubernetesDocument Document(KubernetesObject found) =>
        new(found.ApiVersion, found.Kind, found.Name, found.Namespace, found.Json.AsObject(), "", 1);
}
