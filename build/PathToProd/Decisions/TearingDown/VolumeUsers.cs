using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PathToProd.Facts.Clusters;

namespace PathToProd.Decisions.TearingDown;

/// <summary>
/// What has to go before claims of volumes can, as Kubernetes keeps a claim that a pod uses: the pods, or what makes them again.
/// </summary>
public static class VolumeUsers
{
    /// <summary>The kinds that are looked at, as kubectl names them.</summary>
    public const string Kinds = "pods,replicasets.apps,jobs.batch";

    /// <summary>The pods that use claims, each by what made it in the end.</summary>
    /// <param name="claims">The claims.</param>
    /// <param name="found">Pods, and what stands between them and what made them.</param>
    public static ImmutableArray<FoundObject> Of(IEnumerable<FoundObject> claims, IEnumerable<FoundObject> found)
    {
        var all = found.DistinctBy(one => one.Id).ToDictionary(one => one.Id);
        var wanted = claims.Select(claim => (claim.Namespace, claim.Name)).ToHashSet();
        return
        [
            .. all
                .Values.Where(one => one.Kind == "Pod")
                .Where(pod => Claims(pod).Any(name => wanted.Contains((pod.Namespace, name))))
                .Select(pod => Maker(pod, all))
                .DistinctBy(one => one.Id),
        ];
    }

    private static IEnumerable<string> Claims(FoundObject pod) =>
        (pod.Json["spec"]?["volumes"] as JsonArray ?? [])
            .Select(volume => volume?["persistentVolumeClaim"]?["claimName"]?.ToString())
            .OfType<string>();

    private static FoundObject Maker(FoundObject one, Dictionary<(string, string, string?, string), FoundObject> all)
    {
        var owner = (one.Json["metadata"]?["ownerReferences"] as JsonArray ?? [])
            .OfType<JsonObject>()
            .FirstOrDefault(reference => reference["controller"]?.ToString() == "true");
        if (owner is null)
        {
            return one;
        }

        var maker = new FoundObject(
            owner["apiVersion"]?.ToString() ?? "",
            owner["kind"]?.ToString() ?? "",
            one.Namespace,
            owner["name"]?.ToString() ?? "",
            []
        );
        return all.TryGetValue(maker.Id, out var known) ? Maker(known, all) : maker;
    }
}
