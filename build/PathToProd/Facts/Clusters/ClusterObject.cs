using System.Text.Json.Nodes;

namespace PathToProd.Facts.Clusters;

/// <summary>What the objects have in common by which ledgers and locks are kept in a cluster.</summary>
public static class ClusterObject
{
    /// <summary>The label that says which environment an object belongs to.</summary>
    public const string EnvironmentLabel = "path-to-prod/environment";

    /// <summary>The label that says which component it is about.</summary>
    public const string ComponentLabel = "path-to-prod/component";

    /// <summary>The label that says what it is: <c>ledger</c>, <c>segment</c> or <c>lock</c>.</summary>
    public const string KindLabel = "path-to-prod/kind";

    /// <summary>Its name: <c>ledger.prod.ingress</c>. Names of environments and components hold no dot, and what stands for several components holds a space.</summary>
    public static string Name(string kind, string environment, string component) =>
        $"{kind}.{environment}.{LabelOf(component)}";

    /// <summary>The component as labels and names have it.</summary>
    public static string LabelOf(string component) => component.Replace(' ', '.');

    /// <summary>Where the version of an object stands, which each change of it changes; null for one that is not there yet.</summary>
    public static string? Version(JsonObject? found) => found?["metadata"]?["resourceVersion"]?.ToString();

    /// <summary>The name that an object says.</summary>
    public static string NameOf(JsonObject found) => found["metadata"]?["name"]?.ToString() ?? "";

    /// <summary>A label of it; null if it has none.</summary>
    public static string? Label(JsonObject found, string label) => found["metadata"]?["labels"]?[label]?.ToString();

    /// <summary>What every object begins with.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="component">The component.</param>
    /// <param name="version">The version that it replaces; null for a new one.</param>
    internal static JsonObject Metadata(string name, string kind, string environment, string component, string? version)
    {
        var metadata = new JsonObject
        {
            ["name"] = name,
            ["labels"] = new JsonObject
            {
                ["app.kubernetes.io/managed-by"] = "path-to-prod",
                [EnvironmentLabel] = environment,
                [ComponentLabel] = LabelOf(component),
                [KindLabel] = kind,
            },
        };
        if (version is not null)
        {
            metadata["resourceVersion"] = version;
        }

        return metadata;
    }
}
