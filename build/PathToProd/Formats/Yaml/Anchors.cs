using static PathToProd.Formats.Yaml.Characters;

namespace PathToProd.Formats.Yaml;

/// <summary>Scans the names by which one part of a document stands for another.</summary>
internal static class Anchors
{
    public static Token Scan(Cursor cursor)
    {
        var start = cursor.Here;
        var kind = cursor.Current == '*' ? TokenKind.Alias : TokenKind.Anchor;
        cursor.Skip();
        var from = cursor.Index;
        while (IsWord(cursor.Current))
        {
            cursor.Skip();
        }

        var name = cursor.Slice(from);
        var isEnded =
            IsBlankOrEnd(cursor.Current) || cursor.Current is '?' or ':' or ',' or ']' or '}' or '%' or '@' or '`';
        if (name.Length == 0 || !isEnded)
        {
            var sign = kind == TokenKind.Alias ? '*' : '&';
            throw new YamlSyntaxException(
                start,
                $"{sign} begins the name of an anchor, which has only letters, digits, _ and -",
                $"put the text that begins with {sign} in quotes"
            );
        }

        return new Token(kind, start, cursor.Index) { Text = name };
    }
}
