using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;

namespace PathToProd.Model.Kubernetes;

/// <summary>
/// The values that rendered Secrets hold, to be hidden wherever a tool repeats them: a chart may have generated them, and
/// then no environment names them.
/// </summary>
public static class SecretValues
{
    /// <summary>Shorter ones are too often words, whose hiding would blot out what a log says.</summary>
    private const int Shortest = 8;

    /// <summary>The values, as they are used and as they were written. What stands in another document too is not a secret.</summary>
    public static ImmutableArray<string> Of(IReadOnlyCollection<KubernetesDocument> documents)
    {
        var values = documents.Where(ShownDocument.IsSecret).SelectMany(document => In(document.Json)).ToHashSet();
        return
        [
            .. values.Where(value =>
                value.Length >= Shortest
                && !documents.Any(document =>
                    !ShownDocument.IsSecret(document) && document.Text.Contains(value, StringComparison.Ordinal)
                )
            ),
        ];
    }

    private static IEnumerable<string> In(JsonObject secret)
    {
        foreach (var (_, value) in secret["stringData"] as JsonObject ?? [])
        {
            if (value is JsonValue)
            {
                yield return value.ToString();
            }
        }

        foreach (var (_, value) in secret["data"] as JsonObject ?? [])
        {
            if (value is JsonValue && value.ToString() is var text)
            {
                // One that is not base64 is refused by the server, which then repeats it.
                yield return Decoded(text) ?? text;
            }
        }
    }

    /// <summary>The text that base64 stands for; null when it is not base64, or no text.</summary>
    private static string? Decoded(string text)
    {
        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out var count))
        {
            return null;
        }

        var decoded = Encoding.UTF8.GetString(bytes, 0, count);
        return decoded.Contains('\uFFFD', StringComparison.Ordinal) ? null : decoded;
    }
}
