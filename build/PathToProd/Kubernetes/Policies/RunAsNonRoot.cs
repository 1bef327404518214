using System.Text.Json.Nodes;

namespace PathToProd.Kubernetes.Policies;

/// <summary>Who breaks out of a root container is root on its node.</summary>
internal static class RunAsNonRoot
{
    public static Policy Policy { get; } =
        new("run-as-non-root", "Every container runs as a user other than root.", Violations);

    private static IEnumerable<(string What, string Fix)> Violations(KubernetesDocument document)
    {
        var pod = (document.PodSpec?["securityContext"] as JsonObject)?["runAsNonRoot"];
        return from entry in Policy.Containers(document)
            let own = (entry.Container["securityContext"] as JsonObject)?["runAsNonRoot"]
            where !Policy.IsTrue(own ?? pod)
            select (
                $"container {entry.Name} of {document} may run as root",
                "set securityContext.runAsNonRoot: true for the pod or the container"
            );
    }
}
