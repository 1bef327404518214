using System.Collections.Immutable;

namespace PathToProd.Model.Platform;

/// <summary>A platform's files as they would be with one more file, so that a file can be checked before it is written.</summary>
/// <param name="files">The files that are there.</param>
/// <param name="path">The path of the other one; its folder's own folder is there.</param>
/// <param name="text">Its text.</param>
public sealed class FilesWithOneMore(IPlatformFiles files, string path, string text) : IPlatformFiles
{
    private readonly string _folder = path[..path.LastIndexOf('/')];

    /// <inheritdoc />
    public ImmutableArray<PlatformEntry> List(string folder)
    {
        var entries = files.List(folder);
        return folder == _folder ? With(entries, folder, path, PlatformEntryKind.File)
            : folder == Parent ? With(entries, folder, _folder, PlatformEntryKind.Folder)
            : entries;
    }

    /// <inheritdoc />
    public string? Read(string file) => file == path ? text : files.Read(file);

    private string Parent => _folder[.._folder.LastIndexOf('/')];

    private static ImmutableArray<PlatformEntry> With(
        ImmutableArray<PlatformEntry> entries,
        string folder,
        string path,
        PlatformEntryKind kind
    )
    {
        var name = path[(folder.Length + 1)..];
        return entries.Any(entry => entry.Name == name) ? entries : entries.Add(new PlatformEntry(name, kind));
    }
}
