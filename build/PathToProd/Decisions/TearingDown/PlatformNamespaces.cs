using System.Collections.Immutable;
using PathToProd.Model.Components;

namespace PathToProd.Decisions.TearingDown;

/// <summary>
/// The namespaces that belong to the platform alone: those of its components, but for the cluster's own, where things of others are too.
/// </summary>
public static class PlatformNamespaces
{
    private static readonly ImmutableHashSet<string> OfTheCluster =
    [
        "default",
        "kube-node-lease",
        "kube-public",
        "kube-system",
    ];

    /// <summary>Those of some components.</summary>
    public static ImmutableHashSet<string> Of(IEnumerable<ComponentManifest> components) =>
        [
            .. components
                .Where(component => component.Type != ComponentType.Terraform)
                .Select(component => component.Namespace)
                .Except(OfTheCluster),
        ];
}
