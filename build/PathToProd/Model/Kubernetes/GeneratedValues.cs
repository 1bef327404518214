using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using PathToProd.Formats.Yaml;

namespace PathToProd.Model.Kubernetes;

/// <summary>What a chart generates at each rendering: found by comparing two, and hidden where texts are compared.</summary>
public static class GeneratedValues
{
    private const string Hidden = "(generated)";

    /// <summary>What differs between two renderings of one chart with the same values, in order.</summary>
    public static ImmutableArray<GeneratedValue> Between(
        IEnumerable<KubernetesDocument> first,
        IEnumerable<KubernetesDocument> second
    )
    {
        var left = Leaves(first);
        var right = Leaves(second);
        return
        [
            .. left
                .Keys.Union(right.Keys)
                .Where(value => left.GetValueOrDefault(value) != right.GetValueOrDefault(value))
                .OrderBy(value => value.ToString(), StringComparer.Ordinal),
        ];
    }

    /// <summary>Whether documents hold a value.</summary>
    public static bool Has(IEnumerable<KubernetesDocument> documents, GeneratedValue value) =>
        documents.Any(document => Resource(document) == value.Resource && Has(document.Json, value, step: 0));

    /// <summary>Whether one value is another, or in it.</summary>
    public static bool Covers(GeneratedValue outer, GeneratedValue inner) =>
        outer.Resource == inner.Resource
        && outer.Path.Length <= inner.Path.Length
        && Enumerable.Range(0, outer.Path.Length).All(step => outer.IsKey(step, inner.Path[step]));

    /// <summary>A text with these values hidden, and all else as it was written but for line ends, which become line feeds.</summary>
    public static string Hide(string text, IReadOnlyCollection<GeneratedValue> values)
    {
        if (values.Count == 0)
        {
            return text;
        }

        text = text.TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal);
        var lines = LineStarts(text);
        var spans =
            from document in KubernetesDocuments.Read(text, "", [])
            from value in values
            where Resource(document) == value.Resource && document.Origin is not null
            from node in Nodes(document.Origin!.Root, value, step: 0)
            let begin = lines[document.Origin!.FirstLine - 1]
            select (Start: begin + node.Where.Index, End: begin + node.End);
        foreach (var (start, end) in spans.Distinct().OrderByDescending(span => span.Start))
        {
            // A block of lines ends with its last line break, which separates it from the next key.
            var isBlock = text.AsSpan(start, end - start).EndsWith("\n");
            text = $"{text[..start]}{Hidden}{(isBlock ? "\n" : "")}{text[end..]}";
        }

        return text;
    }

    private static Dictionary<GeneratedValue, string> Leaves(IEnumerable<KubernetesDocument> documents)
    {
        var leaves = new Dictionary<GeneratedValue, string>();
        foreach (var document in documents)
        {
            Add(document.Json, []);

            void Add(JsonNode? node, ImmutableArray<string> path)
            {
                switch (node)
                {
                    case JsonObject { Count: > 0 } map:
                        foreach (var (key, value) in map)
                        {
                            Add(value, path.Add(key));
                        }

                        break;
                    case JsonArray { Count: > 0 } list:
                        for (var index = 0; index < list.Count; index++)
                        {
                            Add(list[index], path.Add(index.ToString(CultureInfo.InvariantCulture)));
                        }

                        break;
                    default:
                        leaves[new GeneratedValue(document.Kind, document.Name, path)] = node?.ToJsonString() ?? "null";
                        break;
                }
            }
        }

        return leaves;
    }

    private static bool Has(JsonNode? node, GeneratedValue value, int step) =>
        step == value.Path.Length
        || node switch
        {
            JsonObject map => map.Any(pair => value.IsKey(step, pair.Key) && Has(pair.Value, value, step + 1)),
            JsonArray list => list.Select((item, index) => (item, index))
                .Any(one => value.IsKey(step, Number(one.index)) && Has(one.item, value, step + 1)),
            _ => false,
        };

    private static IEnumerable<YamlNode> Nodes(YamlNode node, GeneratedValue value, int step) =>
        step == value.Path.Length
            ? [node]
            : node switch
            {
                YamlNode.Map map => map
                    .Entries.Where(entry => entry.Key is YamlNode.Scalar key && value.IsKey(step, key.Text))
                    .SelectMany(entry => Nodes(entry.Value, value, step + 1)),
                YamlNode.List list => list
                    .Items.Where((_, index) => value.IsKey(step, Number(index)))
                    .SelectMany(item => Nodes(item, value, step + 1)),
                _ => [],
            };

    private static List<int> LineStarts(string text)
    {
        var starts = new List<int> { 0 };
        for (var at = text.IndexOf('\n'); at >= 0; at = text.IndexOf('\n', at + 1))
        {
            starts.Add(at + 1);
        }

        return starts;
    }

    private static string Resource(KubernetesDocument document) => $"{document.Kind}/{document.Name}";

    private static string Number(int index) => index.ToString(CultureInfo.InvariantCulture);
}
