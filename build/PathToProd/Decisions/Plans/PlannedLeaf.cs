using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using PathToProd.Formats.Values;

namespace PathToProd.Decisions.Plans;

/// <summary>A field that holds a value rather than other fields.</summary>
/// <param name="Path">As people read it: items that have names by these, as in <c>containers[name=app].image</c>.</param>
/// <param name="Keys">The keys that lead to it, items of lists by number.</param>
/// <param name="Json">Its value; an empty map or list is one too.</param>
internal sealed record PlannedLeaf(string Path, ImmutableArray<string> Keys, JsonNode? Json)
{
    /// <summary>All fields of a document by their paths.</summary>
    public static Dictionary<string, PlannedLeaf> In(JsonNode? document)
    {
        var leaves = new Dictionary<string, PlannedLeaf>(StringComparer.Ordinal);
        Add(document, "", []);
        return leaves;

        void Add(JsonNode? node, string path, ImmutableArray<string> keys)
        {
            switch (node)
            {
                case JsonObject { Count: > 0 } map:
                    foreach (var (key, value) in map)
                    {
                        Add(value, ValuePath.Join(path, key), keys.Add(key));
                    }

                    break;
                case JsonArray { Count: > 0 } list:
                    var areNamed = HaveNames(list);
                    for (var at = 0; at < list.Count; at++)
                    {
                        var number = at.ToString(CultureInfo.InvariantCulture);
                        Add(list[at], $"{path}[{(areNamed ? $"name={list[at]!["name"]}" : number)}]", keys.Add(number));
                    }

                    break;
                default:
                    leaves[path] = new PlannedLeaf(path, keys, node);
                    break;
            }
        }
    }

    private static bool HaveNames(JsonArray list)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        return list.All(item =>
            item is JsonObject one && one["name"]?.ToString() is { Length: > 0 } name && names.Add(name)
        );
    }
}
