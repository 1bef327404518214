using System.Text.RegularExpressions;

namespace PathToProd.Tools.Processes;

/// <summary>
/// What an API server repeats of an object that it cannot take. What it cannot decode it quotes around the place, cut
/// anywhere (https://github.com/json-iterator/go), so that a value of a Secret stands there in pieces that no list of values
/// knows; and of data that is not text it shows the number that was written instead.
/// </summary>
internal static partial class QuotedObjects
{
    /// <summary>The text without such quotes.</summary>
    public static string Hide(string text) =>
        text.Contains("error found in #", StringComparison.Ordinal)
        || text.Contains("expected string, got", StringComparison.Ordinal)
            ? Data().Replace(Undecoded().Replace(text, Hidden), Hidden)
            : text;

    private static string Hidden(Match match) => $"{match.Groups["kept"].Value}{Redactor.Mask}";

    /// <summary>Up to the end of the line: the second quote holds the first, and any mark that could end it.</summary>
    [GeneratedRegex(
        """(?<kept>error found in #\d+ byte of )\.\.\.\|[^\n]*""",
        RegexOptions.None,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Undecoded();

    [GeneratedRegex(
        """(?<kept>\.(data|stringData)\.\S+: expected string, got )[^\n]*""",
        RegexOptions.None,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Data();
}
