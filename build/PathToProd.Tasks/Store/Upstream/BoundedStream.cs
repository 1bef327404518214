using PathToProd.Tasks.Files;

namespace PathToProd.Tasks.Store.Upstream;

/// <summary>Reads another stream up to a length. What is compressed may be a thousand times as long, also where no file is.</summary>
/// <param name="inner">The stream.</param>
/// <param name="most">The length, in bytes.</param>
/// <param name="tooLong">Makes what is thrown when there is more.</param>
internal sealed class BoundedStream(Stream inner, long most, Func<Exception> tooLong) : ReadOnlyStream
{
    private long _read;

    public override int Read(Span<byte> buffer)
    {
        var count = inner.Read(buffer);
        _read += count;
        return _read <= most ? count : throw tooLong();
    }
}
