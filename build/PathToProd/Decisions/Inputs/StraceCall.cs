using System.Globalization;
using System.Text;

namespace PathToProd.Decisions.Inputs;

/// <summary>A whole system call, as <c>strace -f -y</c> prints it without the number of the process.</summary>
/// <param name="Name">The call: <c>openat</c>.</param>
/// <param name="Path">The first text among its arguments: the path; null if none.</param>
/// <param name="Rest">The arguments after it, as printed: flags.</param>
/// <param name="Result">The number that it returned; null when it did not return one.</param>
/// <param name="ResultPath">The path of the file that the number stands for; null when it stands for none.</param>
internal sealed record StraceCall(string Name, string? Path, string Rest, int? Result, string? ResultPath)
{
    /// <summary>Reads a line; null when it is something else, such as a signal.</summary>
    public static StraceCall? Parse(string line)
    {
        var open = line.IndexOf('(');
        if (open <= 0 || !line[..open].All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
        {
            return null;
        }

        string? path = null;
        var rest = open + 1;
        var at = open + 1;
        for (var depth = 0; at < line.Length && (line[at] != ')' || depth > 0); at++)
        {
            switch (line[at])
            {
                case '"':
                    var end = End(line, at + 1, '"');
                    if (path is null)
                    {
                        path = Decode(line[(at + 1)..end]);
                        rest = end + 1;
                    }

                    at = end;
                    break;
                case '<':
                    // The path of a file that a number stands for; its own brackets are escaped.
                    at = End(line, at + 1, '>');
                    break;
                case '(' or '{' or '[':
                    depth++;
                    break;
                case ')' or '}' or ']':
                    depth--;
                    break;
            }
        }

        if (at >= line.Length)
        {
            return null;
        }

        var (number, file) = ResultOf(line[(at + 1)..].TrimStart(' ', '='));
        return new StraceCall(line[..open], path, line[Math.Min(rest, at)..at], number, file);
    }

    /// <summary>The text that escapes stand for: <c>\n</c>, <c>\"</c> and bytes of UTF-8 as <c>\303\274</c>.</summary>
    internal static string Decode(string text)
    {
        if (!text.Contains('\\'))
        {
            return text;
        }

        var bytes = new List<byte>(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != '\\' || at + 1 == text.Length)
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(text[at].ToString()));
                continue;
            }

            var next = text[++at];
            var digits = 0;
            while (digits < 3 && at + digits < text.Length && text[at + digits] is >= '0' and <= '7')
            {
                digits++;
            }

            if (digits > 0)
            {
                bytes.Add((byte)Convert.ToInt32(text.Substring(at, digits), 8));
                at += digits - 1;
            }
            else if (next == 'x' && at + 2 < text.Length)
            {
                bytes.Add(byte.Parse(text.AsSpan(at + 1, 2), NumberStyles.AllowHexSpecifier));
                at += 2;
            }
            else
            {
                bytes.Add((byte)Named(next));
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    private static char Named(char escape) =>
        escape switch
        {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'v' => '\v',
            'f' => '\f',
            _ => escape,
        };

    private static (int? Number, string? File) ResultOf(string text)
    {
        var end = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        var number = end < 0 ? text : text[..end];
        if (number.Length == 0 || !int.TryParse(number, NumberStyles.None, provider: null, out var result))
        {
            return (null, null);
        }

        return end >= 0 && text[end] == '<'
            ? (result, Decode(text[(end + 1)..End(text, end + 1, '>')]))
            : (result, null);
    }

    /// <summary>Where a text ends that is closed by a character; one after a backslash belongs to it.</summary>
    private static int End(string line, int at, char last)
    {
        while (at < line.Length && line[at] != last)
        {
            at += line[at] == '\\' ? 2 : 1;
        }

        return Math.Min(at, line.Length);
    }
}
