using System.Text;
using static PathToProd.Formats.KubernetesYaml.Characters;

namespace PathToProd.Formats.KubernetesYaml;

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
        var text = new StringBuilder();
        var between = new LineFolding(cursor);
        while (!cursor.IsAtDocumentMark() && cursor.Current != '#')
        {
            var length = WordLength(cursor, isFlow);
            if (length > 0)
            {
                between.FoldInto(text);
                cursor.TakeTo(text, length);
                end = cursor.Index;
            }

            if (!IsBlank(cursor.Current) && !IsBreak(cursor.Current))
            {
                break;
            }

            SkipBetween(cursor, between, indent);
            if (!isFlow && cursor.Column <= indent)
            {
                break;
            }
        }

        isKeyAllowed = between.IsBroken;
        return new Token(TokenKind.Scalar, start, end) { Text = text.ToString(), IsPlain = true };
    }

    private static int WordLength(Cursor cursor, bool isFlow)
    {
        for (var length = 0; ; length++)
        {
            var c = cursor.Ahead(length);
            var isEnd =
                IsBlankOrEnd(c)
                || c == ':' && IsBlankOrEnd(cursor.Ahead(length + 1))
                || isFlow && c is (',' or '?' or '[' or ']' or '{' or '}');
            if (isEnd)
            {
                return length;
            }
        }
    }

    private static void SkipBetween(Cursor cursor, LineFolding between, int indent)
    {
        while (true)
        {
            if (IsBlank(cursor.Current))
            {
                if (between.IsBroken && cursor.Column <= indent && cursor.Current == '\t')
                {
                    throw new YamlSyntaxException(cursor.Here, "a tab indents this line", "indent with spaces");
                }

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
}
