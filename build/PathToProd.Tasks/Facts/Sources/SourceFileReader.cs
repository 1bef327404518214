using System.Buffers;
using System.Security.Cryptography;
using PathToProd.Tasks.Files;
using PathToProd.Text;

namespace PathToProd.Tasks.Facts.Sources;

/// <summary>Reads files, and notices when one changes meanwhile.</summary>
internal sealed class SourceFileReader(ISourceDisk disk, Workspace workspace, TimeProvider clock)
{
    private const int MostTries = 5;
    private const int BufferSize = 64 * 1024;

    /// <summary>Reads a file from beginning to end; null when it is gone.</summary>
    /// <param name="path">The absolute path.</param>
    /// <param name="facts">What was seen of it before.</param>
    /// <param name="read">Reads the content as it counts, perhaps more than once.</param>
    /// <exception cref="PlatformException">It changes again and again (exit code 1), or cannot be read (exit code 2).</exception>
    public FileReading<T>? Read<T>(string path, FileFacts facts, Func<Stream, T> read)
        where T : class
    {
        for (var tries = 1; tries <= MostTries; tries++)
        {
            var began = clock.GetUtcNow();
            var result = Try(path, read);
            var after = disk.Facts(path, follow: true);
            if (after is not { IsFile: true })
            {
                return null;
            }

            if (result is not null && after == facts)
            {
                return new FileReading<T>(result, facts, facts.WereAtRest(began));
            }

            facts = after;
        }

        throw new PlatformException(
            ExitCode.Failed,
            $"{workspace.Show(path)} changed while it was read, {MostTries} times in a row. It was not used. "
                + "Try again when the file no longer changes."
        );
    }

    /// <summary>The digest and the length of a stream.</summary>
    public static ContentDigest DigestOf(Stream content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            long length = 0;
            for (int count; (count = content.Read(buffer)) > 0; length += count)
            {
                hash.AppendData(buffer, 0, count);
            }

            return new ContentDigest(Digest.OfHash(hash.GetHashAndReset()), length);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private T? Try<T>(string path, Func<Stream, T> read)
        where T : class
    {
        try
        {
            using var content = SourceContent.Of(disk.Open(path));
            return read(content);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new PlatformException([Unreadable.File(workspace.Show(path), exception)]);
        }
    }
}

/// <summary>What was read of a file.</summary>
/// <param name="Result">What was made of its content.</param>
/// <param name="Facts">The facts for which it holds.</param>
/// <param name="IsAtRest">Whether the same facts will mean the same content from now on.</param>
internal sealed record FileReading<T>(T Result, FileFacts Facts, bool IsAtRest);

/// <summary>What stands for a content.</summary>
/// <param name="Digest">Its digest, <c>sha256:...</c>.</param>
/// <param name="Length">Its bytes.</param>
internal sealed record ContentDigest(Digest Digest, long Length);
