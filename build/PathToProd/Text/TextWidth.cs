using System.Globalization;
using System.Text;

namespace PathToProd.Text;

/// <summary>How many columns of a terminal a text takes: East Asian wide characters and emoji two, combining ones none.</summary>
public static class TextWidth
{
    /// <summary>Marks that a text was cut: of letters that every encoding has.</summary>
    public const string Cut = "...";

    /// <summary>The blocks that Unicode counts as wide (East Asian Width W and F), as terminals have them: first and last of each.</summary>
    private static readonly (int First, int Last)[] Wide =
    [
        (0x1100, 0x115F), // Hangul Jamo
        (0x231A, 0x231B),
        (0x23E9, 0x23EC),
        (0x2614, 0x2615),
        (0x2648, 0x2653),
        (0x26AA, 0x26AB),
        (0x26BD, 0x26BE),
        (0x26C4, 0x26C5),
        (0x2705, 0x2705),
        (0x270A, 0x270B),
        (0x2728, 0x2728),
        (0x274C, 0x274C),
        (0x2753, 0x2755),
        (0x2795, 0x2797),
        (0x2B1B, 0x2B1C),
        (0x2E80, 0x303E), // radicals, CJK punctuation
        (0x3041, 0x33FF), // kana, CJK symbols
        (0x3400, 0x4DBF),
        (0x4E00, 0x9FFF), // ideographs
        (0xA000, 0xA4CF), // Yi
        (0xA960, 0xA97F),
        (0xAC00, 0xD7A3), // Hangul
        (0xF900, 0xFAFF),
        (0xFE30, 0xFE6F),
        (0xFF00, 0xFF60), // full width forms
        (0xFFE0, 0xFFE6),
        (0x16FE0, 0x18DFF),
        (0x1B000, 0x1B2FF),
        (0x1F004, 0x1F004),
        (0x1F0CF, 0x1F0CF),
        (0x1F18E, 0x1F18E),
        (0x1F191, 0x1F19A),
        (0x1F200, 0x1F320), // emoji, with the blocks below
        (0x1F32D, 0x1F64F),
        (0x1F680, 0x1F6FF),
        (0x1F7E0, 0x1F7EB),
        (0x1F90C, 0x1F9FF),
        (0x1FA70, 0x1FAFF),
        (0x20000, 0x3FFFD), // more ideographs
    ];

    /// <summary>The width of a text of one line.</summary>
    public static int Of(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text.Length;
        }

        var width = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            width += Of(rune);
        }

        return width;
    }

    /// <summary>As many characters from the start as fit into a width; never half of one, nor one without its combining marks.</summary>
    public static string Fitting(string text, int width)
    {
        if (Of(text) <= width)
        {
            return text;
        }

        var (taken, used) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            used += Of(rune);
            if (used > width)
            {
                break;
            }

            taken += rune.Utf16SequenceLength;
        }

        return text[..taken];
    }

    /// <summary>The text, or as much of its start as fits with three dots behind it.</summary>
    public static string Shorten(string text, int width) =>
        Of(text) <= width ? text : Fitting(text, Math.Max(0, width - Cut.Length)).TrimEnd() + Cut;

    private static int Of(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.EnclosingMark
                or UnicodeCategory.Format
                or UnicodeCategory.Control
            ? 0
        : IsWide(rune.Value) ? 2
        : 1;

    private static bool IsWide(int value)
    {
        if (value < Wide[0].First)
        {
            return false;
        }

        foreach (var (first, last) in Wide)
        {
            if (value <= last)
            {
                return value >= first;
            }
        }

        return false;
    }
}
