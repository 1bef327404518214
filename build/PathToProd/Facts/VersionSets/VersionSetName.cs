using System.Globalization;
using PathToProd.Formats.Shapes;
using PathToProd.Model.Environments;
using PathToProd.Text;

namespace PathToProd.Facts.VersionSets;

/// <summary>What version sets may be called. By default a set is named by the month in which it is made: <c>2026.11.1</c>.</summary>
public static class VersionSetName
{
    /// <summary>The set that was proposed last and is not pinned: no pinned set may have this name.</summary>
    public const string Proposed = EnvironmentName.Proposed;

    private const int MaxLength = 53;

    internal static readonly TextFormat<string> Format = TextFormats.Checked(
        "a name such as 2026.11.1",
        $"^[a-z0-9](?:[a-z0-9.-]{{0,{MaxLength - 2}}}[a-z0-9])?$",
        ProblemIn
    );

    /// <summary>The next calendar name that is free: year, month, and one more than the highest number of that month.</summary>
    /// <param name="now">The current time; its month in UTC counts.</param>
    /// <param name="names">The names that are taken.</param>
    public static string Next(DateTimeOffset now, IEnumerable<string> names)
    {
        var month = now.ToUniversalTime().ToString("yyyy.M.", CultureInfo.InvariantCulture);
        var highest = names
            .Where(name => name.StartsWith(month, StringComparison.Ordinal))
            .Select(name =>
                int.TryParse(name[month.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                    ? number
                    : 0
            )
            .DefaultIfEmpty()
            .Max();
        return month + (highest + 1).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>What keeps a set from being pinned under a name; null when nothing does.</summary>
    /// <param name="name">The name.</param>
    /// <param name="label">What the message calls it: the option that gave it.</param>
    /// <param name="environments">The names of the environments, which no set may have.</param>
    public static Problem? ProblemIn(string name, string label, IEnumerable<string> environments) =>
        name == Proposed
            ? new Problem(
                null,
                $"{label} cannot be {Proposed}, which is what Resolve proposed last",
                "choose another name, or leave it out for the next one of this month"
            )
        : environments.Contains(name, StringComparer.OrdinalIgnoreCase)
            ? new Problem(null, $"{label} cannot be {name}, which is an environment", "choose another name")
        : Format.Parser(name, out _, out var error) ? null
        : new Problem(null, Format.Refusal(label, name, error), error.Fix);

    /// <summary>Orders names as people count: <c>2026.9.2</c> before <c>2026.11.1</c>.</summary>
    public static int Compare(string left, string right)
    {
        var (l, r) = (0, 0);
        while (l < left.Length && r < right.Length)
        {
            var (leftPart, rightPart) = (Part(left, ref l), Part(right, ref r));
            var order =
                char.IsAsciiDigit(leftPart[0]) && char.IsAsciiDigit(rightPart[0])
                    ? Number(leftPart, rightPart)
                    : string.CompareOrdinal(leftPart, rightPart);
            if (order != 0)
            {
                return order;
            }
        }

        var rest = (left.Length - l).CompareTo(right.Length - r);
        return rest != 0 ? rest : string.CompareOrdinal(left, right);
    }

    private static TextError? ProblemIn(string text)
    {
        if (text.Length == 0)
        {
            return new TextError(0, "it is empty", "write lower-case letters, digits, dots and dashes");
        }

        for (var at = 0; at < text.Length; at++)
        {
            if (!IsEdge(text[at]) && text[at] is not ('.' or '-'))
            {
                return new TextError(
                    at,
                    $"{Versions.VersionText.Show(text[at])} cannot be in a name",
                    "write lower-case letters, digits, dots and dashes"
                );
            }
        }

        return WindowsName.IsDevice(text)
                ? new TextError(0, "it is the name of a device on Windows", "choose another name")
            : text.Length > MaxLength
                ? new TextError(MaxLength, $"it has {text.Length} characters", $"write at most {MaxLength}")
            : !IsEdge(text[0]) || !IsEdge(text[^1])
                ? new TextError(
                    IsEdge(text[0]) ? text.Length - 1 : 0,
                    "it begins or ends with a dot or a dash",
                    "begin and end it with a letter or a digit"
                )
            : null;
    }

    private static bool IsEdge(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c);

    private static string Part(string text, ref int at)
    {
        var start = at;
        var isNumber = char.IsAsciiDigit(text[at]);
        while (at < text.Length && char.IsAsciiDigit(text[at]) == isNumber)
        {
            at++;
        }

        return text[start..at];
    }

    private static int Number(string left, string right)
    {
        var (l, r) = (left.TrimStart('0'), right.TrimStart('0'));
        return l.Length != r.Length ? l.Length.CompareTo(r.Length) : string.CompareOrdinal(l, r);
    }
}
