using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using PathToProd.Formats.Values;
using PathToProd.Text;

namespace PathToProd.Formats.Shapes;

/// <summary>A text of one format.</summary>
internal sealed class TextShape<T>(TextFormat<T> format) : Shape<T>
{
    public override string Expected => format.Expected;

    public override bool MayBeNothing => false;

    public override bool TryRead(
        ValueNode node,
        string label,
        List<Problem> problems,
        [MaybeNullWhen(false)] out T value
    )
    {
        value = default;
        if (node is not ValueNode.Scalar { Kind: not ScalarKind.Nothing } scalar)
        {
            return Refuse(node, label, problems);
        }

        var isRead = format.Parser(scalar.Text, out value, out var error);
        if (scalar.Kind != ScalarKind.Text)
        {
            // version: 1.10 is the number 1.1 to every other reader of the file.
            return Refuse(node, label, problems, isRead ? $"put it in quotes: \"{scalar.Text}\"" : error.Fix);
        }

        if (!isRead)
        {
            problems.Add(
                new Problem(scalar.PositionOf(error.At), format.Refusal(label, scalar.Text, error), error.Fix)
            );
        }

        return isRead;
    }

    public override JsonObject ToSchema() => new() { ["type"] = "string", ["pattern"] = format.Pattern };
}
