using System.Text;
using System.Text.Json.Nodes;
using PathToProd.Formats.Json;

namespace PathToProd.Model.Kubernetes;

/// <summary>
/// How people see documents that are compared. Of a Secret they see which keys it has and whether a value differs, and
/// never the value: what is shown goes to consoles, logs and reports that others read.
/// </summary>
public static class ShownDocument
{
    private const string Hidden = "(hidden)";
    private const string Differs = "(hidden, and differs)";

    /// <summary>The whole object as a client-side <c>kubectl apply</c> left it, with all values.</summary>
    private const string LastApplied = "kubectl.kubernetes.io/last-applied-configuration";

    /// <summary>What of a Secret is no secret. Anything else, a misspelt <c>stringdata</c> say, is hidden.</summary>
    private static readonly string[] Open = ["apiVersion", "kind", "metadata", "type", "immutable"];

    /// <summary>What the server adds, and what changes with every change.</summary>
    private static readonly string[] Noise =
    [
        "managedFields",
        "resourceVersion",
        "uid",
        "creationTimestamp",
        "generation",
        "selfLink",
    ];

    /// <summary>True for whatever calls itself a Secret, of whichever group.</summary>
    public static bool IsSecret(KubernetesDocument? document) => document is { Kind: "Secret" };

    /// <summary>One resource before and after a change, as texts to compare line by line.</summary>
    /// <param name="before">Null when it is new.</param>
    /// <param name="after">Null when it goes.</param>
    public static (string? Before, string? After) Of(KubernetesDocument? before, KubernetesDocument? after) =>
        IsSecret(before) || IsSecret(after)
            ? (Show(before?.Json, null), Show(after?.Json, before?.Json))
            : (before?.Text.Trim(), after?.Text.Trim());

    private static string? Show(JsonObject? secret, JsonObject? other)
    {
        if (secret is null)
        {
            return null;
        }

        var shown = new JsonObject();
        foreach (var key in Open)
        {
            if (secret.TryGetPropertyValue(key, out var value))
            {
                shown[key] = key == "metadata" ? Metadata(value, other?[key]) : value?.DeepClone();
            }
        }

        var data = Data(secret);
        if (data.Count > 0)
        {
            var before = other is null ? null : Data(other);
            shown["data"] = new JsonObject(
                data.Select(pair =>
                    KeyValuePair.Create<string, JsonNode?>(
                        pair.Key,
                        before is not null && before.TryGetValue(pair.Key, out var old) && old != pair.Value
                            ? Differs
                            : Hidden
                    )
                )
            );
        }

        foreach (var (key, value) in secret.Where(pair => !Open.Contains(pair.Key) && !IsData(pair)))
        {
            shown[key] = Mask(value, other?[key], isKnown: other?.ContainsKey(key) == true);
        }

        return JsonText.Of(shown);
    }

    private static JsonNode? Metadata(JsonNode? metadata, JsonNode? other)
    {
        if (metadata?.DeepClone() is not JsonObject shown)
        {
            return Hidden;
        }

        foreach (var key in Noise)
        {
            shown.Remove(key);
        }

        if (shown["annotations"] is JsonObject annotations && annotations.ContainsKey(LastApplied))
        {
            var before = (other as JsonObject)?["annotations"] as JsonObject;
            annotations[LastApplied] = Mask(
                annotations[LastApplied],
                before?[LastApplied],
                before?.ContainsKey(LastApplied) == true
            );
        }

        return shown;
    }

    private static string Mask(JsonNode? value, JsonNode? other, bool isKnown) =>
        isKnown && !JsonNode.DeepEquals(value, other) ? Differs : Hidden;

    private static bool IsData(KeyValuePair<string, JsonNode?> pair) =>
        pair is { Key: "data" or "stringData", Value: JsonObject };

    /// <summary>What the server keeps, by key: <c>stringData</c> is written into <c>data</c>, in base64.</summary>
    private static SortedDictionary<string, string> Data(JsonObject secret)
    {
        var data = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in secret["data"] as JsonObject ?? [])
        {
            data[key] = string.Concat((value?.ToString() ?? "").Where(letter => letter is not ('\r' or '\n')));
        }

        foreach (var (key, value) in secret["stringData"] as JsonObject ?? [])
        {
            data[key] = Convert.ToBase64String(Encoding.UTF8.GetBytes(value?.ToString() ?? ""));
        }

        return data;
    }
}
