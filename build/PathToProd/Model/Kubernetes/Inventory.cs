using System.Collections.Immutable;

namespace PathToProd.Model.Kubernetes;

/// <summary>The resources that a component brought to a cluster: what leaves its manifests leaves the cluster, and nothing else does.</summary>
public sealed class Inventory
{
    /// <summary>
    /// Kinds that moved to another group: both names lead to the same resource, so that what is applied by the new one must
    /// never be deleted by the old one. https://kubernetes.io/docs/reference/using-api/deprecation-guide/
    /// </summary>
    private static readonly ImmutableDictionary<(string Group, string Kind), string> Moved = new Dictionary<
        (string, string),
        string
    >
    {
        [("extensions", "DaemonSet")] = "apps",
        [("extensions", "Deployment")] = "apps",
        [("extensions", "ReplicaSet")] = "apps",
        [("extensions", "Ingress")] = "networking.k8s.io",
        [("extensions", "NetworkPolicy")] = "networking.k8s.io",
        [("extensions", "PodSecurityPolicy")] = "policy",
        [("", "Event")] = "events.k8s.io",
    }.ToImmutableDictionary();

    private readonly ClusterScope _scope;

    private Inventory(IEnumerable<ResourceName> resources, ClusterScope scope)
    {
        Resources = [.. resources.Distinct()];
        _scope = scope;
    }

    /// <summary>The resources, in the order of the documents or of the text.</summary>
    public ImmutableArray<ResourceName> Resources { get; }

    /// <summary>What documents bring.</summary>
    /// <param name="documents">The documents.</param>
    /// <param name="namespace">Where they go when they name no namespace.</param>
    public static Inventory Of(IReadOnlyCollection<KubernetesDocument> documents, string @namespace) =>
        new(documents.Select(document => ResourceName.Of(document, @namespace)), new ClusterScope(documents));

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static Inventory Parse(string text) =>
        new(
            text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(ResourceName.Parse).OfType<ResourceName>(),
            new ClusterScope([])
        );

    /// <summary>What is in this inventory or in another one.</summary>
    public Inventory With(Inventory other) => new(Resources.Concat(other.Resources), other._scope);

    /// <summary>
    /// The resources that are here, and in another inventory under no name: neither by another version of their API, nor in a
    /// namespace that means nothing.
    /// </summary>
    public ImmutableArray<ResourceName> Without(Inventory other)
    {
        var known = other.Resources.Select(Identity).ToHashSet();
        return [.. Resources.Where(resource => !known.Contains(Identity(resource)))];

        (string, string, string, string) Identity(ResourceName resource)
        {
            var isNowhere =
                _scope.Has(resource.Group, resource.Kind) || other._scope.Has(resource.Group, resource.Kind);
            return (
                Moved.GetValueOrDefault((resource.Group, resource.Kind), resource.Group),
                resource.Kind,
                isNowhere ? "" : resource.Namespace,
                resource.Name
            );
        }
    }

    /// <summary>One line for each resource, sorted.</summary>
    public override string ToString() =>
        string.Join('\n', Resources.Select(resource => resource.ToString()).Order(StringComparer.Ordinal));
}
