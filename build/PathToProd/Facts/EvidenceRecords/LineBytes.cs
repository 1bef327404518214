using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Unicode;

namespace PathToProd.Facts.EvidenceRecords;

/// <summary>Takes the parts of a usual line off its start. What does not stand there is not taken, and the answer is false.</summary>
internal static class LineBytes
{
    // More do not fit into the ticks of a duration.
    private const int MostDigits = 11;
    private const int TickDigits = 7;

    /// <summary>A number with at most seven digits behind the point: those are 100 nanoseconds, and there is nothing below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool Duration(ref ReadOnlySpan<byte> rest, out TimeSpan duration)
    {
        duration = default;
        if (!Digits(ref rest, out var seconds, out var count) || count > 1 && seconds < Power(count - 1))
        {
            return false;
        }

        var ticks = seconds * TimeSpan.TicksPerSecond;
        if (Skip(ref rest, "."u8))
        {
            if (!Digits(ref rest, out var part, out var places) || places > TickDigits)
            {
                return false;
            }

            ticks += part * Power(TickDigits - places);
        }

        duration = TimeSpan.FromTicks(ticks);
        return rest.Length > 0 && rest[0] is (byte)',' or (byte)'}';
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool Digits(ref ReadOnlySpan<byte> rest, out long number, out int count)
    {
        number = 0;
        for (count = 0; count < rest.Length && rest[count] is >= (byte)'0' and <= (byte)'9'; count++)
        {
            if (count == MostDigits)
            {
                return false;
            }

            number = number * 10 + (rest[count] - '0');
        }

        rest = rest[count..];
        return count > 0;
    }

    private static long Power(int exponent)
    {
        var power = 1L;
        while (exponent-- > 0)
        {
            power *= 10;
        }

        return power;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool Skip(ref ReadOnlySpan<byte> rest, ReadOnlySpan<byte> expected)
    {
        if (!rest.StartsWith(expected))
        {
            return false;
        }

        rest = rest[expected.Length..];
        return true;
    }

    /// <summary>What stands before the next quotation mark. With an escape in it this is not a usual line.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool Until(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> text)
    {
        var size = rest.IndexOf((byte)'"');
        text = rest[..Math.Max(0, size)];
        rest = rest[(size + 1)..];
        return size >= 0 && !text.Contains((byte)'\\');
    }

    /// <summary>Whether bytes may stand in a JSON text as they are.</summary>
    public static bool IsPlain(ReadOnlySpan<byte> text) =>
        text.IndexOfAnyInRange((byte)0, (byte)(' ' - 1)) < 0 && Utf8.IsValid(text);

    public static bool Start(ref ReadOnlySpan<byte> rest, out DateTimeOffset start)
    {
        start = default;
        var size = rest[1..].IndexOf((byte)'"') + 2;
        var reader = new Utf8JsonReader(rest[..size]);
        rest = rest[size..];
        return reader.Read() && reader.TokenType == JsonTokenType.String && reader.TryGetDateTimeOffset(out start);
    }

    /// <summary>A reader at the start of an object without objects in it.</summary>
    public static bool Object(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> raw)
    {
        var size = rest.IndexOf((byte)'}') + 1;
        raw = rest[..size];
        rest = rest[size..];
        return raw.StartsWith("{"u8);
    }
}
