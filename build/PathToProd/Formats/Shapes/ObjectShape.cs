using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using PathToProd.Formats.Values;
using PathToProd.Text;

namespace PathToProd.Formats.Shapes;

/// <summary>A map whose keys are ours.</summary>
/// <param name="build">Makes the value from what the keys say; may find problems of its own.</param>
/// <param name="keys">The keys, in the order in which they are documented.</param>
internal sealed class ObjectShape<T>(Func<Fields, T> build, params Key[] keys) : Shape<T>
{
    /// <summary>Of these keys, exactly one must be there.</summary>
    public Key[]? ExactlyOneOf { get; init; }

    /// <summary>Keys that mean something only beside another.</summary>
    public (Key Key, Key With)[] Needs { get; init; } = [];

    public override string Expected =>
        ExactlyOneOf is { } choices ? $"a map with {Prose.List([.. choices.Select(key => key.Name)], "or")}" : "a map";

    /// <summary>An object without required keys may as well say nothing.</summary>
    public override bool MayBeNothing => ExactlyOneOf is null && Array.TrueForAll(keys, key => key.RequiredAs is null);

    public override bool TryRead(
        ValueNode node,
        string label,
        List<Problem> problems,
        [MaybeNullWhen(false)] out T value
    )
    {
        value = default;
        if (node is not ValueNode.Map map)
        {
            return Refuse(node, label, problems);
        }

        var fields = new Fields(map, keys);
        List<string> misspelt = [];
        foreach (var entry in map.Entries)
        {
            if (Find(entry.Key) is not { } key)
            {
                problems.Add(Unknown(entry, label));
                misspelt.Add(Suggestion.For(entry.Key, keys.Select(one => one.Name)) ?? "");
            }
            else if (key.Read(entry.Value, problems) is (true, var read))
            {
                fields.Set(key, read);
            }
        }

        foreach (var key in keys)
        {
            // A misspelt key is one problem, not also a missing one.
            if (key.RequiredAs is { } line && map.Find(key.Name) is null && !misspelt.Contains(key.Name))
            {
                problems.Add(new Problem(map.Where, $"{label} is missing the key {key.Name}", $"add \"{line}\""));
            }
        }

        value = build(fields);
        return HasOne(map, label, problems) & HasNeeded(map, label, problems);
    }

    public override JsonObject ToSchema()
    {
        var properties = new JsonObject();
        foreach (var key in keys)
        {
            properties[key.Name] = key.ToSchema();
        }

        var schema = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = properties,
            ["additionalProperties"] = false,
        };
        if (
            keys.Where(key => key.RequiredAs is not null).Select(key => (JsonNode)key.Name).ToArray() is
            { Length: > 0 } required
        )
        {
            schema["required"] = new JsonArray(required);
        }

        if (ExactlyOneOf is { } choices)
        {
            schema["oneOf"] = new JsonArray([.. choices.Select(Required)]);
        }

        if (Needs.Length > 0)
        {
            schema["dependencies"] = new JsonObject(
                Needs.Select(one => KeyValuePair.Create<string, JsonNode?>(one.Key.Name, new JsonArray(one.With.Name)))
            );
        }

        return schema;
    }

    private Key? Find(string name)
    {
        foreach (var key in keys)
        {
            if (key.Name == name)
            {
                return key;
            }
        }

        return null;
    }

    private static JsonObject Required(Key key) => new() { ["required"] = new JsonArray(key.Name) };

    private Problem Unknown(MapEntry entry, string label) =>
        new(
            entry.KeyWhere,
            $"{label} has the unknown key {entry.Key.ReplaceLineEndings(" ")}",
            Suggestion.Fix(entry.Key, keys.Select(key => key.Name), "key", "remove it")
        );

    private bool HasOne(ValueNode.Map map, string label, List<Problem> problems)
    {
        if (ExactlyOneOf is not { } choices)
        {
            return true;
        }

        var said = choices.Where(key => map.Find(key.Name) is not null).ToArray();
        if (said.Length == 1)
        {
            return true;
        }

        string[] names = [.. (said.Length == 0 ? choices : said).Select(key => key.Name)];
        var (how, list, fix) = (said.Length, choices.Length) switch
        {
            (0, 2) => ("neither ", Prose.List(names, "nor"), "add one of the two"),
            (0, _) => ("none of ", Prose.List(names), "add one of them"),
            (2, _) => ("both ", Prose.List(names), "remove one of the two"),
            _ => ("", Prose.List(names), "keep one of them"),
        };
        problems.Add(new Problem(map.Where, $"{label} has {how}{list}", fix));
        return false;
    }

    private bool HasNeeded(ValueNode.Map map, string label, List<Problem> problems)
    {
        var hasAll = true;
        foreach (var (key, with) in Needs)
        {
            if (map.Find(key.Name) is { } entry && map.Find(with.Name) is null)
            {
                hasAll = false;
                problems.Add(
                    new Problem(
                        entry.KeyWhere,
                        $"{label} has {key.Name} without {with.Name}",
                        $"add {with.Name}, or remove {key.Name}"
                    )
                );
            }
        }

        return hasAll;
    }
}
