using System.Text;
using static PathToProd.Formats.Yaml.Characters;

namespace PathToProd.Formats.Yaml;

/// <summary>Scans text without quotes.</summary>
internal static class PlainText
{
    public static bool CanBegin(char c, char next, bool isFlow) =>
        c switch
        {
            '-' => !IsBlank(next),
            '?' or ':' => !isFlow && !IsBlankOrEnd(next),
            ',' or '[' or ']' or '{' or '}' or '#' or '&' or '*' or '!' or '|' or '>' => false,
            '\'' or '"' or '%' or '@' or '`' => false,
            _ => !IsBlankOrEnd(c),
        };

    /// <param name="cursor">Stands at the first character.</param>
    /// <param name="isFlow">Whether it is in a flow list or map.</param>
    /// <param name="indent">The column of the block that it is in.</param>
    /// <param name="isKeyAllowed">Whether a key may follow: only on a line of its own.</param>
    public static Token Scan(Cursor cursor, bool isFlow, int indent, out bool isKeyAllowed)
    {
        var start = cursor.Here;
        var end = start.Index;
        StringBuilder? text = null; // text on one line is a part of the file as it is
        var between = new LineFolding();
        while (!cursor.IsAtDocumentMark() && cursor.Current != '#')
        {
            var length = WordLength(cursor, isFlow);
            if (length > 0)
            {
                if (between.IsBroken)
                {
                    text ??= new StringBuilder().Append(cursor.Slice(start.Index, end - start.Index));
                }

                Take(cursor, length, text, ref between);
                end = cursor.Index;
            }

            if (!IsBlank(cursor.Current) && !IsBreak(cursor.Current))
            {
                break;
            }

            SkipBetween(cursor, ref between, indent);
            if (!isFlow && cursor.Column <= indent)
            {
                break;
            }
        }

        isKeyAllowed = between.IsBroken;
        return new Token(TokenKind.Scalar, start, end)
        {
            Text = text?.ToString() ?? cursor.Slice(start.Index, end - start.Index).ToString(),
            IsPlain = true,
        };
    }

    private static void Take(Cursor cursor, int length, StringBuilder? text, ref LineFolding between)
    {
        if (text is null)
        {
            between = default;
            cursor.Skip(length);
        }
        else
        {
            between.FoldInto(text, cursor);
            cursor.TakeTo(text, length);
        }
    }

    private static int WordLength(Cursor cursor, bool isFlow)
    {
        var rest = cursor.Rest;
        for (var length = 0; length < rest.Length; length++)
        {
            var c = rest[length];
            var isEnd =
                !char.IsAsciiLetterOrDigit(c) && IsBlankOrEnd(c)
                || c == ':' && IsBlankOrEnd(cursor.Ahead(length + 1))
                || isFlow && c is (',' or '?' or '[' or ']' or '{' or '}');
            if (isEnd)
            {
                return length;
            }
        }

        return rest.Length;
    }

    private static void SkipBetween(Cursor cursor, ref LineFolding between, int indent)
    {
        while (true)
        {
            if (IsBlank(cursor.Current))
            {
                if (between.IsBroken && cursor.Column <= indent && cursor.Current == '\t')
                {
                    throw new YamlSyntaxException(cursor.Here, "a tab indents this line", "indent with spaces");
                }

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
}
