using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using PathToProd.Formats.Values;
using PathToProd.Text;

namespace PathToProd.Formats.Shapes;

/// <summary>A list, whose items are all of one shape. Items that are wrong are left out.</summary>
/// <param name="item">The shape of an item.</param>
/// <param name="isDistinct">Whether all items must be different.</param>
internal sealed class ListShape<T>(Shape<T> item, bool isDistinct) : Shape<T[]>
{
    public override string Expected => "a list";

    public override bool MayBeNothing => true;

    public override bool TryRead(
        ValueNode node,
        string label,
        List<Problem> problems,
        [MaybeNullWhen(false)] out T[] value
    )
    {
        value = null;
        if (node is not ValueNode.List list)
        {
            var fix = node is ValueNode.Scalar { Kind: ScalarKind.Text } scalar ? $"write [{scalar.Text}]" : null;
            return Refuse(node, label, problems, fix);
        }

        var items = new List<T>(list.Items.Length);
        foreach (var one in list.Items)
        {
            if (!item.TryRead(one, $"an item of {label}", problems, out var read))
            {
                continue;
            }

            if (isDistinct && items.Contains(read))
            {
                problems.Add(new Problem(one.Where, $"{label} has the same item twice", "remove one of the two"));
                continue;
            }

            items.Add(read);
        }

        value = [.. items];
        return true;
    }

    public override JsonObject ToSchema() =>
        new()
        {
            ["type"] = "array",
            ["items"] = item.ToSchema(),
            ["uniqueItems"] = isDistinct,
        };
}
