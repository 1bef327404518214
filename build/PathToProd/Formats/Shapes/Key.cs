using System.Text.Json;
using System.Text.Json.Nodes;
using PathToProd.Formats.Values;
using PathToProd.Text;

namespace PathToProd.Formats.Shapes;

/// <summary>A key of an object: its name, what it means, and whether it must be there.</summary>
internal abstract class Key(string name, string doc)
{
    public string Name => name;

    public string Doc => doc;

    /// <summary>The line to add when the key is missing; null when it may be missing.</summary>
    public string? RequiredAs { get; init; }

    /// <summary>What it means when the key is missing, for editors; null when that has no value.</summary>
    public object? Default { get; init; }

    /// <summary>A key for a text of one line; null when it is missing.</summary>
    public static Key<string?> Line(string name, string doc) =>
        new(name, new TextShape<string>(TextFormats.Line)!, doc) { Fallback = null };

    public abstract (bool IsRead, object? Value) Read(ValueNode node, List<Problem> problems);

    public abstract JsonObject ToSchema();
}

/// <inheritdoc />
internal sealed class Key<T>(string name, Shape<T> shape, string doc) : Key(name, doc)
{
    /// <summary>Stands in for a required key that is missing or wrong, so that the rest can still be checked.</summary>
    public required T Fallback { get; init; }

    public override (bool IsRead, object? Value) Read(ValueNode node, List<Problem> problems)
    {
        if (shape.MayBeNothing && node is ValueNode.Scalar { Kind: ScalarKind.Nothing })
        {
            return (false, null);
        }

        return shape.TryRead(node, Name, problems, out var value) ? (true, value) : (false, null);
    }

    public override JsonObject ToSchema()
    {
        var schema = shape.ToSchema();
        if (shape.MayBeNothing)
        {
            schema["type"] = new JsonArray(schema["type"]!.DeepClone(), "null");
        }

        var documented = new JsonObject { ["description"] = Doc };
        if (Default is not null)
        {
            documented["default"] = JsonSerializer.SerializeToNode(Default);
        }

        foreach (var (property, value) in schema)
        {
            documented[property] = value?.DeepClone();
        }

        return documented;
    }
}
