using PathToProd.Reporting;
using PathToProd.Runs;

namespace PathToProd.Tasks.Files;

/// <summary>Symbolic links in a folder: followed inside it, and refused where they lead anywhere else.</summary>
internal static class TreeLink
{
    /// <summary>Goes on when the entry is no link, or leads to something inside <paramref name="root"/>.</summary>
    /// <exception cref="PlatformException">It leads out, in a circle, or to nothing (exit code 2).</exception>
    public static void Refuse(FileSystemInfo entry, string root)
    {
        if (entry.LinkTarget is { } link && WhatIsWrong(entry, link, root) is { } wrong)
        {
            throw new PlatformException(
                ExitCode.WrongInput,
                $"{entry.FullName}: the symbolic link leads to {wrong}; replace it by the file itself"
            );
        }
    }

    private static string? WhatIsWrong(FileSystemInfo entry, string link, string root)
    {
        FileSystemInfo? target;
        try
        {
            target = entry.ResolveLinkTarget(returnFinalTarget: true);
        }
        catch (IOException)
        {
            // The system gave up following it.
            return $"{link}, in a circle";
        }

        var path = target?.FullName ?? link;
        return Holds(path, entry.FullName) ? $"{path}, in a circle"
            : !Holds(root, path) ? $"{path}, outside the component's folder"
            : target?.Exists != true ? $"{path}, which does not exist"
            : null;
    }

    private static bool Holds(string folder, string path) =>
        (path + Path.DirectorySeparatorChar).StartsWith(
            Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar,
            StringComparison.Ordinal
        );
}
