using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using PathToProd.Text;

namespace PathToProd.Facts.Sources;

/// <summary>
/// The digest of a list of inputs: of one line for each, <c>name digest</c>, where each text stands behind its number of
/// bytes (<c>14 file Chart.yaml 3 abc</c>). So no text, whatever it holds, can pass for the end of itself.
/// </summary>
internal static class InputKey
{
    /// <summary>A length, and the two separators.</summary>
    private const int MostAround = 12;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="ArgumentException">A text holds half of a surrogate pair, which UTF-8 cannot tell from another.</exception>
    public static Digest Of(ImmutableArray<InputDigest> inputs)
    {
        var most = 0;
        foreach (var input in inputs)
        {
            most +=
                Utf8.GetMaxByteCount(input.Name.Length) + Utf8.GetMaxByteCount(input.Digest.Length) + 2 * MostAround;
        }

        var lines = ArrayPool<byte>.Shared.Rent(most);
        try
        {
            var length = 0;
            foreach (var input in inputs)
            {
                length += Write(input.Name, (byte)' ', lines.AsSpan(length));
                length += Write(input.Digest, (byte)'\n', lines.AsSpan(length));
            }

            return Digest.Of(lines.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(lines);
        }
    }

    private static int Write(string text, byte end, Span<byte> lines)
    {
        Utf8.GetByteCount(text).TryFormat(lines, out var length, provider: null);
        lines[length++] = (byte)' ';
        length += Utf8.GetBytes(text, lines[length..]);
        lines[length++] = end;
        return length;
    }
}
