using PathToProd.Tasks.Files;

namespace PathToProd.Tasks.Tests.Facts.Sources;

/// <summary>So many bytes of one pattern, none of which is kept.</summary>
internal sealed class GeneratedStream(long size, byte[] pattern) : ReadOnlyStream
{
    private long _at;

    public override int Read(Span<byte> buffer)
    {
        var count = (int)Math.Min(buffer.Length, size - _at);
        for (var index = 0; index < count; index++)
        {
            buffer[index] = pattern[(_at + index) % pattern.Length];
        }

        _at += count;
        return count;
    }
}
