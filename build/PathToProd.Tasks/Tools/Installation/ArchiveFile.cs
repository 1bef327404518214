using System.Formats.Tar;
using System.IO.Compression;
using PathToProd.Text;

namespace PathToProd.Tasks.Tools.Installation;

/// <summary>
/// Takes one file out of an archive. Nothing else is unpacked, and no name inside the archive decides where anything is
/// written, so an archive cannot reach outside the target.
/// </summary>
internal static class ArchiveFile
{
    /// <summary>Copies a file of an archive to a target.</summary>
    /// <param name="archive">The archive's path.</param>
    /// <param name="name">The archive's name at its origin; its ending says the format.</param>
    /// <param name="entry">The file inside, with forward slashes.</param>
    /// <param name="target">Where it is written, replacing what is there.</param>
    /// <exception cref="SourceFailure">It is not such an archive, or has no such file.</exception>
    public static void Extract(string archive, string name, string entry, string target)
    {
        try
        {
            var found = name.EndsWith(".zip", StringComparison.Ordinal)
                ? FromZip(archive, entry, target)
                : FromTar(archive, entry, target);
            if (!found)
            {
                throw new SourceFailure($"{name} holds no file {entry}");
            }
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException)
        {
            throw new SourceFailure(
                $"{name} cannot be unpacked ({InnermostCause.Of(exception)})",
                unreachable: false,
                exception
            );
        }
    }

    private static bool FromZip(string archive, string entry, string target)
    {
        using var zip = ZipFile.OpenRead(archive);
        if (zip.GetEntry(entry) is not { } found)
        {
            return false;
        }

        using var source = found.Open();
        Write(source, target);
        return true;
    }

    private static bool FromTar(string archive, string entry, string target)
    {
        using var file = File.OpenRead(archive);
        using var unzipped = new GZipStream(file, CompressionMode.Decompress);
        using var tar = new TarReader(unzipped);
        while (tar.GetNextEntry() is { } found)
        {
            var isFile = found.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile;
            if (isFile && (found.Name == entry || found.Name == "./" + entry))
            {
                Write(found.DataStream ?? Stream.Null, target);
                return true;
            }
        }

        return false;
    }

    private static void Write(Stream source, string target)
    {
        using var file = new FileStream(target, FileMode.Create, FileAccess.Write, FileShare.None);
        source.CopyTo(file);
        file.Flush(flushToDisk: true);
    }
}
