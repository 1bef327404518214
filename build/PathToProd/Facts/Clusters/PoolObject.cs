using System.Text.Json.Nodes;

namespace PathToProd.Facts.Clusters;

/// <summary>The record of a pool in a cluster.</summary>
public static class PoolObject
{
    /// <summary>What it is.</summary>
    public const string Kind = "pool";

    private const string Data = "pool.json";

    /// <summary>Its name: <c>pool.ci</c>.</summary>
    public static string Name(string pool) => $"{Kind}.{pool}";

    /// <summary>The object.</summary>
    /// <param name="environment">The environment whose cluster keeps it.</param>
    /// <param name="pool">The pool.</param>
    /// <param name="text">The record's text.</param>
    /// <param name="version">The version that it replaces; null for a new one.</param>
    public static JsonObject Write(string environment, string pool, string text, string? version) =>
        new()
        {
            ["apiVersion"] = "v1",
            ["kind"] = "ConfigMap",
            ["metadata"] = ClusterObject.Metadata(Name(pool), Kind, environment, pool, version),
            ["data"] = new JsonObject { [Data] = text },
        };

    /// <summary>The record's text; empty when the object has none, which is no record that can be read.</summary>
    public static string Text(JsonObject found) => found["data"]?[Data]?.ToString() ?? "";
}
