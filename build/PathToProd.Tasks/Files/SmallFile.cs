using System.Buffers;
using System.Text;

namespace PathToProd.Tasks.Files;

/// <summary>
/// Reads small files in few steps: open, read, close. A run reads thousands, and what <c>File</c> does besides (asking
/// whether it is there, locking, streams) takes longer than the reading.
/// </summary>
internal static class SmallFile
{
    private const int UsualSize = 8 * 1024;

    /// <summary>The text, as <c>File.ReadAllText</c> reads it; null when there is no such file.</summary>
    /// <exception cref="IOException">It is not a file, or cannot be read.</exception>
    public static string? ReadText(string path)
    {
        if (OddFile.At(path) is { } odd)
        {
            throw new IOException($"it is {odd.What}");
        }

        var buffer = ArrayPool<byte>.Shared.Rent(UsualSize);
        try
        {
            using var file = File.OpenHandle(
                path,
                FileMode.Open,
                FileAccess.Read,
                FileShare.ReadWrite | FileShare.Delete
            );
            var length = 0;
            while (RandomAccess.Read(file, buffer.AsSpan(length), length) is > 0 and var read)
            {
                length += read;
                if (length == buffer.Length)
                {
                    return File.ReadAllText(path);
                }
            }

            return Decode(buffer.AsSpan(0, length)) ?? File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>The text of UTF-8; null when the file begins as another encoding does.</summary>
    private static string? Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [0, 0, 0xFE, 0xFF, ..])
        {
            return null;
        }

        return Encoding.UTF8.GetString(bytes is [0xEF, 0xBB, 0xBF, ..] ? bytes[3..] : bytes);
    }
}
