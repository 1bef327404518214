using System.Globalization;
using System.Security.Cryptography;
using PathToProd.Facts.Artifacts;
using PathToProd.Tasks.Files;
using PathToProd.Text;

namespace PathToProd.Tasks.Store.Blobs;

/// <summary>
/// The blobs of a store: files named by the digest of their bytes. One is there whole or not at all, and none is believed
/// because of its name: what is read is checked.
/// </summary>
/// <param name="store">The store's folder.</param>
/// <param name="show">Makes paths readable.</param>
internal sealed class BlobFolder(string store, Func<string, string> show)
{
    private const int BufferSize = 128 * 1024;

    /// <summary>More than any manifest or config that is worth reading into memory.</summary>
    private const long MostInMemory = 4 * 1024 * 1024;

    private readonly string _blobs = Path.Combine(store, "blobs", "sha256");
    private readonly string _incoming = Path.Combine(store, "incoming");
    private int _count;

    /// <summary>The file of a blob, which need not be there.</summary>
    public string PathOf(Digest digest) => Path.Combine(_blobs, digest.Hex);

    /// <summary>Whether a blob is there with the right size. Its bytes are not read.</summary>
    public bool Has(OciDescriptor blob) => Has(blob.Digest.Hex, blob.Size);

    /// <summary>Whether a blob with these digits is there with a size.</summary>
    public bool Has(ReadOnlySpan<char> digits, long size) =>
        FileFacts.At(Path.Join(_blobs, digits), follow: true) is { IsFile: true } file && file.Size == size;

    /// <summary>Adds what <paramref name="fill"/> writes. When that throws, nothing is added.</summary>
    public OciDescriptor Write(string mediaType, Action<Stream> fill)
    {
        Directory.CreateDirectory(_incoming);
        var temporary = Temporary();
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            long size;
            using (
                var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferSize)
            )
            {
                fill(new HashedStream(file, hash));
                file.Flush(flushToDisk: true);
                size = file.Length;
            }

            var digest = Digest.OfHash(hash.GetHashAndReset());
            PutInPlace(temporary, digest);
            return new OciDescriptor(mediaType, digest, size);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Adds bytes.</summary>
    public OciDescriptor Write(string mediaType, ReadOnlyMemory<byte> bytes)
    {
        var blob = new OciDescriptor(mediaType, Digest.Of(bytes.Span), bytes.Length);
        return IsIntact(blob) ? blob : Write(mediaType, stream => stream.Write(bytes.Span));
    }

    /// <summary>Takes over a file of the same file system as a blob, once all of its bytes are checked.</summary>
    /// <exception cref="PlatformException">It is missing or damaged (exit code 1).</exception>
    public void Import(string file, OciDescriptor blob)
    {
        using (var stream = Check(blob, Open(file, blob, FileAccess.ReadWrite)))
        {
            stream.Flush(flushToDisk: true);
        }

        PutInPlace(file, blob.Digest);
    }

    /// <summary>Opens a blob, all of whose bytes were checked.</summary>
    /// <exception cref="PlatformException">It is missing or damaged (exit code 1).</exception>
    public FileStream Open(OciDescriptor blob) => Check(blob, Open(PathOf(blob.Digest), blob, FileAccess.Read));

    /// <summary>Reads a manifest or config.</summary>
    /// <exception cref="PlatformException">It is missing, damaged, or far too large (exit code 1).</exception>
    public byte[] Read(OciDescriptor blob)
    {
        if (blob.Size > MostInMemory)
        {
            throw Damaged(blob, $"it has {blob.Size} bytes, far too many for a {blob.MediaType}");
        }

        using var stream = Open(blob);
        var bytes = new byte[blob.Size];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Removes what killed processes left half-written.</summary>
    public void RemoveLeftovers()
    {
        if (!Directory.Exists(_incoming))
        {
            return;
        }

        foreach (var entry in new DirectoryInfo(_incoming).EnumerateFileSystemInfos())
        {
            if (
                int.TryParse(entry.Name.Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var process)
                && !RunningProcess.Is(process)
            )
            {
                Remove(entry);
            }
        }
    }

    /// <summary>A path for something half-written; a later run removes it when this process ends too early.</summary>
    public string Temporary() =>
        Path.Combine(_incoming, $"{Environment.ProcessId}-{Guid.NewGuid():N}-{Interlocked.Increment(ref _count)}");

    private static void Remove(FileSystemInfo entry)
    {
        try
        {
            if (entry is DirectoryInfo folder)
            {
                folder.Delete(recursive: true);
            }
            else
            {
                entry.Delete();
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It only takes space, and the next run tries again.
        }
    }

    private FileStream Open(string file, OciDescriptor blob, FileAccess access)
    {
        try
        {
            return new FileStream(file, FileMode.Open, access, FileShare.Read | FileShare.Delete);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Damaged(blob, "it is not there");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Damaged(blob, exception.Message);
        }
    }

    private FileStream Check(OciDescriptor blob, FileStream stream)
    {
        try
        {
            if (stream.Length != blob.Size)
            {
                throw Damaged(blob, $"it has {stream.Length} bytes instead of {blob.Size}");
            }

            var found = Digest.OfHash(SHA256.HashData(stream));
            if (found != blob.Digest)
            {
                throw Damaged(blob, $"its content has the digest {found.ShortText}");
            }

            stream.Position = 0;
            return stream;
        }
        catch (IOException exception)
        {
            stream.Dispose();
            throw Damaged(blob, exception.Message);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Whether a small blob is there with the right bytes, so that it need not be written.</summary>
    private bool IsIntact(OciDescriptor blob)
    {
        try
        {
            return Has(blob) && Digest.Of(File.ReadAllBytes(PathOf(blob.Digest))) == blob.Digest;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private void PutInPlace(string temporary, Digest digest)
    {
        Directory.CreateDirectory(_blobs);
        try
        {
            File.Move(temporary, PathOf(digest), overwrite: true);
        }
        catch (IOException) when (OperatingSystem.IsWindows() && File.Exists(PathOf(digest)))
        {
            // Another process reads the blob that is there, and it has the same name, so it should be the same.
        }
    }

    private PlatformException Damaged(OciDescriptor blob, string what)
    {
        var path = show(PathOf(blob.Digest));
        return new PlatformException(
            ExitCode.Failed,
            $"{path} is damaged: {what}. None of it was used. Delete {path}, then build or fetch the artifact again with --force."
        );
    }

    private sealed class HashedStream(Stream inner, IncrementalHash hash) : WriteOnlyStream
    {
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            hash.AppendData(buffer);
            inner.Write(buffer);
        }
    }
}
