using PathToProd.Facts.Artifacts;
using PathToProd.Tasks.Files;
using PathToProd.Tasks.Store.Blobs;
using PathToProd.Text;

namespace PathToProd.Tasks.Store.Unpacking;

/// <summary>Unpacks artifacts into folders, and checks whether a folder holds what its artifact says.</summary>
internal sealed class ArtifactUnpacker(BlobFolder blobs)
{
    private const UnixFileMode Plain =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private const UnixFileMode Executable =
        Plain | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Unpacks into an empty folder, and checks what came out.</summary>
    /// <exception cref="PlatformException">A blob is damaged, or the artifact is not what it says (exit code 1).</exception>
    public void Unpack(StoredArtifact artifact, OciManifest manifest, string folder)
    {
        try
        {
            var paths = new HashSet<string>(StringComparer.Ordinal);
            foreach (var entry in Entries(manifest))
            {
                if (!paths.Add(entry.Path))
                {
                    throw new InvalidDataException($"{entry.Path} is in it twice");
                }

                WriteFile(entry, Path.Combine(folder, entry.Path));
            }
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException or FormatException)
        {
            throw Wrong(artifact, exception.Message.TrimEnd('.'));
        }

        if (!Holds(manifest, folder))
        {
            throw Wrong(artifact, $"its files do not have the digest that it names ({Revision(manifest).ShortText})");
        }
    }

    /// <summary>Whether a folder holds exactly the artifact's files: each one is read.</summary>
    public bool Holds(OciManifest manifest, string folder)
    {
        if (!Directory.Exists(folder))
        {
            return false;
        }

        var entries = new DirectoryInfo(folder).EnumerateFileSystemInfos("*", SearchOption.AllDirectories).ToArray();
        if (Array.Exists(entries, entry => entry.LinkTarget is not null))
        {
            return false;
        }

        var isExecutable = Modes(manifest);
        var files =
            from entry in entries.OfType<FileInfo>()
            let path = Path.GetRelativePath(folder, entry.FullName).Replace(Path.DirectorySeparatorChar, '/')
            select (path, isExecutable(path, entry.FullName), TreeDigest.Content(entry.FullName));
        return TreeDigest.Of(files.OrderBy(file => file.path, StringComparer.Ordinal)) == Revision(manifest);
    }

    /// <summary>Windows keeps no modes, so there the layers say them.</summary>
    private Func<string, string, bool> Modes(OciManifest manifest)
    {
        if (!OperatingSystem.IsWindows())
        {
            return (_, file) => TreeDigest.IsExecutable(file);
        }

        var executables = Entries(manifest)
            .Where(entry => entry.IsExecutable)
            .Select(entry => entry.Path)
            .ToHashSet(StringComparer.Ordinal);
        return (path, _) => executables.Contains(path);
    }

    private IEnumerable<LayerEntry> Entries(OciManifest manifest)
    {
        var format = ArtifactFormat.Of(manifest)!;
        foreach (var layer in manifest.Layers)
        {
            using var content = blobs.Open(layer);
            foreach (var entry in LayerReader.Read(format, layer, content))
            {
                yield return entry;
            }
        }
    }

    private static void WriteFile(LayerEntry entry, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = entry.IsExecutable ? Executable : Plain;
        }

        using var file = new FileStream(path, options);
        entry.Content.CopyTo(file);
    }

    private static Digest Revision(OciManifest manifest) =>
        new(manifest.Annotations.GetValueOrDefault(AnnotationNames.Revision, ""));

    private static PlatformException Wrong(StoredArtifact artifact, string what) =>
        new(
            ExitCode.Failed,
            $"{artifact.Component} {artifact.Version} ({artifact.Digest.ShortText}) cannot be unpacked: {what}. "
                + "None of it was used. Raise the version, and build it again."
        );
}
