using System.Text.RegularExpressions;

namespace PathToProd.Formats.Hcl;

/// <summary>A text in Terraform's language without what only looks like code.</summary>
internal static partial class HclCode
{
    /// <summary>
    /// The text with blanks instead of comments and of what stands in quotes and heredocs, so that everything else keeps
    /// its place. Quotes stay, so that a label is still seen as one.
    /// </summary>
    public static string Of(string text) => NoCode().Replace(text, match => Blank(match.Value));

    private static string Blank(string text) =>
        string.Create(
            text.Length,
            text,
            static (blank, text) =>
            {
                for (var at = 0; at < text.Length; at++)
                {
                    blank[at] =
                        text[at] is '\n' || (text[0] == '"' && (at == 0 || at == text.Length - 1)) ? text[at] : ' ';
                }
            }
        );

    [GeneratedRegex(
        """#[^\n]*|//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|<<-?(?<end>\w+)[^\n]*\n.*?\n[ \t]*\k<end>\b""",
        RegexOptions.Singleline
    )]
    private static partial Regex NoCode();
}
