using System.Formats.Tar;
using System.IO.Compression;
using PathToProd.Facts.Artifacts;

namespace PathToProd.Tasks.Store.Unpacking;

/// <summary>Reads the files in the layers of an artifact. Throws <see cref="InvalidDataException"/>s that say what is wrong.</summary>
internal static class LayerReader
{
    private const int ModeShift = 16;
    private const int KindMask = 0xF000; // S_IFMT
    private const int RegularFile = 0x8000; // S_IFREG
    private const int OwnerExecutes = 0x40;

    /// <summary>The files of an artifact's layer, by their path in the unpacked artifact.</summary>
    /// <param name="format">The artifact's format.</param>
    /// <param name="layer">Names the layer.</param>
    /// <param name="content">The layer's bytes.</param>
    public static IEnumerable<LayerEntry> Read(ArtifactFormat format, OciDescriptor layer, Stream content)
    {
        var entries = layer.MediaType == MediaTypes.Zip ? Zip(content) : Tar(content);
        foreach (var entry in entries)
        {
            var path = layer.MediaType switch
            {
                MediaTypes.Component => entry.Path,
                // A chart stands below a folder of its own name.
                MediaTypes.HelmChart => $"{format.Folder}/{AfterFirstFolder(entry.Path)}",
                _ => $"{format.Folder}/{entry.Path}",
            };
            if (ArtifactPath.Wrong(entry.Path) is { } wrong || (wrong = ArtifactPath.Wrong(path)) is not null)
            {
                throw new InvalidDataException($"the path {entry.Path} in it is not allowed: {wrong}");
            }

            yield return entry with
            {
                Path = path,
            };
        }
    }

    private static IEnumerable<LayerEntry> Tar(Stream content)
    {
        using var unzipped = new GZipStream(content, CompressionMode.Decompress, leaveOpen: true);
        using var tar = new TarReader(unzipped, leaveOpen: true);
        while (tar.GetNextEntry() is { } entry)
        {
            if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile))
            {
                throw new InvalidDataException($"{entry.Name} in it is not a file ({entry.EntryType})");
            }

            yield return new LayerEntry(
                entry.Name,
                entry.Mode.HasFlag(UnixFileMode.UserExecute),
                entry.DataStream ?? Stream.Null
            );
        }
    }

    private static IEnumerable<LayerEntry> Zip(Stream content)
    {
        using var zip = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
        foreach (var entry in zip.Entries)
        {
            var mode = entry.ExternalAttributes >>> ModeShift;
            if ((mode & KindMask) != RegularFile)
            {
                throw new InvalidDataException($"{entry.FullName} in it is not a file");
            }

            using var stream = entry.Open();
            yield return new LayerEntry(entry.FullName, (mode & OwnerExecutes) != 0, stream);
        }
    }

    private static string AfterFirstFolder(string path) =>
        path.IndexOf('/') is var slash and > 0 ? path[(slash + 1)..] : "";
}
