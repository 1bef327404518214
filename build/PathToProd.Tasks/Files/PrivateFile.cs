namespace PathToProd.Tasks.Files;

/// <summary>A file that only its owner may read or write, whatever program made it. On Windows its folder's rights count.</summary>
internal static class PrivateFile
{
    /// <summary>Removes other users' access to a file, and says whether they had any.</summary>
    public static bool Close(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return false;
        }

        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var before = File.GetUnixFileMode(path);
        if (before != Owner)
        {
            File.SetUnixFileMode(path, Owner);
        }

        return (before & ~(Owner | UnixFileMode.UserExecute)) != UnixFileMode.None;
    }
}
