using PathToProd.Text;

namespace PathToProd.Formats.Shapes;

/// <summary>The name of a branch: what Git takes, without what would mean something in a file that names it.</summary>
internal static class BranchName
{
    /// <summary>The format, with an example of its own.</summary>
    public static TextFormat<string> Such(string example) =>
        TextFormats.Checked(
            $"the name of a branch such as {example}",
            "^[A-Za-z0-9_]+(?:[-/][A-Za-z0-9_]+)*$",
            Problem
        );

    private static TextError? Problem(string text)
    {
        for (var at = 0; at <= text.Length; at++)
        {
            var isEdge = at == text.Length || text[at] is '-' or '/';
            if (isEdge && (at == 0 || text[at - 1] is '-' or '/'))
            {
                return new TextError(
                    at,
                    "a part of it is empty",
                    "write letters, digits and _, with single dashes and slashes between them"
                );
            }

            if (!isEdge && !char.IsAsciiLetterOrDigit(text[at]) && text[at] != '_')
            {
                return new TextError(at, $"'{text[at]}' is not allowed here", "write letters, digits, _, - and /");
            }
        }

        return null;
    }
}
