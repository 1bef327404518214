namespace PathToProd.Tasks.Tests.Facts.Sources;

/// <summary>Bytes that come in pieces of the given sizes, over and over; all that is asked for when there are no sizes.</summary>
internal sealed class ChoppedStream(byte[] content, params int[] sizes) : MemoryStream(content)
{
    private int _turn;

    public override int Read(Span<byte> buffer) =>
        base.Read(sizes.Length == 0 ? buffer : buffer[..Math.Min(buffer.Length, sizes[_turn++ % sizes.Length])]);
}
