namespace PathToProd.Formats.Values;

/// <summary>What a scalar without quotes is: YAML 1.2's core schema, and what YAML 1.1 read differently.</summary>
internal static class PlainScalar
{
    public static ScalarKind KindOf(string text) =>
        text switch
        {
            "" or "~" or "null" or "Null" or "NULL" => ScalarKind.Nothing,
            "true" or "True" or "TRUE" or "false" or "False" or "FALSE" => ScalarKind.Boolean,
            _ when !MayBeNumber(text[0]) => ScalarKind.Text,
            _ when IsInteger(text) => ScalarKind.WholeNumber,
            _ when IsNumber(text) => ScalarKind.Number,
            _ => ScalarKind.Text,
        };

    /// <summary>
    /// What to write instead of a scalar that YAML 1.1 (which Helm and kubectl read) and YAML 1.2 take for different
    /// things, or that JSON cannot express; null for all others.
    /// </summary>
    public static (string What, string Fix)? TrapIn(string text)
    {
        if (text.Length == 0 || text.Length > 64)
        {
            return null;
        }

        if (IsOldBoolean(text) is { } boolean)
        {
            return (
                $"{text} means {boolean} to some YAML readers and text to others",
                $"write {boolean}, or \"{text}\" in quotes"
            );
        }

        var digits = text.AsSpan().TrimStart("+-");
        if (digits is ['0', >= '0' and <= '9', ..] && !digits.ContainsAnyExceptInRange('0', '9'))
        {
            return (
                $"{text} is octal to some YAML readers and decimal to others",
                $"write \"{text}\" in quotes, or the number without the 0"
            );
        }

        if (
            digits is [>= '0' and <= '9', ..]
            && digits.Contains('_')
            && All(digits, c => char.IsAsciiDigit(c) || c == '_')
        )
        {
            return ($"{text} is a number to some YAML readers and text to others", "write it without _, or in quotes");
        }

        return digits is ".inf" or ".Inf" or ".INF" or ".nan" or ".NaN" or ".NAN"
            ? ($"{text} is a number that JSON cannot express", "write a number, or put it in quotes")
            : null;
    }

    private static string? IsOldBoolean(string text) =>
        text switch
        {
            "yes" or "Yes" or "YES" or "on" or "On" or "ON" => "true",
            "no" or "No" or "NO" or "off" or "Off" or "OFF" => "false",
            _ => null,
        };

    private static bool MayBeNumber(char first) => char.IsAsciiDigit(first) || first is '-' or '+' or '.';

    private static bool IsInteger(string text)
    {
        if (text.Length > 2 && text[0] == '0' && text[1] is 'x' or 'o')
        {
            var rest = text.AsSpan(2);
            return text[1] == 'x' ? All(rest, char.IsAsciiHexDigit) : !rest.ContainsAnyExceptInRange('0', '7');
        }

        var digits = text.AsSpan(text[0] is '-' or '+' ? 1 : 0);
        return digits.Length > 0 && !digits.ContainsAnyExceptInRange('0', '9');
    }

    private static bool IsNumber(string text)
    {
        var at = text[0] is '-' or '+' ? 1 : 0;
        var whole = Digits(text, ref at);
        var fraction = 0;
        if (at < text.Length && text[at] == '.')
        {
            at++;
            fraction = Digits(text, ref at);
        }

        if (whole + fraction == 0)
        {
            return false;
        }

        if (at < text.Length && text[at] is 'e' or 'E')
        {
            at += at + 1 < text.Length && text[at + 1] is '-' or '+' ? 2 : 1;
            return Digits(text, ref at) > 0 && at == text.Length;
        }

        return at == text.Length;
    }

    private static bool All(ReadOnlySpan<char> text, Func<char, bool> test)
    {
        foreach (var c in text)
        {
            if (!test(c))
            {
                return false;
            }
        }

        return true;
    }

    private static int Digits(string text, ref int at)
    {
        var from = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return at - from;
    }
}
