using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;
using PathToProd.Formats.Values;
using PathToProd.Text;

namespace PathToProd.Formats.Shapes;

/// <summary>A whole number between two bounds, both included.</summary>
internal sealed class IntegerShape(int min, int max) : Shape<int>
{
    public override string Expected => $"a whole number from {min} to {max}";

    public override bool MayBeNothing => false;

    public override bool TryRead(
        ValueNode node,
        string label,
        List<Problem> problems,
        [MaybeNullWhen(false)] out int value
    )
    {
        value = 0;
        if (node is not ValueNode.Scalar scalar || scalar.Kind is ScalarKind.Boolean or ScalarKind.Nothing)
        {
            return Refuse(node, label, problems);
        }

        // JSON Schema takes 2.0 for a whole number, and so do we.
        var isNumber = decimal.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number);
        if (scalar.Kind == ScalarKind.Text)
        {
            return Refuse(node, label, problems, isNumber ? $"write it without quotes: {scalar.Text}" : null);
        }

        if (!isNumber || number != decimal.Truncate(number) || number < min || number > max)
        {
            return Refuse(node, label, problems);
        }

        value = (int)number;
        return true;
    }

    public override JsonObject ToSchema() =>
        new()
        {
            ["type"] = "integer",
            ["minimum"] = min,
            ["maximum"] = max,
        };
}
