using System.Buffers;
using PathToProd.Tasks.Files;

namespace PathToProd.Tasks.Facts.Sources;

/// <summary>Reads CRLF as LF when the first bytes look like text; everything else as it is.</summary>
internal sealed class LineEndingStream(Stream raw) : ReadOnlyStream
{
    /// <summary>How many bytes Git looks at for a NUL.</summary>
    private const int Looked = 8000;

    private const int BufferSize = 64 * 1024;

    private byte[]? _buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
    private int _at;
    private int _end;
    private bool? _isText;
    private bool _isAtEnd;

    private Span<byte> Waiting => _buffer.AsSpan(_at, _end - _at);

    public override int Read(Span<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(_buffer is null, this);
        _isText ??= LooksLikeText();
        var read = 0;
        while (read < buffer.Length)
        {
            var count = _isText.Value ? TakeText(buffer[read..]) : Take(buffer[read..], Waiting.Length);
            read += count;
            if (count == 0 && (read > 0 || !Fill()))
            {
                break;
            }
        }

        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && _buffer is { } buffer)
        {
            _buffer = null;
            ArrayPool<byte>.Shared.Return(buffer);
            raw.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool LooksLikeText()
    {
        while (_end < Looked && Fill()) { }

        return !Waiting[..Math.Min(Looked, _end)].Contains((byte)0);
    }

    /// <summary>Takes bytes up to the next CR; 0 when it takes more bytes to say what follows.</summary>
    private int TakeText(Span<byte> into)
    {
        if (Waiting is [(byte)'\r', (byte)'\n', ..])
        {
            _at++;
        }

        return Waiting switch
        {
            [(byte)'\r'] when !_isAtEnd => 0,
            [(byte)'\r', ..] => Take(into, 1),
            var waiting => Take(into, waiting.IndexOf((byte)'\r') is >= 0 and var next ? next : waiting.Length),
        };
    }

    private int Take(Span<byte> into, int most)
    {
        var count = Math.Min(into.Length, most);
        _buffer.AsSpan(_at, count).CopyTo(into);
        _at += count;
        return count;
    }

    /// <summary>Reads more behind what waits; false at the end, and once more when it has just learnt of the end.</summary>
    private bool Fill()
    {
        if (_isAtEnd)
        {
            return false;
        }

        Waiting.CopyTo(_buffer);
        (_at, _end) = (0, _end - _at);
        var count = raw.Read(_buffer.AsSpan(_end));
        _end += count;
        _isAtEnd = count == 0;
        return true;
    }
}
