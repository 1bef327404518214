using System.Text.RegularExpressions;

namespace PathToProd.Text.Tables;

/// <summary>Sequences with which text colours itself on a terminal.</summary>
public static partial class Ansi
{
    /// <summary>The text alone: without sequences that start with ESC [, such as those of colours.</summary>
    public static string Without(string text) =>
        text.Contains('\e', StringComparison.Ordinal) ? Sequence().Replace(text, "") : text;

    [GeneratedRegex(@"\e\[[0-9;?]*[ -/]*[@-~]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Sequence();
}
