using System.Text.RegularExpressions;

namespace PathToProd.Support;

/// <summary>The files that a document shows whole: blocks below a comment <c>file: PATH</c>.</summary>
public static partial class GuideFiles
{
    /// <summary>Each file, by its path from the root of a platform.</summary>
    /// <param name="document">Such as <c>docs/extend.md</c>.</param>
    public static IReadOnlyList<(string Path, string Text)> Of(string document) =>
        [
            .. Block()
                .Matches(SourceTree.Read(document).ReplaceLineEndings("\n"))
                .Select(file => (file.Groups["path"].Value, file.Groups["text"].Value)),
        ];

    [GeneratedRegex(
        "<!-- file: (?<path>\\S+) -->\n```[a-z]+\n(?<text>.*?)```\n",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Block();
}
