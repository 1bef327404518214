namespace PathToProd.Tasks.Tools.Installation;

/// <summary>Finds programs in the folders of a search path, as a shell does.</summary>
internal static class ProgramSearch
{
    private static readonly string[] Suffixes = OperatingSystem.IsWindows() ? [".exe", ".cmd", ".bat"] : [""];

    /// <summary>Every program of a name, in the order of the folders; a folder that is there twice counts once.</summary>
    public static IEnumerable<string> Find(IEnumerable<string> folders, string name)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var folder in folders)
        {
            foreach (var suffix in Suffixes)
            {
                var file = Path.Combine(folder, name + suffix);
                if (Path.IsPathRooted(folder) && IsProgram(file) && seen.Add(RealFolder(folder) + suffix))
                {
                    yield return file;
                }
            }
        }
    }

    private static bool IsProgram(string file)
    {
        const UnixFileMode Executable =
            UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        return File.Exists(file)
            && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(file) & Executable) != UnixFileMode.None);
    }

    /// <summary>On most systems <c>/bin</c> is a link to <c>/usr/bin</c>: one folder, and one program to ask.</summary>
    private static string RealFolder(string folder)
    {
        try
        {
            return Path.TrimEndingDirectorySeparator(
                Directory.ResolveLinkTarget(folder, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(folder)
            );
        }
        catch (IOException)
        {
            // A link that leads nowhere or in a circle: the worst that follows is that a program is asked twice.
            return folder;
        }
    }
}
