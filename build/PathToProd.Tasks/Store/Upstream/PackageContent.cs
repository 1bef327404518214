using System.Collections.Immutable;
using System.Formats.Tar;
using System.IO.Compression;
using PathToProd.Tasks.Store.Unpacking;
using PathToProd.Text;

namespace PathToProd.Tasks.Store.Upstream;

/// <summary>A file of a package that others publish.</summary>
/// <param name="Path">Its path in the package, with forward slashes.</param>
/// <param name="IsExecutable">Whether its owner may run it.</param>
/// <param name="Content">Its bytes.</param>
internal sealed record PackageFile(string Path, bool IsExecutable, byte[] Content)
{
    /// <summary>What it is, when it is no file: a link or a device, of which nothing may be used. Null for a file.</summary>
    public string? Odd { get; init; }
}

/// <summary>
/// What is in a package: a <c>.tgz</c> or a <c>.zip</c>, whatever its name. Paths that lead out of it are refused; links and devices are
/// for the caller to refuse, where it would use them.
/// </summary>
internal static class PackageContent
{
    /// <summary>How much a package may hold.</summary>
    public const long MostBytes = 256 * 1024 * 1024;

    private const int ModeShift = 16;
    private const int KindMask = 0xF000; // S_IFMT
    private const int Link = 0xA000; // S_IFLNK
    private const int OwnerExecutes = 0x40;

    /// <summary>All files, in ordinal order of their paths.</summary>
    /// <exception cref="UpstreamException">It is no such archive, or holds what is not allowed.</exception>
    public static ImmutableArray<PackageFile> Read(byte[] package)
    {
        try
        {
            var files = package is [(byte)'P', (byte)'K', ..] ? Zip(package) : Tar(package);
            var read = new SortedDictionary<string, PackageFile>(StringComparer.Ordinal);
            var bytes = 0L;
            foreach (var file in files)
            {
                bytes += file.Content.LongLength;
                if (ArtifactPath.Wrong(file.Path) is { } wrong)
                {
                    throw Refused($"the path {file.Path} in it is not allowed: {wrong}");
                }

                if (!read.TryAdd(file.Path, file) || bytes > MostBytes)
                {
                    throw bytes > MostBytes ? TooLarge() : Refused($"{file.Path} is in it twice");
                }
            }

            return read.Count > 0 ? [.. read.Values] : throw Refused("it is empty");
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException or FormatException)
        {
            throw new UpstreamException(
                $"it is neither a .tgz nor a .zip ({exception.Message.TrimEnd('.')})",
                "correct the address",
                exception
            );
        }
    }

    private static IEnumerable<PackageFile> Tar(byte[] package)
    {
        using var unzipped = new GZipStream(new MemoryStream(package), CompressionMode.Decompress);
        using var bounded = new BoundedStream(unzipped, MostBytes, TooLarge);
        using var tar = new TarReader(bounded);
        while (tar.GetNextEntry() is { } entry)
        {
            switch (entry.EntryType)
            {
                case TarEntryType.RegularFile or TarEntryType.V7RegularFile:
                    yield return new PackageFile(
                        Plain(entry.Name),
                        entry.Mode.HasFlag(UnixFileMode.UserExecute),
                        Bytes(entry.DataStream ?? Stream.Null)
                    );
                    break;
                case TarEntryType.Directory or TarEntryType.GlobalExtendedAttributes:
                    break;
                default:
                    yield return new PackageFile(Plain(entry.Name), IsExecutable: false, [])
                    {
                        Odd = $"is not a file ({entry.EntryType})",
                    };
                    break;
            }
        }
    }

    private static IEnumerable<PackageFile> Zip(byte[] package)
    {
        using var zip = new ZipArchive(new MemoryStream(package), ZipArchiveMode.Read);
        foreach (var entry in zip.Entries.Where(entry => !entry.FullName.EndsWith('/')))
        {
            var mode = entry.ExternalAttributes >>> ModeShift;
            using var stream = entry.Open();
            yield return new PackageFile(entry.FullName, (mode & OwnerExecutes) != 0, Bytes(stream))
            {
                Odd = (mode & KindMask) == Link ? "is a link" : null,
            };
        }
    }

    private static string Plain(string path) => path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path;

    private static byte[] Bytes(Stream stream)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[81920];
        for (int count; (count = stream.Read(buffer)) > 0; )
        {
            bytes.Write(buffer, 0, count);
            if (bytes.Length > MostBytes)
            {
                throw TooLarge();
            }
        }

        return bytes.ToArray();
    }

    /// <summary>It is larger than a package may be.</summary>
    public static UpstreamException TooLarge() => Refused($"it holds more than {ByteSize.Text(MostBytes)}");

    /// <summary>Why a package is not taken.</summary>
    public static UpstreamException Refused(string what) => new(what, "take another package; nothing of it was kept");
}
