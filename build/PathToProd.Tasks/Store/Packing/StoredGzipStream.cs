using System.Buffers.Binary;
using PathToProd.Tasks.Files;

namespace PathToProd.Tasks.Store.Packing;

/// <summary>
/// Gzip (RFC 1952) that stores and does not compress, without a time or a name: compressors give other bytes with each
/// version and processor, and an artifact's digest must depend on its content alone. Disposing completes it.
/// </summary>
internal sealed class StoredGzipStream(Stream inner) : WriteOnlyStream
{
    private const int BlockSize = ushort.MaxValue;

    // Magic, deflate, no flags, no time, no hint, unknown system.
    private static readonly byte[] Header = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255];

    private readonly Crc32 _checksum = new();
    private readonly byte[] _block = new byte[BlockSize];
    private int _filled;
    private uint _length;
    private bool _hasBegun;
    private bool _isComplete;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        _checksum.Append(buffer);
        _length = unchecked(_length + (uint)buffer.Length);
        while (!buffer.IsEmpty)
        {
            if (_filled == BlockSize)
            {
                WriteBlock(isLast: false);
            }

            var taken = Math.Min(BlockSize - _filled, buffer.Length);
            buffer[..taken].CopyTo(_block.AsSpan(_filled));
            _filled += taken;
            buffer = buffer[taken..];
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isComplete)
        {
            _isComplete = true;
            WriteBlock(isLast: true);
            Span<byte> trailer = stackalloc byte[8];
            BinaryPrimitives.WriteUInt32LittleEndian(trailer, _checksum.Value);
            BinaryPrimitives.WriteUInt32LittleEndian(trailer[4..], _length);
            inner.Write(trailer);
        }

        base.Dispose(disposing);
    }

    private void WriteBlock(bool isLast)
    {
        if (!_hasBegun)
        {
            _hasBegun = true;
            inner.Write(Header);
        }

        Span<byte> head = stackalloc byte[5];
        head[0] = isLast ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteUInt16LittleEndian(head[1..], (ushort)_filled);
        BinaryPrimitives.WriteUInt16LittleEndian(head[3..], (ushort)~_filled);
        inner.Write(head);
        inner.Write(_block.AsSpan(0, _filled));
        _filled = 0;
    }
}
