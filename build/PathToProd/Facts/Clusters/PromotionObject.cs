using System.Globalization;
using System.Text.Json.Nodes;

namespace PathToProd.Facts.Clusters;

/// <summary>One change of the promotions in a cluster: an object that never changes, by its number.</summary>
public static class PromotionObject
{
    /// <summary>What it is.</summary>
    public const string Kind = "promotions";

    private const string Data = "lines";

    /// <summary>The object.</summary>
    /// <param name="environment">The environment whose cluster keeps it.</param>
    /// <param name="number">Its number, from 1.</param>
    /// <param name="lines">Its lines.</param>
    public static JsonObject Write(string environment, int number, string lines) =>
        new()
        {
            ["apiVersion"] = "v1",
            ["kind"] = "ConfigMap",
            ["metadata"] = ClusterObject.Metadata(Name(environment, number), Kind, environment, "path", version: null),
            ["immutable"] = true,
            ["data"] = new JsonObject { [Data] = lines },
        };

    /// <summary>Its lines.</summary>
    public static string Lines(JsonObject found) => found["data"]?[Data]?.ToString() ?? "";

    /// <summary>The name of the first object that is missing in a row; null when none is.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="found">The objects, by name.</param>
    public static string? Missing(string environment, IReadOnlyList<JsonObject> found)
    {
        for (var at = 0; at < found.Count; at++)
        {
            if (ClusterObject.NameOf(found[at]) != Name(environment, at + 1))
            {
                return Name(environment, at + 1);
            }
        }

        return null;
    }

    private static string Name(string environment, int number) =>
        $"{Kind}.{environment}.{number.ToString("D8", CultureInfo.InvariantCulture)}";
}
