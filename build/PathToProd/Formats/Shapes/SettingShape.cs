using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using PathToProd.Formats.Values;
using PathToProd.Text;

namespace PathToProd.Formats.Shapes;

/// <summary>Any scalar, taken as the text that it is written as: a setting that another program reads.</summary>
internal sealed class SettingShape : Shape<string>
{
    public override string Expected => "text, a number, true or false";

    public override bool MayBeNothing => false;

    public override bool TryRead(
        ValueNode node,
        string label,
        List<Problem> problems,
        [MaybeNullWhen(false)] out string value
    )
    {
        value = null;
        if (node is not ValueNode.Scalar { Kind: not ScalarKind.Nothing } scalar)
        {
            return Refuse(node, label, problems);
        }

        value = scalar.Kind == ScalarKind.Boolean ? scalar.Text.ToLowerInvariant() : scalar.Text;
        return true;
    }

    public override JsonObject ToSchema() => new() { ["type"] = new JsonArray("string", "number", "boolean") };
}
