using System.Collections.Immutable;
using PathToProd.Facts.Clusters;

namespace PathToProd.Decisions.TearingDown;

/// <summary>
/// What in a cluster stands for something outside it that only a controller removes, so that it has to go while controllers still run: custom
/// resources of the platform's definitions wherever they are, and load balancers, ingresses and volumes in the platform's namespaces.
/// </summary>
public static class ControllerMade
{
    /// <summary>The kinds among them that every cluster has, as kubectl names them.</summary>
    public const string Kinds = "services,ingresses.networking.k8s.io,persistentvolumeclaims";

    /// <summary>Those of some objects that go first: a volume may belong to what a controller made from a custom resource.</summary>
    public static ImmutableArray<FoundObject> First(
        IEnumerable<FoundObject> found,
        IEnumerable<FoundObject> definitions,
        ImmutableHashSet<string> namespaces
    )
    {
        var kinds = definitions.Select(PlatformDefinitions.Kind).ToHashSet();
        return
        [
            .. found.Where(one =>
                kinds.Contains((one.Group, one.Kind))
                || (IsLoadBalancer(one) || one.Kind == "Ingress") && namespaces.Contains(one.Namespace ?? "")
            ),
        ];
    }

    /// <summary>The claims of volumes among them.</summary>
    public static ImmutableArray<FoundObject> Volumes(
        IEnumerable<FoundObject> found,
        ImmutableHashSet<string> namespaces
    ) => [.. found.Where(one => one.Kind == "PersistentVolumeClaim" && namespaces.Contains(one.Namespace ?? ""))];

    /// <summary>Whether it is a Service with a load balancer outside the cluster.</summary>
    public static bool IsLoadBalancer(FoundObject found) =>
        found.Kind == "Service" && found.Value("spec", "type") == "LoadBalancer";
}
