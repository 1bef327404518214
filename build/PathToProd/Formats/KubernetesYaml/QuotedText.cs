using System.Globalization;
using System.Text;
using static PathToProd.Formats.KubernetesYaml.Characters;

namespace PathToProd.Formats.KubernetesYaml;

/// <summary>Scans text in single or double quotes.</summary>
internal static class QuotedText
{
    public static Token Scan(Cursor cursor)
    {
        var start = cursor.Here;
        var quote = cursor.Current;
        var text = new StringBuilder();
        var between = new LineFolding(cursor);
        cursor.Skip();
        while (true)
        {
            if (cursor.Current == End || cursor.IsAtDocumentMark())
            {
                throw new YamlSyntaxException(start, "the quote that opens here is not closed", "close it");
            }

            ScanWord(cursor, quote, text, between);
            if (cursor.Current == quote)
            {
                cursor.Skip();
                return new Token(TokenKind.Scalar, start, cursor.Index) { Text = text.ToString() };
            }

            SkipBetween(cursor, between);
            between.FoldInto(text);
        }
    }

    private static void ScanWord(Cursor cursor, char quote, StringBuilder text, LineFolding between)
    {
        while (!IsBlankOrEnd(cursor.Current))
        {
            if (cursor.Current == quote)
            {
                if (quote == '"' || cursor.Ahead(1) != '\'')
                {
                    return;
                }

                text.Append('\'');
                cursor.Skip(2);
            }
            else if (quote == '"' && cursor.Current == '\\')
            {
                if (IsBreak(cursor.Ahead(1)))
                {
                    cursor.Skip();
                    cursor.TakeBreak();
                    between.Escape();
                    return;
                }

                text.Append(Escape(cursor));
            }
            else
            {
                cursor.TakeTo(text);
            }
        }
    }

    private static void SkipBetween(Cursor cursor, LineFolding between)
    {
        while (true)
        {
            if (IsBlank(cursor.Current))
            {
                between.Blank();
            }
            else if (IsBreak(cursor.Current))
            {
                between.Break();
            }
            else
            {
                return;
            }
        }
    }

    private static string Escape(Cursor cursor)
    {
        var digits = cursor.Ahead(1) switch
        {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            _ => 0,
        };
        if (digits > 0)
        {
            return Numbered(cursor, digits);
        }

        var meaning = cursor.Ahead(1) switch
        {
            '0' => "\0",
            'a' => "\a",
            'b' => "\b",
            't' or '\t' => "\t",
            'n' => "\n",
            'v' => "\v",
            'f' => "\f",
            'r' => "\r",
            'e' => "\u001B",
            ' ' => " ",
            '"' => "\"",
            '\'' => "'",
            '\\' => "\\",
            'N' => "\u0085",
            '_' => "\u00A0",
            'L' => "\u2028",
            'P' => "\u2029",
            var other => throw new YamlSyntaxException(
                cursor.Here,
                $"the escape \\{(other == End ? "" : other)} means nothing in YAML",
                "write \\\\ for a backslash, or use single quotes"
            ),
        };
        cursor.Skip(2);
        return meaning;
    }

    private static string Numbered(Cursor cursor, int digits)
    {
        var value = 0u;
        for (var at = 2; at < 2 + digits; at++)
        {
            var digit = cursor.Ahead(at);
            if (!char.IsAsciiHexDigit(digit))
            {
                throw new YamlSyntaxException(
                    cursor.Here,
                    $"the escape \\{cursor.Ahead(1)} needs {digits} hexadecimal digits",
                    "write \\\\ for a backslash, or use single quotes"
                );
            }

            value = value * 16 + (uint)Convert.ToInt32(digit.ToString(), 16);
        }

        if (value > 0x10FFFF || value is >= 0xD800 and <= 0xDFFF)
        {
            throw new YamlSyntaxException(
                cursor.Here,
                string.Create(CultureInfo.InvariantCulture, $"the escape of U+{value:X4} is not a character in YAML"),
                "write the character itself, or \\U and eight hexadecimal digits"
            );
        }

        cursor.Skip(2 + digits);
        return char.ConvertFromUtf32((int)value);
    }
}
