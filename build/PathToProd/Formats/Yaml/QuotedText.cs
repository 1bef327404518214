using System.Globalization;
using System.Text;
using static PathToProd.Formats.Yaml.Characters;

namespace PathToProd.Formats.Yaml;

/// <summary>Scans text in single or double quotes.</summary>
internal static class QuotedText
{
    public static Token Scan(Cursor cursor)
    {
        var start = cursor.Here;
        var quote = cursor.Current;
        cursor.Skip();
        if (LengthAsWritten(cursor.Rest, quote) is >= 0 and var length)
        {
            cursor.Skip(length + 1);
            return new Token(TokenKind.Scalar, start, cursor.Index)
            {
                Text = cursor.Slice(start.Index + 1, length).ToString(),
            };
        }

        var text = new StringBuilder();
        var between = new LineFolding();
        while (true)
        {
            if (cursor.Current == End || cursor.IsAtDocumentMark())
            {
                throw new YamlSyntaxException(start, "the quote that opens here is not closed", "close it");
            }

            ScanWord(cursor, quote, text, ref between);
            if (cursor.Current == quote)
            {
                cursor.Skip();
                return new Token(TokenKind.Scalar, start, cursor.Index) { Text = text.ToString() };
            }

            SkipBetween(cursor, ref between);
            between.FoldInto(text, cursor);
        }
    }

    /// <summary>The length of a text that ends on its line and means what is written; negative for all others.</summary>
    private static int LengthAsWritten(ReadOnlySpan<char> rest, char quote)
    {
        for (var at = 0; at < rest.Length; at++)
        {
            var c = rest[at];
            if (c == quote)
            {
                return quote == '\'' && rest[(at + 1)..] is ['\'', ..] ? -1 : at;
            }

            if (IsBreak(c) || c == '\\' && quote == '"')
            {
                return -1;
            }
        }

        return -1;
    }

    private static void ScanWord(Cursor cursor, char quote, StringBuilder text, ref LineFolding between)
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

    private static void SkipBetween(Cursor cursor, ref LineFolding between)
    {
        while (true)
        {
            if (IsBlank(cursor.Current))
            {
                between.Blank(cursor);
            }
            else if (IsBreak(cursor.Current))
            {
                between.Break(cursor);
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
