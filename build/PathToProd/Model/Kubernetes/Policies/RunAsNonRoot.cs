using System.Text.Json.Nodes;

namespace PathToProd.Model.Kubernetes.Policies;

/// <summary>Breaking out of a root container gives root on its node.</summary>
internal static class RunAsNonRoot
{
    public static Policy Policy { get; } =
        new("run-as-non-root", "Every container runs as a user other than root.", Violations);

    private static IEnumerable<(string What, string Fix)> Violations(KubernetesDocument document)
    {
        var pod = document.PodSpec?["securityContext"] as JsonObject;
        foreach (var (name, container) in Policy.Containers(document))
        {
            var own = container["securityContext"] as JsonObject;
            if (
                (own?["runAsUser"] ?? pod?["runAsUser"]) is JsonValue user
                && user.TryGetValue<long>(out var id)
                && id == 0
            )
            {
                yield return (
                    $"container {name} of {document} runs as root",
                    "set securityContext.runAsUser to another user"
                );
            }
            else if (!Policy.IsTrue(own?["runAsNonRoot"] ?? pod?["runAsNonRoot"]))
            {
                yield return (
                    $"container {name} of {document} may run as root",
                    "set securityContext.runAsNonRoot: true for the pod or the container"
                );
            }
        }
    }
}
