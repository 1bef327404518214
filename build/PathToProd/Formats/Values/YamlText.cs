using PathToProd.Text;
using YamlDotNet.Core;

namespace PathToProd.Formats.Values;

/// <summary>Explains in our own words why a text is not YAML.</summary>
internal static class YamlText
{
    private static readonly (string Part, string Fix)[] Fixes =
    [
        ("invalid mapping", "put a text that holds \": \" in quotes, or check the indentation"),
        ("comment or line break", "put the text in quotes, as > and | begin a block of text"),
        ("containing disallowed", "put the text in quotes, as * and & begin an alias and an anchor"),
        ("end of stream", "close the quote that opens here"),
        ("cannot start any token", "put the text in quotes"),
        ("expected key", "write key: value, or check the indentation"),
        ("'-' indicator", "check the indentation: a list's items and a map's keys cannot mix"),
        ("escape character", "write \\\\ for a backslash, or use single quotes"),
    ];

    /// <summary>What keeps a text from being read at all; null when nothing does.</summary>
    public static Problem? FirstProblem(string file, string text, int maxLength)
    {
        if (text.Length > maxLength)
        {
            return new Problem(
                new SourcePosition(file),
                "the file is too large",
                $"keep it below {maxLength} characters"
            );
        }

        var control = FirstControl(text);
        if (control >= 0)
        {
            return new Problem(
                PositionOf(file, text, control),
                $"the control character U+{(int)text[control]:X4} cannot be in YAML",
                "remove it; in double quotes it can be written as an escape"
            );
        }

        var unreadable = text.IndexOf('\uFFFD');
        return unreadable < 0
            ? null
            : new Problem(PositionOf(file, text, unreadable), "the file is not UTF-8", "save it as UTF-8");
    }

    public static Problem Explain(string file, string text, YamlException exception)
    {
        var message = exception.Message.TrimEnd('.');
        if (
            message.Contains("tab", StringComparison.OrdinalIgnoreCase)
            && FirstTab(text, exception.Start.Line) is { } tab
        )
        {
            return new Problem(
                PositionOf(file, text, tab),
                "this is not YAML: a tab indents this line",
                "indent with spaces"
            );
        }

        var comma = message.IndexOf(", ", StringComparison.Ordinal);
        var reason =
            message.StartsWith("While ", StringComparison.Ordinal) && comma > 0 ? message[(comma + 2)..] : message;
        var fix = Array.Find(Fixes, pair => reason.Contains(pair.Part, StringComparison.Ordinal)).Fix;
        return new Problem(
            new SourcePosition(file, (int)exception.Start.Line, (int)exception.Start.Column),
            $"this is not YAML: {char.ToLowerInvariant(reason[0])}{reason[1..]}",
            fix ?? "check the syntax around this place"
        );
    }

    private static int? FirstTab(string text, long fromLine)
    {
        var line = 1;
        for (var at = 0; at < text.Length; at++)
        {
            var start = at;
            while (at < text.Length && text[at] is ' ' or '\t')
            {
                at++;
            }

            var tab = text.AsSpan(start, at - start).IndexOf('\t');
            if (tab >= 0 && line >= fromLine)
            {
                return start + tab;
            }

            at = text.IndexOf('\n', at);
            if (at < 0)
            {
                return null;
            }

            line++;
        }

        return null;
    }

    private static int FirstControl(ReadOnlySpan<char> text)
    {
        var first = text.IndexOfAnyInRange('\0', '\u001F');
        for (var at = first; at >= 0 && at < text.Length; at++)
        {
            if (text[at] < ' ' && text[at] is not ('\n' or '\r' or '\t'))
            {
                return at;
            }
        }

        return -1;
    }

    private static SourcePosition PositionOf(string file, string text, int at)
    {
        var before = text.AsSpan(0, at);
        return new SourcePosition(file, before.Count('\n') + 1, at - before.LastIndexOf('\n'));
    }
}
