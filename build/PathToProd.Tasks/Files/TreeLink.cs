using PathToProd.Text;

namespace PathToProd.Tasks.Files;

/// <summary>Symbolic links in a folder: followed inside it, and refused where they lead anywhere else.</summary>
internal static class TreeLink
{
    /// <summary>What a link in a tree leads to; the entry itself when it is not a link.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="root">The tree's folder.</param>
    /// <param name="around">The folders that the entry is in, down from the root, each where it really is.</param>
    /// <exception cref="PlatformException">It leads out, in a circle, or to nothing (exit code 2).</exception>
    public static FileSystemInfo Follow(FileSystemInfo entry, string root, IReadOnlyCollection<string> around)
    {
        if (entry.LinkTarget is not { } link)
        {
            return entry;
        }

        FileSystemInfo? target;
        try
        {
            target = entry.ResolveLinkTarget(returnFinalTarget: true);
        }
        catch (IOException)
        {
            // The system gave up following it.
            throw Refuse(entry, $"{link}, in a circle");
        }

        var path = Path.TrimEndingDirectorySeparator(target?.FullName ?? link);
        return around.Contains(path, StringComparer.Ordinal) ? throw Refuse(entry, $"{path}, in a circle")
            : !path.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal)
                ? throw Refuse(entry, $"{path}, outside the component's folder")
            : target?.Exists == true ? target
            : throw Refuse(entry, $"{path}, which does not exist");
    }

    private static PlatformException Refuse(FileSystemInfo link, string leadsTo) =>
        new([
            new Problem(
                new SourcePosition(link.FullName),
                $"the symbolic link leads to {leadsTo}",
                "replace it with the file itself"
            ),
        ]);
}
