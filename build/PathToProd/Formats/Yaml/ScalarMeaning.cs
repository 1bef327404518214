using System.Globalization;
using System.Text;

namespace PathToProd.Formats.Yaml;

/// <summary>What a scalar means to Kubernetes, with the tag that it may carry.</summary>
internal static class ScalarMeaning
{
    /// <summary>Null, a Boolean, a <see cref="long"/>, a <see cref="ulong"/>, a <see cref="double"/> or a text.</summary>
    /// <exception cref="YamlSyntaxException">The tag does not fit.</exception>
    public static object? Of(YamlNode.Scalar scalar) =>
        scalar.Tag switch
        {
            "" => scalar.IsPlain ? PlainMeaning.Of(scalar.Text) : scalar.Text,
            $"{Tags.Prefix}binary" => Binary(scalar),
            $"{Tags.Prefix}timestamp" => PlainMeaning.IsTime(scalar.Text) ? scalar.Text : throw Misfit(scalar),
            $"{Tags.Prefix}null" or $"{Tags.Prefix}bool" or $"{Tags.Prefix}int" or $"{Tags.Prefix}float" => Typed(
                scalar
            ),
            _ => scalar.Text,
        };

    /// <summary>The name of an entry: numbers and Booleans become text in Go's form.</summary>
    public static string KeyOf(YamlNode.Scalar scalar) =>
        Of(scalar) switch
        {
            string text => text,
            bool flag => flag ? "true" : "false",
            long whole => whole.ToString(CultureInfo.InvariantCulture),
            double real => GoFloat.Text(real),
            _ => throw new YamlSyntaxException(
                scalar.Where,
                scalar.Text.Length == 0 ? "a key is missing" : $"{scalar.Text} cannot be a key in Kubernetes",
                "put it in quotes"
            ),
        };

    private static object? Typed(YamlNode.Scalar scalar)
    {
        var type = scalar.Tag[Tags.Prefix.Length..];
        return PlainMeaning.Of(scalar.Text) switch
        {
            null when type == "null" => null,
            bool flag when type == "bool" => flag,
            object whole when type == "int" && whole is (long or ulong) => whole,
            long whole when type == "float" => (double)whole,
            double real when type == "float" => real,
            _ => throw Misfit(scalar),
        };
    }

    private static string Binary(YamlNode.Scalar scalar)
    {
        var buffer = new byte[scalar.Text.Length];
        if (scalar.Text.Contains(' ') || !Convert.TryFromBase64String(scalar.Text, buffer, out var length))
        {
            throw new YamlSyntaxException(scalar.Where, "the value of !!binary is not base64", "encode it again");
        }

        // As Go does, each byte that is no UTF-8 becomes a character of its own.
        var text = new StringBuilder();
        var rest = buffer.AsSpan(0, length);
        while (rest.Length > 0)
        {
            var isWhole = Rune.DecodeFromUtf8(rest, out var rune, out var taken) == System.Buffers.OperationStatus.Done;
            text.Append(isWhole ? rune.ToString() : "\uFFFD");
            rest = rest[(isWhole ? taken : 1)..];
        }

        return text.ToString();
    }

    private static YamlSyntaxException Misfit(YamlNode.Scalar scalar) =>
        new(
            scalar.Where,
            $"\"{scalar.Text}\" does not fit the tag !!{scalar.Tag[Tags.Prefix.Length..]}",
            "correct the value, or remove the tag"
        );
}
