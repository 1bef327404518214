using System.Text.Json.Nodes;

namespace PathToProd.Model.Kubernetes.Policies;

/// <summary>A privileged container is root on its node.</summary>
internal static class NoPrivileged
{
    public static Policy Policy { get; } =
        new("no-privileged", "No container is privileged or may raise its privileges.", Violations);

    private static IEnumerable<(string What, string Fix)> Violations(KubernetesDocument document)
    {
        foreach (var (name, container) in Policy.Containers(document))
        {
            var security = container["securityContext"] as JsonObject;
            if (Policy.IsTrue(security?["privileged"]))
            {
                yield return ($"container {name} of {document} is privileged", "remove securityContext.privileged");
            }

            if (security?["allowPrivilegeEscalation"] is null || Policy.IsTrue(security["allowPrivilegeEscalation"]))
            {
                yield return (
                    $"container {name} of {document} may raise its privileges",
                    "set securityContext.allowPrivilegeEscalation: false"
                );
            }
        }
    }
}
