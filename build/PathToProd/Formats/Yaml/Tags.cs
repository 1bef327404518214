using System.Text;
using static PathToProd.Formats.Yaml.Characters;

namespace PathToProd.Formats.Yaml;

/// <summary>Scans tags, which say of what type a node is.</summary>
internal static class Tags
{
    public const string Prefix = "tag:yaml.org,2002:";
    public const string Merge = $"{Prefix}merge";

    private const string Fix = "remove the tag, or put the text that begins with ! in quotes";

    public static Token Scan(Cursor cursor)
    {
        var start = cursor.Here;
        string handle;
        string suffix;
        if (cursor.Ahead(1) == '<')
        {
            cursor.Skip(2);
            (handle, suffix) = ("", Uri(cursor, ""));
            if (cursor.Current != '>')
            {
                throw new YamlSyntaxException(cursor.Here, "a tag that begins with !< ends with >", Fix);
            }

            cursor.Skip();
        }
        else
        {
            handle = Handle(cursor);
            var isNamed = handle.Length > 1 && handle[^1] == '!';
            suffix = Uri(cursor, isNamed ? "" : handle);
            (handle, suffix) =
                isNamed ? (handle, suffix)
                : suffix.Length == 0 ? ("", "!")
                : ("!", suffix);
        }

        return IsBlankOrEnd(cursor.Current)
            ? new Token(TokenKind.Tag, start, cursor.Index) { Handle = handle, Text = suffix }
            : throw new YamlSyntaxException(cursor.Here, "a tag ends with a space", Fix);
    }

    /// <summary><c>!</c>, <c>!!</c> or <c>!name!</c>; of a tag without a second mark, its whole first word.</summary>
    public static string Handle(Cursor cursor)
    {
        var from = cursor.Index;
        if (cursor.Current != '!')
        {
            throw new YamlSyntaxException(cursor.Here, "a tag's handle begins with !", Fix);
        }

        cursor.Skip();
        while (IsWord(cursor.Current))
        {
            cursor.Skip();
        }

        if (cursor.Current == '!')
        {
            cursor.Skip();
        }

        return cursor.Slice(from);
    }

    /// <summary>The rest of a tag, after what was taken for its handle and was none.</summary>
    public static string Uri(Cursor cursor, string head)
    {
        var uri = new StringBuilder(head.Length > 1 ? head[1..] : "");
        var isThere = head.Length > 0;
        while (IsWord(cursor.Current) || ";/?:@&=+$,.!~*'()[]%".Contains(cursor.Current))
        {
            if (cursor.Current == '%')
            {
                uri.Append(Escape(cursor));
            }
            else
            {
                cursor.TakeTo(uri);
            }

            isThere = true;
        }

        return isThere ? uri.ToString() : throw new YamlSyntaxException(cursor.Here, "the tag is empty", Fix);
    }

    private static string Escape(Cursor cursor)
    {
        var bytes = new List<byte>();
        var start = cursor.Here;
        do
        {
            if (!char.IsAsciiHexDigit(cursor.Ahead(1)) || !char.IsAsciiHexDigit(cursor.Ahead(2)))
            {
                throw new YamlSyntaxException(cursor.Here, "% in a tag begins two hexadecimal digits", Fix);
            }

            bytes.Add(Convert.ToByte($"{cursor.Ahead(1)}{cursor.Ahead(2)}", 16));
            cursor.Skip(3);
        } while (cursor.Current == '%' && bytes.Count < Length(bytes[0]));

        var text = Encoding.UTF8.GetString([.. bytes]);
        return bytes.Count == Length(bytes[0]) && !text.Contains('\uFFFD')
            ? text
            : throw new YamlSyntaxException(start, "the escapes in a tag are not UTF-8", Fix);
    }

    private static int Length(byte first) =>
        first switch
        {
            < 0x80 => 1,
            < 0xE0 => 2,
            < 0xF0 => 3,
            _ => 4,
        };
}
