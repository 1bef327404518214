using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using PathToProd.Formats.Values;
using PathToProd.Text;

namespace PathToProd.Formats.Shapes;

/// <summary>A map whose keys are the user's names. Entries that are wrong are left out.</summary>
/// <param name="noun">What a key is, for messages.</param>
/// <param name="key">The format of a key.</param>
/// <param name="value">The shape of a value.</param>
internal sealed class MapShape<T>(string noun, TextFormat<string> key, Shape<T> value) : Shape<Named<T>[]>
{
    public override string Expected => "a map";

    public override bool MayBeNothing => true;

    public override bool TryRead(
        ValueNode node,
        string label,
        List<Problem> problems,
        [MaybeNullWhen(false)] out Named<T>[] read
    )
    {
        read = null;
        if (node is not ValueNode.Map map)
        {
            return Refuse(node, label, problems);
        }

        var entries = new List<Named<T>>(map.Entries.Length);
        foreach (var entry in map.Entries)
        {
            var isKey = key.Parser(entry.Key, out var name, out var error);
            if (!isKey)
            {
                problems.Add(
                    new Problem(
                        entry.KeyWhere,
                        $"{noun} must be {key.Expected}, and \"{entry.Key.ReplaceLineEndings(" ")}\" is not: {error.What}",
                        error.Fix
                    )
                );
            }

            if (value.TryRead(entry.Value, $"{label}.{entry.Key}", problems, out var one) && isKey)
            {
                entries.Add(new Named<T>(name!, entry.KeyWhere, one));
            }
        }

        read = [.. entries];
        return true;
    }

    public override JsonObject ToSchema() =>
        new()
        {
            ["type"] = "object",
            ["propertyNames"] = new JsonObject { ["pattern"] = key.Pattern },
            ["additionalProperties"] = value.ToSchema(),
        };
}

/// <summary>A value by the user's name for it.</summary>
internal sealed record Named<T>(string Name, SourcePosition Where, T Value);
