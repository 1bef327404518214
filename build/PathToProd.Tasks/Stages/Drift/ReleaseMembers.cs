using Cake.Kubectl;
using PathToProd.Decisions.Drift;
using PathToProd.Model.Kubernetes;
using PathToProd.Tasks.Stages.Deployments;

namespace PathToProd.Tasks.Stages.Drift;

/// <summary>Finds resources that claim to be part of a Helm release, by the marks that Helm gives them.</summary>
/// <remarks>https://helm.sh/docs/chart_best_practices/labels/</remarks>
internal static class ReleaseMembers
{
    private const string Label = "app.kubernetes.io/managed-by=Helm";
    private const string ReleaseName = "meta.helm.sh/release-name";
    private const string ReleaseNamespace = "meta.helm.sh/release-namespace";

    /// <summary>Those of the kinds and in the namespaces of a release that the release does not have.</summary>
    /// <param name="context">The component.</param>
    /// <param name="cluster">Its cluster.</param>
    /// <param name="release">What Helm keeps of the release.</param>
    /// <param name="there">What of it is there: other kinds may not even be served.</param>
    public static IEnumerable<string> Unknown(
        ComponentContext context,
        Cluster cluster,
        ChartDocuments release,
        IEnumerable<LiveResource> there
    )
    {
        var known = release.All.Select(document => (document.Group, document.Kind, document.Name)).ToHashSet();
        var served = there.Select(resource => resource.Document).ToHashSet();
        string[] kinds =
        [
            .. release
                .Release.Where(document => served.Contains(document.Json))
                .Select(document => document.Group.Length == 0 ? document.Kind : $"{document.Kind}.{document.Group}")
                .Distinct(StringComparer.Ordinal),
        ];
        return kinds.Length == 0
            ? []
            : cluster
                .ByNamespace(release.Release)
                .SelectMany(batch =>
                    context.KubectlGet(
                        cluster.Request(
                            new KubectlGetSettings
                            {
                                Namespace = batch.Namespace,
                                Selector = Label,
                                IgnoreNotFound = true,
                            }
                        ),
                        string.Join(',', kinds)
                    )
                )
                .Where(found => IsOf(context, found) && !known.Contains(ClusterResources.Id(found)))
                .Select(ClusterLook.Called)
                .Distinct(StringComparer.Ordinal);
    }

    private static bool IsOf(ComponentContext context, KubernetesObject found)
    {
        var annotations = found.Json["metadata"]?["annotations"];
        return annotations?[ReleaseName]?.ToString() == context.Component.Name
            && annotations[ReleaseNamespace]?.ToString() == context.Component.Namespace;
    }
}
