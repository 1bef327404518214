using System.Text;
using static PathToProd.Formats.Yaml.Characters;

namespace PathToProd.Formats.Yaml;

/// <summary>Scans blocks of text: literal after <c>|</c>, folded after <c>&gt;</c>.</summary>
internal static class BlockText
{
    public static Token Scan(Cursor cursor, int parentIndent)
    {
        var start = cursor.Here;
        var isLiteral = cursor.Current == '|';
        cursor.Skip();
        var (chomping, increment) = Header(cursor);
        var indent =
            increment == 0 ? 0
            : parentIndent >= 0 ? parentIndent + increment
            : increment;
        var text = new StringBuilder();
        var breaks = new StringBuilder();
        var lineBreak = "";
        var wasBlank = false;
        var end = cursor.Index;
        SkipBreaks(cursor, ref indent, parentIndent, breaks, ref end);
        while (cursor.Column == indent && cursor.Current != End)
        {
            var isBlank = IsBlank(cursor.Current);
            if (!isLiteral && lineBreak == "\n" && !wasBlank && !isBlank)
            {
                text.Append(breaks.Length == 0 ? " " : "");
            }
            else
            {
                text.Append(lineBreak);
            }

            text.Append(breaks);
            breaks.Clear();
            wasBlank = isBlank;
            var from = cursor.Index;
            cursor.SkipToBreak();
            text.Append(cursor.Slice(from));
            lineBreak = cursor.Current == End ? "" : cursor.TakeBreak();
            end = cursor.Index;
            SkipBreaks(cursor, ref indent, parentIndent, breaks, ref end);
        }

        text.Append(chomping == '-' ? "" : lineBreak).Append(chomping == '+' ? breaks : null);
        return new Token(TokenKind.Scalar, start, end) { Text = text.ToString() };
    }

    /// <summary>How the end of the text is kept, and by how much it is indented, in either order; then the line ends.</summary>
    private static (char Chomping, int Increment) Header(Cursor cursor)
    {
        var chomping = Chomping(cursor);
        var increment = Increment(cursor);
        chomping = chomping == End ? Chomping(cursor) : chomping;
        cursor.SkipBlanks();
        if (cursor.Current == '#')
        {
            cursor.SkipToBreak();
        }

        if (!IsBreakOrEnd(cursor.Current))
        {
            throw new YamlSyntaxException(
                cursor.Here,
                "a block of text begins on the line after | or >",
                "put the text in quotes, or on the next line"
            );
        }

        if (cursor.Current != End)
        {
            cursor.TakeBreak();
        }

        return (chomping, increment);
    }

    private static char Chomping(Cursor cursor)
    {
        var sign = cursor.Current;
        if (sign is not ('+' or '-'))
        {
            return End;
        }

        cursor.Skip();
        return sign;
    }

    private static int Increment(Cursor cursor)
    {
        var digit = cursor.Current;
        if (!char.IsAsciiDigit(digit))
        {
            return 0;
        }

        if (digit == '0')
        {
            throw new YamlSyntaxException(cursor.Here, "a block of text is indented by at least 1", "remove the 0");
        }

        cursor.Skip();
        return digit - '0';
    }

    /// <summary>Goes past empty lines and indentation; the first line that is not empty says how far the text is indented.</summary>
    private static void SkipBreaks(Cursor cursor, ref int indent, int parentIndent, StringBuilder breaks, ref int end)
    {
        var deepest = 0;
        while (true)
        {
            while ((indent == 0 || cursor.Column < indent) && cursor.Current == ' ')
            {
                cursor.Skip();
            }

            deepest = Math.Max(deepest, cursor.Column);
            if ((indent == 0 || cursor.Column < indent) && cursor.Current == '\t')
            {
                throw new YamlSyntaxException(cursor.Here, "a tab indents this line", "indent with spaces");
            }

            if (!IsBreak(cursor.Current))
            {
                break;
            }

            breaks.Append(cursor.TakeBreak());
            end = cursor.Index;
        }

        indent = indent == 0 ? Math.Max(deepest, Math.Max(parentIndent + 1, 1)) : indent;
    }
}
