namespace PathToProd.Host.Invocations;

/// <summary>
/// Standard output. A full disk behind it, or none at all, ends no run in the middle of its work: what cannot be written is dropped, and the call says so where it
/// ends. That a reader such as <c>head</c> is gone is no fault; .NET's own stream keeps quiet about it.
/// </summary>
internal sealed class ResultStream(Stream output) : Stream
{
    /// <summary>Why something was not written; null, the default, when all was.</summary>
    public string? Trouble { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (Trouble is not null)
        {
            return;
        }

        try
        {
            output.Write(buffer);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A descriptor that is closed comes as a lack of rights, with what it is inside.
            Trouble = (exception.InnerException ?? exception).Message;
        }
    }

    public override void Flush()
    {
        // Each write goes to the system at once.
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
