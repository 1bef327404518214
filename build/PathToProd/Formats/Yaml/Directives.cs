using static PathToProd.Formats.Yaml.Characters;

namespace PathToProd.Formats.Yaml;

/// <summary>Scans the lines before a document that say how it is to be read.</summary>
internal static class Directives
{
    private const string Fix = "remove the line: no directive is needed";

    public static Token Scan(Cursor cursor)
    {
        var start = cursor.Here;
        cursor.Skip();
        var from = cursor.Index;
        while (IsWord(cursor.Current))
        {
            cursor.Skip();
        }

        var name = cursor.Slice(from);
        var token = name switch
        {
            "YAML" => new Token(TokenKind.VersionDirective, start, cursor.Index) { Text = Version(cursor) },
            "TAG" => Tag(cursor, start),
            _ => throw new YamlSyntaxException(
                start,
                $"% begins a directive, and there is no %{name}",
                "put the text in quotes"
            ),
        };
        cursor.SkipBlanks();
        if (cursor.Current == '#')
        {
            cursor.SkipToBreak();
        }

        if (!IsBreakOrEnd(cursor.Current))
        {
            throw new YamlSyntaxException(cursor.Here, "a directive is the only thing on its line", Fix);
        }

        if (cursor.Current != End)
        {
            cursor.TakeBreak();
        }

        return token;
    }

    private static string Version(Cursor cursor)
    {
        cursor.SkipBlanks();
        var from = cursor.Index;
        while (char.IsAsciiDigit(cursor.Current) || cursor.Current == '.')
        {
            cursor.Skip();
        }

        return cursor.Slice(from);
    }

    private static Token Tag(Cursor cursor, Mark start)
    {
        cursor.SkipBlanks();
        var handle = Tags.Handle(cursor);
        if (handle != "!" && handle[^1] != '!' || !IsBlank(cursor.Current))
        {
            throw new YamlSyntaxException(cursor.Here, "a tag's handle ends with ! and a space", Fix);
        }

        cursor.SkipBlanks();
        var prefix = Tags.Uri(cursor, "");
        return IsBlankOrEnd(cursor.Current)
            ? new Token(TokenKind.TagDirective, start, cursor.Index) { Handle = handle, Text = prefix }
            : throw new YamlSyntaxException(cursor.Here, "a tag's prefix ends with a space", Fix);
    }
}
