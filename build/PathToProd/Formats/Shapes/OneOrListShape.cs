using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using PathToProd.Formats.Values;
using PathToProd.Text;

namespace PathToProd.Formats.Shapes;

/// <summary>One thing, or a list of them.</summary>
internal sealed class OneOrListShape<T>(Shape<T> item) : Shape<T[]>
{
    private readonly ListShape<T> _list = new(item, isDistinct: true);

    public override string Expected => $"{item.Expected}, or a list";

    public override bool MayBeNothing => false;

    public override bool TryRead(
        ValueNode node,
        string label,
        List<Problem> problems,
        [MaybeNullWhen(false)] out T[] value
    )
    {
        if (node is ValueNode.List)
        {
            return _list.TryRead(node, label, problems, out value);
        }

        var isRead = item.TryRead(node, label, problems, out var one);
        value = isRead ? [one!] : null;
        return isRead;
    }

    public override JsonObject ToSchema() => new() { ["anyOf"] = new JsonArray(item.ToSchema(), _list.ToSchema()) };
}
