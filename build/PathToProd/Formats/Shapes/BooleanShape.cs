using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using PathToProd.Formats.Values;
using PathToProd.Text;

namespace PathToProd.Formats.Shapes;

/// <summary><c>true</c> or <c>false</c>.</summary>
internal sealed class BooleanShape : Shape<bool>
{
    public override string Expected => "true or false";

    public override bool MayBeNothing => false;

    public override bool TryRead(
        ValueNode node,
        string label,
        List<Problem> problems,
        [MaybeNullWhen(false)] out bool value
    )
    {
        value = false;
        if (node is not ValueNode.Scalar { Kind: ScalarKind.Boolean } scalar)
        {
            var isQuoted = node is ValueNode.Scalar { Kind: ScalarKind.Text, Text: "true" or "false" };
            return Refuse(node, label, problems, isQuoted ? "write it without quotes" : null);
        }

        value = scalar.Text.Equals("true", StringComparison.OrdinalIgnoreCase);
        return true;
    }

    public override JsonObject ToSchema() => new() { ["type"] = "boolean" };
}
