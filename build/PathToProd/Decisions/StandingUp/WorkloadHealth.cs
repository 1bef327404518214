using System.Text.Json.Nodes;
using PathToProd.Decisions.TearingDown;
using PathToProd.Facts.Clusters;

namespace PathToProd.Decisions.StandingUp;

/// <summary>Whether an object of a cluster does what it is there for. What its controller has not looked at yet is not ready.</summary>
public static class WorkloadHealth
{
    /// <summary>The kinds that are looked at, as kubectl names them.</summary>
    public const string Kinds = "deployments.apps,statefulsets.apps,daemonsets.apps,namespaces";

    /// <summary>Why it is not ready: a clause in which "it" is the object. Null when it is ready, or its kind says nothing about that.</summary>
    public static HealthFinding? Finding(FoundObject found) =>
        found.Kind switch
        {
            "Deployment" when HasFailed(found, "Progressing") => new HealthFinding(
                found.Text,
                "its rollout takes longer than its progressDeadlineSeconds"
            ),
            "Deployment" => Pods(found, found.Number("spec", "replicas") ?? 1, "updatedReplicas", "availableReplicas"),
            "StatefulSet" => Pods(found, found.Number("spec", "replicas") ?? 1, Updated(found), "readyReplicas"),
            "DaemonSet" => Pods(
                found,
                found.Number("status", "desiredNumberScheduled") ?? 0,
                "updatedNumberScheduled",
                "numberAvailable"
            ),
            "Namespace" when found.Value("status", "phase") == "Terminating" => new HealthFinding(
                found.Text,
                "it is being deleted"
            ),
            "CustomResourceDefinition" when !PlatformDefinitions.IsServed(found) => new HealthFinding(
                found.Text,
                "the API server does not serve it yet"
            )
            {
                MayPass = true,
            },
            _ => null,
        };

    private static HealthFinding? Pods(FoundObject found, int wanted, string? updated, string ready)
    {
        if ((found.Number("status", "observedGeneration") ?? 0) < (found.Number("metadata", "generation") ?? 0))
        {
            return Later("its controller has not looked at it yet");
        }

        var (isUpdated, isReady) = (
            updated is null ? wanted : found.Number("status", updated) ?? 0,
            found.Number("status", ready) ?? 0
        );
        return isUpdated < wanted ? Later($"{isUpdated} of {wanted} pods are up to date")
            : isReady < wanted ? Later($"{isReady} of {wanted} pods are ready")
            : null;

        HealthFinding Later(string why) => new(found.Text, why) { MayPass = true };
    }

    // One that waits for its pods to be deleted by hand never updates them by itself.
    private static string? Updated(FoundObject found) =>
        found.Value("spec", "updateStrategy", "type") == "OnDelete" ? null : "updatedReplicas";

    private static bool HasFailed(FoundObject found, string condition) => Has(found, condition, "False");

    private static bool Has(FoundObject found, string condition, string status) =>
        (found.Json["status"]?["conditions"] as JsonArray ?? []).Any(one =>
            one?["type"]?.ToString() == condition && one["status"]?.ToString() == status
        );
}
