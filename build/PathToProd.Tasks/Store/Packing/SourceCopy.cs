using System.Buffers;
using System.Security.Cryptography;
using PathToProd.Tasks.Store.Blobs;
using PathToProd.Text;

namespace PathToProd.Tasks.Store.Packing;

/// <summary>Reads sources for an artifact, and notices when they are not what they were when their digest was made.</summary>
internal static class SourceCopy
{
    private const int BufferSize = 128 * 1024;

    /// <summary>Writes a file's content.</summary>
    /// <exception cref="SourceChangedException">It has another length or digest, or can no longer be read.</exception>
    public static void Copy(ArtifactFile file, Stream output) => Read(file, bytes => output.Write(bytes.Span));

    /// <summary>Reads a file's content piece by piece.</summary>
    /// <exception cref="SourceChangedException">It has another length or digest, or can no longer be read.</exception>
    public static void Read(ArtifactFile file, Action<ReadOnlyMemory<byte>> take)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            using var source = Try(file, file.Open);
            long length = 0;
            while (Try(file, () => source.Read(buffer)) is var read and > 0)
            {
                length += read;
                if (length > file.Length)
                {
                    break;
                }

                hash.AppendData(buffer, 0, read);
                take(buffer.AsMemory(0, read));
            }

            if (length != file.Length || Digest.OfHash(hash.GetHashAndReset()) != file.Digest)
            {
                throw new SourceChangedException(file.Path, "its content has changed");
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static T Try<T>(ArtifactFile file, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SourceChangedException(file.Path, exception.Message, exception);
        }
    }
}
