using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace PathToProd.Formats.Yaml;

/// <summary>
/// What a scalar without quotes means to kubectl and Helm: YAML 1.1, as go-yaml v2 reads it. It is null, a Boolean, a
/// <see cref="long"/>, a <see cref="ulong"/> where that is needed, a <see cref="double"/> or a <see cref="string"/>.
/// </summary>
internal static partial class PlainMeaning
{
    private static readonly FrozenDictionary<string, object?> Words = Named(
        (true, "y Y yes Yes YES true True TRUE on On ON"),
        (false, "n N no No NO false False FALSE off Off OFF"),
        (null, "~ null Null NULL"),
        (double.NaN, ".nan .NaN .NAN"),
        (double.PositiveInfinity, ".inf .Inf .INF +.inf +.Inf +.INF"),
        (double.NegativeInfinity, "-.inf -.Inf -.INF")
    );

    public static object? Of(string text)
    {
        if (text.Length == 0 || Words.TryGetValue(text, out var word) && word is null)
        {
            return null;
        }

        return word
            ?? text[0] switch
            {
                '.' => (object?)Real(text, PointReal()) ?? text,
                '+' or '-' or (>= '0' and <= '9') => Number(text.Replace("_", "", StringComparison.Ordinal)) ?? text,
                _ => (object)text,
            };
    }

    /// <summary>Whether a text is a date, or a date and a time, which stay as they are written.</summary>
    public static bool IsTime(string text) => Time().IsMatch(text);

    private static object? Number(string text) => Whole(text) ?? Real(text, SignedReal()) ?? OldBinary(text);

    /// <summary>A whole number in any base that Go knows; null when it is not one, or needs more than 64 bits.</summary>
    private static object? Whole(string text)
    {
        var isNegative = text[0] == '-';
        var digits = text.AsSpan(isNegative || text[0] == '+' ? 1 : 0);
        if (Magnitude(digits) is not { } magnitude)
        {
            return null;
        }

        return magnitude <= (ulong)long.MaxValue ? (isNegative ? -(long)magnitude : (long)magnitude)
            : isNegative ? (magnitude == 1UL + long.MaxValue ? long.MinValue : null)
            : digits.Length == text.Length ? magnitude
            : null;
    }

    private static ulong? Magnitude(ReadOnlySpan<char> digits) =>
        digits switch
        {
            ['0', 'x' or 'X', .. var rest] => InBase(rest, 16),
            ['0', 'b' or 'B', .. var rest] => InBase(rest, 2),
            ['0', 'o' or 'O', .. var rest] => InBase(rest, 8),
            ['0', .. { Length: > 0 } rest] => InBase(rest, 8),
            _ => InBase(digits, 10),
        };

    private static ulong? InBase(ReadOnlySpan<char> digits, uint radix)
    {
        var value = UInt128.Zero;
        foreach (var c in digits)
        {
            var digit =
                char.IsAsciiDigit(c) ? c - '0'
                : char.IsAsciiLetter(c) ? (c | 0x20) - 'a' + 10
                : 99;
            value = value * radix + (uint)digit;
            if (digit >= radix || value > ulong.MaxValue)
            {
                return null;
            }
        }

        return digits.Length == 0 ? null : (ulong)value;
    }

    private static double? Real(string text, Regex form) =>
        form.IsMatch(text)
        && double.Parse(
            text.Replace("_", "", StringComparison.Ordinal),
            NumberStyles.Float,
            CultureInfo.InvariantCulture
        )
            is var real
        && double.IsFinite(real)
            ? real
            : null;

    /// <summary>What Go took for binary before it knew the prefix: a sign may follow it.</summary>
    private static object? OldBinary(string text) =>
        text switch
        {
            ['0', 'b', '-', .. var digits] when InBase(digits, 2) is <= long.MaxValue and var value => -(long)value,
            ['0', 'b', '+', .. var digits] when InBase(digits, 2) is <= long.MaxValue and var value => (long)value,
            _ => null,
        };

    private static FrozenDictionary<string, object?> Named(params (object? Value, string Words)[] rows)
    {
        var words = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (value, names) in rows)
        {
            foreach (var name in names.Split(' '))
            {
                words.Add(name, value);
            }
        }

        return words.ToFrozenDictionary(StringComparer.Ordinal);
    }

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z")]
    private static partial Regex SignedReal();

    [GeneratedRegex(@"^\.[0-9]+(_[0-9]+)*([eE][-+]?[0-9]+(_[0-9]+)*)?\z")]
    private static partial Regex PointReal();

    [GeneratedRegex(
        @"^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(([Tt ])[0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}(\.[0-9]+)?(Z|[-+][0-9]{2}:[0-9]{2})?)?\z"
    )]
    private static partial Regex Time();
}
