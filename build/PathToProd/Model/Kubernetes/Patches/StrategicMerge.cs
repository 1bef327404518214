using System.Text.Json.Nodes;

namespace PathToProd.Model.Kubernetes.Patches;

/// <summary>
/// Merges a patch into a resource as Kubernetes does (<c>kubectl patch --type=strategic</c>): maps key by key, null removes a key,
/// lists with a merge key item by item, and all other lists are replaced. <c>$patch: delete</c> and <c>$patch: replace</c> are
/// known.
/// </summary>
internal static class StrategicMerge
{
    private const string Directive = "$patch";

    /// <summary>The merged resource; null when the patch deletes it.</summary>
    public static JsonObject? Of(KubernetesDocument document, JsonObject patch) =>
        Word(patch) == "delete" ? null : Merge(document, (JsonObject)document.Json.DeepClone(), patch, "");

    /// <summary>Directives that are not known, each by the path that leads to it.</summary>
    public static IEnumerable<string> Unknown(JsonNode? node, string path = "") =>
        node switch
        {
            JsonObject map => map.SelectMany(pair =>
                pair.Key == Directive
                    ? pair.Value?.ToString() is "delete" or "replace" or "merge"
                        ? []
                        : [$"{path}/{pair.Key}"]
                    : pair.Key.StartsWith('$')
                        ? [$"{path}/{pair.Key}"]
                        : Unknown(pair.Value, $"{path}/{pair.Key}")
            ),
            JsonArray list => list.SelectMany((item, at) => Unknown(item, $"{path}/{at}")),
            _ => [],
        };

    private static JsonObject Merge(KubernetesDocument document, JsonObject target, JsonObject patch, string path)
    {
        if (Word(patch) == "replace")
        {
            target.Clear();
        }

        foreach (var (key, value) in patch.Where(pair => pair.Key != Directive))
        {
            var inner = path.Length == 0 ? key : $"{path}/{key}";
            switch (value)
            {
                case null:
                    target.Remove(key);
                    break;
                case JsonObject map when Word(map) == "delete":
                    target.Remove(key);
                    break;
                case JsonObject map:
                    target[key] = Merge(document, Taken(target, key) as JsonObject ?? [], map, inner);
                    break;
                case JsonArray list when MergeKeys.Of(document, inner) is { } name:
                    target[key] = Merge(document, Taken(target, key) as JsonArray ?? [], list, inner, name);
                    break;
                default:
                    target[key] = value.DeepClone();
                    break;
            }
        }

        return target;
    }

    private static JsonArray Merge(
        KubernetesDocument document,
        JsonArray target,
        JsonArray patch,
        string path,
        string key
    )
    {
        if (patch.OfType<JsonObject>().Any(item => Word(item) == "replace"))
        {
            return
            [
                .. patch
                    .Where(item => item is not JsonObject map || Word(map) is null)
                    .Select(item => item?.DeepClone()),
            ];
        }

        JsonNode?[] there = [.. target];
        target.Clear();
        var named = patch.Where(item => item is not JsonObject map || Word(map) != "delete").ToArray();
        var merged = named.Select(item =>
            item is JsonObject map
                ? Merge(document, there.ElementAtOrDefault(IndexOf(there, map, key)) as JsonObject ?? [], map, path)
                : item?.DeepClone()
        );
        var others = there.Where(item => IndexOf(patch, item, key) < 0);
        return [.. Interleaved([.. others], [.. merged], there, key)];
    }

    /// <summary>
    /// In the order of both lists: an item of the resource alone stands before one of the patch when it did so in the resource. So
    /// what is new comes first, unless the patch names what it comes after. See mergeSortedSlice in
    /// https://github.com/kubernetes/apimachinery/blob/master/pkg/util/strategicpatch/patch.go.
    /// </summary>
    private static IEnumerable<JsonNode?> Interleaved(
        JsonNode?[] others,
        JsonNode?[] named,
        IList<JsonNode?> before,
        string key
    )
    {
        var at = 0;
        foreach (var item in named)
        {
            var place = IndexOf(before, item, key);
            while (
                at < others.Length
                && place >= 0
                && IndexOf(before, others[at], key) is >= 0 and var other
                && other < place
            )
            {
                yield return others[at++];
            }

            yield return item;
        }

        foreach (var item in others.Skip(at))
        {
            yield return item;
        }
    }

    private static int IndexOf(IList<JsonNode?> target, JsonNode? item, string key)
    {
        var wanted = (item as JsonObject)?[key];
        for (var at = 0; at < target.Count; at++)
        {
            if (wanted is not null && JsonNode.DeepEquals((target[at] as JsonObject)?[key], wanted))
            {
                return at;
            }
        }

        return -1;
    }

    /// <summary>A part of a tree, taken out of it so that it can be put back.</summary>
    private static JsonNode? Taken(JsonObject map, string key)
    {
        var node = map[key];
        // Replaced and not removed: the key keeps its place.
        if (node is not null)
        {
            map[key] = null;
        }

        return node;
    }

    private static string? Word(JsonObject map) => map[Directive]?.ToString();
}
