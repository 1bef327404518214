using System.Text.Json.Nodes;
using PathToProd.Text;

namespace PathToProd.Model.Kubernetes.Patches;

/// <summary>One operation of a JSON Patch (RFC 6902).</summary>
/// <param name="Where">Where it stands.</param>
/// <param name="Op">One of <see cref="Words"/>.</param>
/// <param name="Path">What it changes.</param>
/// <param name="From">What <c>move</c> and <c>copy</c> take; null for the others.</param>
/// <param name="Value">What <c>add</c>, <c>replace</c> and <c>test</c> say.</param>
public sealed record PatchOperation(SourcePosition Where, string Op, string Path, string? From, JsonNode? Value)
{
    /// <summary>The operations that there are.</summary>
    public static readonly string[] Words = ["add", "remove", "replace", "move", "copy", "test"];

    /// <exception cref="PatchException">A path leads nowhere, or a test fails.</exception>
    internal JsonNode? Apply(JsonNode? root)
    {
        switch (Op)
        {
            case "add":
                return Add(root, Value);
            case "remove":
                return Remove(root, Path);
            case "replace":
                Find(root, Path);
                return Path.Length == 0 ? Value?.DeepClone() : Add(Remove(root, Path), Value);
            case "move":
                var moved = Find(root, From!)?.DeepClone();
                return Add(Remove(root, From!), moved);
            case "copy":
                return Add(root, Find(root, From!));
            default:
                return JsonNode.DeepEquals(Find(root, Path), Value)
                    ? root
                    : throw Wrong($"{Path} is {Shown(Find(root, Path))}, and not {Shown(Value)}", "correct the test");
        }
    }

    private JsonNode? Add(JsonNode? root, JsonNode? value)
    {
        if (Path.Length == 0)
        {
            return value?.DeepClone();
        }

        var (parent, key) = Parent(root, Path);
        switch (parent)
        {
            case JsonObject map:
                map[key] = value?.DeepClone();
                return root;
            case JsonArray list:
                list.Insert(key == "-" ? list.Count : Index(list, key, list.Count), value?.DeepClone());
                return root;
            default:
                throw NotThere(Path);
        }
    }

    private JsonNode? Remove(JsonNode? root, string path)
    {
        Find(root, path);
        if (path.Length == 0)
        {
            return null;
        }

        var (parent, key) = Parent(root, path);
        if (parent is JsonArray list)
        {
            list.RemoveAt(Index(list, key, list.Count - 1));
        }
        else
        {
            ((JsonObject)parent!).Remove(key);
        }

        return root;
    }

    private (JsonNode? Parent, string Key) Parent(JsonNode? root, string path)
    {
        var slash = path.LastIndexOf('/');
        return (Find(root, path[..slash]), Unescape(path[(slash + 1)..]));
    }

    /// <summary>What a path leads to.</summary>
    private JsonNode? Find(JsonNode? root, string path)
    {
        var node = root;
        foreach (var part in path.Length == 0 ? [] : path[1..].Split('/'))
        {
            var key = Unescape(part);
            node =
                node is JsonObject map && map.TryGetPropertyValue(key, out var value) ? value
                : node is JsonArray list ? list[Index(list, key, list.Count - 1)]
                : throw NotThere(path);
        }

        return node;
    }

    private int Index(JsonArray list, string key, int last) =>
        int.TryParse(
            key,
            System.Globalization.NumberStyles.None,
            System.Globalization.CultureInfo.InvariantCulture,
            out var index
        )
        && index <= last
            ? index
            : throw Wrong(
                $"{key} is not the place of an item in a list of {list.Count}, which {Path} needs",
                "count from 0; - is the end"
            );

    private PatchException NotThere(string path) => Wrong($"{path} is not there", "correct the path");

    private PatchException Wrong(string what, string fix) => new(Where, what, fix);

    private static string Unescape(string part) =>
        part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);

    private static string Shown(JsonNode? node) => node?.ToJsonString() ?? "null";
}
