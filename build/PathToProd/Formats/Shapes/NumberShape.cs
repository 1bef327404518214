using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;
using PathToProd.Formats.Values;
using PathToProd.Text;

namespace PathToProd.Formats.Shapes;

/// <summary>Any number, such as 0.01.</summary>
internal sealed class NumberShape : Shape<double>
{
    public override string Expected => "a number such as 0.01";

    public override bool MayBeNothing => false;

    public override bool TryRead(
        ValueNode node,
        string label,
        List<Problem> problems,
        [MaybeNullWhen(false)] out double value
    )
    {
        value = 0;
        if (node is not ValueNode.Scalar scalar || scalar.Kind is ScalarKind.Boolean or ScalarKind.Nothing)
        {
            return Refuse(node, label, problems);
        }

        var isNumber =
            double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out value)
            && double.IsFinite(value);
        if (scalar.Kind == ScalarKind.Text)
        {
            return Refuse(node, label, problems, isNumber ? $"write it without quotes: {scalar.Text}" : null);
        }

        return isNumber || Refuse(node, label, problems);
    }

    public override JsonObject ToSchema() => new() { ["type"] = "number" };
}
