using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace PathToProd.Facts.Runs;

/// <summary>The name of a run: <c>20261122-081530-3fa2</c>. Sorting the names sorts the runs by their start.</summary>
/// <param name="Text">The name.</param>
public sealed record RunId(string Text) : IComparable<RunId>
{
    private const string TimeFormat = "yyyyMMdd-HHmmss";

    /// <summary>Names a run.</summary>
    /// <param name="start">When it starts; written in UTC.</param>
    /// <param name="random">16 random bits, which keep runs of the same second apart.</param>
    public static RunId Of(DateTimeOffset start, ushort random) =>
        new($"{start.ToUniversalTime().ToString(TimeFormat, CultureInfo.InvariantCulture)}-{random:x4}");

    /// <summary>Reads a name; false when the text is not one.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out RunId? run)
    {
        var isRun =
            text.Length == TimeFormat.Length + 5
            && text[TimeFormat.Length] == '-'
            && text.Skip(TimeFormat.Length + 1).All(char.IsAsciiHexDigitLower)
            && TryParseTime(text, out _);
        run = isRun ? new RunId(text) : null;
        return isRun;
    }

    /// <summary>When the run started, to the second, in UTC.</summary>
    /// <exception cref="FormatException">The text is not a run's name.</exception>
    public DateTimeOffset Start =>
        TryParseTime(Text, out var start) ? start : throw new FormatException($"'{Text}' is not the name of a run.");

    /// <inheritdoc />
    public int CompareTo(RunId? other) => string.CompareOrdinal(Text, other?.Text);

    /// <inheritdoc />
    public override string ToString() => Text;

    /// <summary>Orders by start.</summary>
    public static bool operator <(RunId left, RunId right) => left.CompareTo(right) < 0;

    /// <summary>Orders by start.</summary>
    public static bool operator >(RunId left, RunId right) => left.CompareTo(right) > 0;

    /// <summary>Orders by start.</summary>
    public static bool operator <=(RunId left, RunId right) => left.CompareTo(right) <= 0;

    /// <summary>Orders by start.</summary>
    public static bool operator >=(RunId left, RunId right) => left.CompareTo(right) >= 0;

    private static bool TryParseTime(string text, out DateTimeOffset time)
    {
        time = default;
        return text.Length > TimeFormat.Length
            && DateTimeOffset.TryParseExact(
                text.AsSpan(0, TimeFormat.Length),
                TimeFormat,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out time
            );
    }
}
