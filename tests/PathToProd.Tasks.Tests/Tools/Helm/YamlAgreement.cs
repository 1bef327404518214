using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PathToProd.Text;

namespace PathToProd.Tasks.Tests.Tools.Helm;

/// <summary>Whether the reader of Kubernetes' documents and another program agree on one.</summary>
internal static class YamlAgreement
{
    /// <summary>Where others go on, and no one would notice: see the reader's decision.</summary>
    public static bool IsStricter(Problem problem) =>
        problem.What.StartsWith("Kubernetes ignores this", StringComparison.Ordinal)
        || problem.What.EndsWith("and Kubernetes takes either", StringComparison.Ordinal)
        || problem.What == "the text is not UTF-8";

    /// <summary>Helm makes floats of all numbers, and so both are compared as such where they are not the same text.</summary>
    public static bool AreSame(JsonNode? ours, JsonNode? theirs) =>
        (ours, theirs) switch
        {
            (null, null) => true,
            (JsonObject left, JsonObject right) => left.Count == right.Count
                && left.All(pair => right.TryGetPropertyValue(pair.Key, out var other) && AreSame(pair.Value, other)),
            (JsonArray left, JsonArray right) => left.Count == right.Count
                && left.Zip(right).All(pair => AreSame(pair.First, pair.Second)),
            (JsonValue left, JsonValue right) => left.GetValueKind() == right.GetValueKind()
                && (
                    left.ToJsonString() == right.ToJsonString()
                    || IsNumber(left) && AsDouble(left).Equals(AsDouble(right))
                ),
            _ => false,
        };

    private static bool IsNumber(JsonValue value) => value.GetValueKind() == JsonValueKind.Number;

    private static double AsDouble(JsonValue value) => double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture);
}
