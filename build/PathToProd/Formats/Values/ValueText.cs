using System.Globalization;
using System.Numerics;
using System.Text;

namespace PathToProd.Formats.Values;

/// <summary>Writes trees of values as text whose types survive any reader: every text is in double quotes.</summary>
public static class ValueText
{
    /// <summary>Writes YAML that YAML 1.1 and 1.2 read alike, with a line break at the end.</summary>
    public static string ToYaml(ValueNode node)
    {
        var text = new StringBuilder();
        WriteYaml(text, node, indent: 0, afterKey: false);
        return text.ToString();
    }

    /// <summary>Writes indented JSON, with a line break at the end.</summary>
    public static string ToJson(ValueNode node)
    {
        var text = new StringBuilder();
        WriteJson(text, node, indent: 0);
        return text.Append('\n').ToString();
    }

    private static void WriteYaml(StringBuilder text, ValueNode node, int indent, bool afterKey)
    {
        switch (node)
        {
            case ValueNode.Map { Entries: { IsEmpty: false } entries }:
                text.Append(afterKey ? "\n" : "");
                foreach (var entry in entries)
                {
                    text.Append(' ', indent).Append(Line(entry.Key)).Append(':');
                    WriteYaml(text, entry.Value, indent + 2, afterKey: true);
                }

                break;
            case ValueNode.List { Items: { IsEmpty: false } items }:
                text.Append(afterKey ? "\n" : "");
                foreach (var item in items)
                {
                    text.Append(' ', indent).Append('-');
                    WriteYaml(text, item, indent + 2, afterKey: true);
                }

                break;
            default:
                text.Append(afterKey ? " " : "").Append(Leaf(node)).Append('\n');
                break;
        }
    }

    private static void WriteJson(StringBuilder text, ValueNode node, int indent)
    {
        if (node is ValueNode.Map { Entries: { IsEmpty: false } entries })
        {
            var separator = "{\n";
            foreach (var entry in entries)
            {
                text.Append(separator).Append(' ', indent + 2).Append(Quote(entry.Key)).Append(": ");
                WriteJson(text, entry.Value, indent + 2);
                separator = ",\n";
            }

            text.Append('\n').Append(' ', indent).Append('}');
        }
        else if (node is ValueNode.List { Items: { IsEmpty: false } items })
        {
            var separator = "[\n";
            foreach (var item in items)
            {
                text.Append(separator).Append(' ', indent + 2);
                WriteJson(text, item, indent + 2);
                separator = ",\n";
            }

            text.Append('\n').Append(' ', indent).Append(']');
        }
        else
        {
            text.Append(Leaf(node));
        }
    }

    private static string Leaf(ValueNode node) =>
        node switch
        {
            ValueNode.Map => "{}",
            ValueNode.List => "[]",
            ValueNode.Scalar { Kind: ScalarKind.Text } scalar => Quote(scalar.Text),
            ValueNode.Scalar { Kind: ScalarKind.Boolean } scalar => scalar.Text.ToLowerInvariant(),
            ValueNode.Scalar { Kind: ScalarKind.WholeNumber } scalar => WholeNumber(scalar.Text),
            ValueNode.Scalar { Kind: ScalarKind.Number } scalar => Number(scalar.Text),
            _ => "null",
        };

    private static string WholeNumber(string text) =>
        text switch
        {
            ['0', 'x', .. var hex] => BigInteger.Parse("0" + hex, NumberStyles.AllowHexSpecifier).ToString(),
            ['0', 'o', .. var octal] => octal
                .Aggregate(BigInteger.Zero, (sum, digit) => sum * 8 + (digit - '0'))
                .ToString(),
            ['+', .. var rest] => rest,
            _ => text,
        };

    /// <summary>
    /// Gives a number that JSON does not know (<c>.5</c>, <c>5.</c>) its missing digits, and takes the zeros away with
    /// which one begins (<c>012e34</c>).
    /// </summary>
    private static string Number(string text)
    {
        var sign = text[0] == '-' ? "-" : "";
        var digits = text.TrimStart('-', '+').TrimStart('0');
        text = sign + (digits is [>= '1' and <= '9', ..] ? "" : "0") + digits;
        var at = text.IndexOf('.');
        if (at >= 0 && (at + 1 == text.Length || !char.IsAsciiDigit(text[at + 1])))
        {
            text = text.Insert(at + 1, "0");
        }

        return text;
    }

    /// <summary>A text on one line of YAML: without quotes where every reader takes it for that text.</summary>
    public static string Line(string text) => IsPlain(text) ? text : Quote(text);

    private static bool IsPlain(string text) =>
        text.Length > 1
        && char.IsAsciiLetter(text[0])
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/')
        && PlainScalar.KindOf(text) == ScalarKind.Text
        && PlainScalar.TrapIn(text) is null;

    /// <summary>Double quotes with the escapes that YAML and JSON share.</summary>
    internal static string Quote(string value)
    {
        var text = new StringBuilder(value.Length + 2).Append('"');
        for (var at = 0; at < value.Length; at++)
        {
            var c = value[at];
            _ = c switch
            {
                '"' or '\\' => text.Append('\\').Append(c),
                '\n' => text.Append("\\n"),
                '\t' => text.Append("\\t"),
                '\r' => text.Append("\\r"),
                _ when MustEscape(value, at) => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => text.Append(c),
            };
        }

        return text.Append('"').ToString();
    }

    private static bool MustEscape(string value, int at)
    {
        var c = value[at];
        var isLoneSurrogate =
            char.IsHighSurrogate(c) && (at + 1 == value.Length || !char.IsLowSurrogate(value[at + 1]))
            || char.IsLowSurrogate(c) && (at == 0 || !char.IsHighSurrogate(value[at - 1]));
        return char.IsControl(c) || c is '\u2028' or '\u2029' or '\uFEFF' or '\uFFFE' or '\uFFFF' || isLoneSurrogate;
    }
}
