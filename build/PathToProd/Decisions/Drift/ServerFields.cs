namespace PathToProd.Decisions.Drift;

/// <summary>What an API server adds to every resource, and what changes by itself.</summary>
internal static class ServerFields
{
    private static readonly HashSet<string> All = new(StringComparer.Ordinal)
    {
        "status",
        "metadata.managedFields",
        "metadata.resourceVersion",
        "metadata.uid",
        "metadata.creationTimestamp",
        "metadata.generation",
        "metadata.selfLink",
    };

    /// <summary>Whether the field of a path is one of them.</summary>
    public static bool Have(string path) => All.Contains(path) || path.StartsWith("status.", StringComparison.Ordinal);
}
