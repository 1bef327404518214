using System.Buffers;
using System.Text;

namespace PathToProd.Formats.Json;

/// <summary>Writes bytes of UTF-8 as text, piece by piece.</summary>
/// <param name="output">Where to.</param>
internal sealed class Utf8Text(TextWriter output) : IBufferWriter<byte>
{
    private const int Piece = 1 << 16;

    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private byte[] _bytes = new byte[Piece];
    private char[] _letters = new char[Piece];

    public void Advance(int count)
    {
        // A letter may begin in one piece and end in the next.
        var length = _decoder.GetChars(_bytes, 0, count, _letters, 0, flush: false);
        output.Write(_letters, 0, length);
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (sizeHint > _bytes.Length)
        {
            _bytes = new byte[sizeHint];
            _letters = new char[sizeHint + 1];
        }

        return _bytes;
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;
}
