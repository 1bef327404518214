namespace PathToProd.Model.Kubernetes.Patches;

/// <summary>Which resources a patch changes.</summary>
/// <param name="Group">The API group, empty for the core group; null for any.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Name">The name; null for all.</param>
/// <param name="Namespace">The namespace; null for any.</param>
public sealed record PatchTarget(string? Group, string Kind, string? Name, string? Namespace)
{
    /// <summary>Whether it means a resource.</summary>
    /// <param name="document">The resource.</param>
    /// <param name="namespace">Where it goes when it names no namespace.</param>
    public bool Matches(KubernetesDocument document, string @namespace) =>
        document.Kind == Kind
        && (Group is null || Group == document.Group)
        && (Name is null || Name == document.Name)
        && (Namespace is null || Namespace == (document.Namespace ?? @namespace));

    /// <summary>As people call it: <c>Deployment cert-manager</c>.</summary>
    public override string ToString() =>
        (Namespace, Name) switch
        {
            (null, null) => Kind,
            (null, _) => $"{Kind} {Name}",
            (_, null) => $"{Kind} in {Namespace}",
            _ => $"{Kind} {Namespace}/{Name}",
        };
}
