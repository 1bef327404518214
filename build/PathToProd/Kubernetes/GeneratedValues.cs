using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using PathToProd.Values;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace PathToProd.Kubernetes;

/// <summary>What a chart makes up anew at each rendering: found by comparing two, and hidden where texts are compared.</summary>
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

    /// <summary>A text with these values hidden, and all else as it was written; as it is when it is not YAML.</summary>
    public static string Hide(string text, IReadOnlyCollection<GeneratedValue> values)
    {
        if (values.Count == 0)
        {
            return text;
        }

        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            var spans = stream.Documents.SelectMany(document => Spans(document.RootNode, values)).Distinct();
            foreach (var (start, end) in spans.OrderByDescending(span => span.Start))
            {
                // A block of lines ends with its last line break, which separates it from the next key.
                var isBlock = text[..end].EndsWith('\n');
                text = $"{text[..start]}{Hidden}{(isBlock ? "\n" : "")}{text[end..]}";
            }

            return text;
        }
        catch (YamlException)
        {
            // What is wrong with it is told where it is read.
            return text;
        }
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

    private static IEnumerable<(int Start, int End)> Spans(YamlNode root, IReadOnlyCollection<GeneratedValue> values)
    {
        var resource = $"{Scalar(root, "kind")}/{Scalar(Child(root, "metadata"), "name")}";
        return values.Where(value => value.Resource == resource).SelectMany(value => Spans(root, value, step: 0));
    }

    private static IEnumerable<(int Start, int End)> Spans(YamlNode node, GeneratedValue value, int step) =>
        step == value.Path.Length
            ? [((int)node.Start.Index, (int)node.End.Index)]
            : node switch
            {
                YamlMappingNode map => map
                    .Children.Where(child => child.Key is YamlScalarNode key && value.IsKey(step, key.Value ?? ""))
                    .SelectMany(child => Spans(child.Value, value, step + 1)),
                YamlSequenceNode list => list
                    .Children.Where((_, index) => value.IsKey(step, Number(index)))
                    .SelectMany(item => Spans(item, value, step + 1)),
                _ => [],
            };

    private static string Resource(KubernetesDocument document) => $"{document.Kind}/{document.Name}";

    private static string Number(int index) => index.ToString(CultureInfo.InvariantCulture);

    private static YamlNode? Child(YamlNode? node, string key) =>
        node is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(key), out var child) ? child : null;

    private static string? Scalar(YamlNode? node, string key) => (Child(node, key) as YamlScalarNode)?.Value;
}
