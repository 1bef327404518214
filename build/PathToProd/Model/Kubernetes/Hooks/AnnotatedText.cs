using System.Text.Json.Nodes;
using PathToProd.Formats.Json;
using PathToProd.Formats.Yaml;

namespace PathToProd.Model.Kubernetes.Hooks;

/// <summary>
/// Adds annotations to a document that has some. Its text stays as it was written wherever that is possible: a line is added
/// beside one that is there, and the result is read again to see that nothing else changed. Otherwise it is written as JSON.
/// </summary>
internal static class AnnotatedText
{
    /// <param name="document">The document.</param>
    /// <param name="beside">An annotation that it has.</param>
    /// <param name="annotations">What is added; one that is already there stays as it is.</param>
    public static KubernetesDocument Of(
        KubernetesDocument document,
        string beside,
        IEnumerable<KeyValuePair<string, string>> annotations
    )
    {
        var wanted = (JsonObject)document.Json.DeepClone();
        var there = (JsonObject)wanted["metadata"]!["annotations"]!;
        var added = annotations.Where(one => !there.ContainsKey(one.Key)).ToArray();
        foreach (var (key, value) in added)
        {
            there[key] = value;
        }

        var text = WithLines(document.Text, beside, added).FirstOrDefault(text => Says(text, wanted));
        return document with { Json = wanted, Text = text ?? JsonText.Of(wanted) };
    }

    private static bool Says(string text, JsonObject wanted) =>
        JsonNode.DeepEquals(YamlJson.Read(text, "", []), wanted);

    /// <summary>The text with lines added before each line that may be the annotation.</summary>
    private static IEnumerable<string> WithLines(string text, string beside, KeyValuePair<string, string>[] added)
    {
        var lines = text.Split('\n');
        for (var at = 0; at < lines.Length; at++)
        {
            var line = lines[at].TrimStart(' ');
            if (line.TrimStart('"', '\'').StartsWith(beside, StringComparison.Ordinal))
            {
                var indent = lines[at][..^line.Length];
                yield return string.Join(
                    '\n',
                    [.. lines[..at], .. added.Select(one => $"{indent}{one.Key}: \"{one.Value}\""), .. lines[at..]]
                );
            }
        }
    }
}
