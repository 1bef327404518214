using System.Collections.Immutable;
using Cake.Kubectl;
using PathToProd.Decisions.Drift;
using PathToProd.Model.Kubernetes;
using PathToProd.Tasks.Stages.Deployments;

namespace PathToProd.Tasks.Stages.Drift;

/// <summary>Looks at resources in a cluster: what is there, and what the server would make of applying them again, which it only pretends.</summary>
internal static class ClusterLook
{
    /// <summary>Looks.</summary>
    /// <param name="context">The component.</param>
    /// <param name="cluster">Its cluster.</param>
    /// <param name="documents">What was deployed.</param>
    public static TargetLook.Resources Of(
        ComponentContext context,
        Cluster cluster,
        ImmutableArray<KubernetesDocument> documents
    )
    {
        var missing = cluster.Missing(documents);
        var there = documents.Except(missing).ToArray();
        var byName = there.ToLookup(document => (document.Group, document.Kind, document.Name));
        var live = ImmutableArray.CreateBuilder<LiveResource>();
        var gone = missing.Select(document => document.ToString()).ToList();
        foreach (var (now, applied) in cluster.Preview(there, withOwners: true))
        {
            var document = byName[ClusterResources.Id(applied)]
                .OrderByDescending(one => (one.Namespace ?? context.Component.Namespace) == applied.Namespace)
                .First();
            if (now is null)
            {
                gone.Add(document.ToString());
                continue;
            }

            live.Add(new LiveResource(Called(now), document.Json, now.Json.AsObject(), applied.Json.AsObject()));
        }

        return new TargetLook.Resources { Gone = [.. gone], There = live.ToImmutable() };
    }

    /// <summary>Those of some resources that are there.</summary>
    public static IEnumerable<string> There(Cluster cluster, IEnumerable<ResourceName> resources)
    {
        KubernetesDocument[] all =
        [
            .. resources.Select(one => new KubernetesDocument(
                one.ApiVersion,
                one.Kind,
                one.Name,
                one.Namespace,
                [],
                one.Stub,
                Line: 1
            )),
        ];
        var missing = cluster.Missing(all).ToHashSet();
        return all.Where(one => !missing.Contains(one)).Select(one => one.ToString());
    }

    /// <summary>As documents are called too: <c>Deployment ingress/controller</c>.</summary>
    public static string Called(KubernetesObject found) =>
        found.Namespace is null ? $"{found.Kind} {found.Name}" : $"{found.Kind} {found.Namespace}/{found.Name}";
}
