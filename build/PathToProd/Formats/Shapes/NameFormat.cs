using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Formats.Shapes;

/// <summary>Names of components and environments: they become folders, Helm releases, Kubernetes labels and parts of addresses.</summary>
internal static class NameFormat
{
    public static TextFormat<string> Of(string expected, int maxLength) =>
        TextFormats.Checked(
            expected,
            $"^[a-z0-9](?:[a-z0-9-]{{0,{maxLength - 2}}}[a-z0-9])?$",
            text => ProblemIn(text, maxLength)
        );

    public static TextError? ProblemIn(string text, int maxLength)
    {
        if (text.Length == 0)
        {
            return new TextError(0, "it is empty", "write lower-case letters, digits and dashes");
        }

        for (var at = 0; at < text.Length; at++)
        {
            if (!IsInside(text[at]))
            {
                var what = char.IsAsciiLetterUpper(text[at]) ? "is an upper-case letter" : "cannot be in a name";
                return new TextError(at, $"{VersionText.Show(text[at])} {what}", Fix(text, maxLength));
            }
        }

        if (text.Length > maxLength)
        {
            return new TextError(maxLength, $"it has {text.Length} characters", $"write at most {maxLength}");
        }

        return text[0] == '-' ? new TextError(0, "it begins with a dash", Fix(text, maxLength))
            : text[^1] == '-' ? new TextError(text.Length - 1, "it ends with a dash", Fix(text, maxLength))
            : null;
    }

    private static string Fix(string text, int maxLength)
    {
        var suggested = string.Join('-', Words(text));
        return suggested.Length == 0 || suggested.Length > maxLength
            ? "write lower-case letters, digits and dashes"
            : $"write lower-case letters, digits and dashes, such as {suggested}";
    }

    private static string[] Words(string text) =>
        new string([.. text.ToLowerInvariant().Select(c => IsInside(c) ? c : ' ')]).Split(
            [' ', '-'],
            StringSplitOptions.RemoveEmptyEntries
        );

    private static bool IsInside(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-';
}
