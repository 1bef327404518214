using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using PathToProd.Formats.Values;
using PathToProd.Text;

namespace PathToProd.Formats.Shapes;

/// <summary>One thing, or a list of them.</summary>
/// <param name="item">The shape of an item.</param>
/// <param name="isDistinct">Whether all items must be different.</param>
internal sealed class OneOrListShape<T>(Shape<T> item, bool isDistinct = true) : Shape<T[]>
{
    private readonly ListShape<T> _list = new(item, isDistinct);

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
