using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using PathToProd.Text;

namespace PathToProd.Versions;

/// <summary>Reads versions by hand: this runs for every manifest at every start, and a pattern could not say what is wrong.</summary>
internal static class VersionText
{
    public const int MaxLength = 256;
    public const int MaxDigits = 15;

    public static bool TryParse(string text, [NotNullWhen(true)] out SemVersion? version, out TextError error)
    {
        version = null;
        if (FirstProblem(text) is { } problem)
        {
            error = problem;
            return false;
        }

        Span<long> numbers = stackalloc long[3];
        var at = 0;
        for (var part = 0; part < 3; part++)
        {
            if (part > 0 && !Dot(text, ref at, numbers[..part], out error))
            {
                return false;
            }

            if (!Number(text, ref at, out numbers[part], out error))
            {
                return false;
            }
        }

        return Rest(text, at, numbers, out version, out error);
    }

    public static bool Number(string text, ref int at, out long number, out TextError error)
    {
        var from = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        var digits = text.AsSpan(from, at - from);
        number = 0;
        error = digits switch
        {
            [] when from == text.Length => new TextError(from, "a number is missing", "write three numbers: 1.4.0"),
            [] => new TextError(from, $"{Show(text[from])} is not a number", "write three numbers: 1.4.0"),
            ['0', _, ..] => new TextError(from, $"the number {digits} starts with 0", $"write {Trim(digits)}"),
            { Length: > MaxDigits } => new TextError(from, "the number is too large", "write at most 15 digits"),
            _ => default,
        };
        return error.What is null && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    public static string Show(char c) => char.IsControl(c) ? $"the control character U+{(int)c:X4}" : $"'{c}'";

    private static TextError? FirstProblem(string text) =>
        text switch
        {
            "" => new TextError(0, "the text is empty", "write a version such as 1.4.0"),
            ['v' or 'V', >= '0' and <= '9', ..] => new TextError(
                0,
                $"a version has no {Show(text[0])} in front",
                $"write {text[1..]}"
            ),
            { Length: > MaxLength } => new TextError(MaxLength, "the text is too long", "write at most 256 characters"),
            _ => null,
        };

    private static bool Dot(string text, ref int at, ReadOnlySpan<long> before, out TextError error)
    {
        if (at < text.Length && text[at] == '.')
        {
            at++;
            error = default;
            return true;
        }

        var whole = before.Length == 1 ? $"{before[0]}.0.0" : $"{before[0]}.{before[1]}.0";
        error =
            at == text.Length || text[at] is '-' or '+'
                ? new TextError(at, "a version has three numbers", $"write {whole}{text[at..]}")
                : new TextError(at, $"{Show(text[at])} is not allowed here", "write three numbers: 1.4.0");
        return false;
    }

    private static bool Rest(
        string text,
        int at,
        ReadOnlySpan<long> numbers,
        [NotNullWhen(true)] out SemVersion? version,
        out TextError error
    )
    {
        version = null;
        error = default;
        var plus = text.IndexOf('+', at);
        var end = plus < 0 ? text.Length : plus;
        var problem = (at < text.Length ? text[at] : '\0') switch
        {
            '-' => Identifiers.Check(text[..end], at + 1, isPrerelease: true),
            '.' => new TextError(at, "a version has three numbers", $"write {text[..at]}"),
            _ when at == end => null,
            _ => new TextError(at, $"{Show(text[at])} is not allowed here", "write - before a pre-release, or nothing"),
        };
        problem ??= plus < 0 ? null : Identifiers.Check(text, plus + 1, isPrerelease: false);
        if (problem is { } wrong)
        {
            error = wrong;
            return false;
        }

        var prerelease = at < end ? text[(at + 1)..end] : "";
        version = new SemVersion(numbers[0], numbers[1], numbers[2], prerelease, plus < 0 ? "" : text[(plus + 1)..]);
        return true;
    }

    private static string Trim(ReadOnlySpan<char> digits)
    {
        var trimmed = digits.TrimStart('0').ToString();
        return trimmed.Length == 0 ? "0" : trimmed;
    }
}
