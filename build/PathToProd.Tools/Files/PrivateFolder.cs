namespace PathToProd.Tools.Files;

/// <summary>A folder that only its owner may look into, for files whose modes other programs choose.</summary>
public static class PrivateFolder
{
    /// <summary>Creates it, or removes other users' access to one that exists. On Windows it is a plain folder.</summary>
    /// <returns>Whether one was there that others could look into.</returns>
    public static bool Create(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return false;
        }

        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        var before = Directory.Exists(path) ? File.GetUnixFileMode(path) : Owner;
        Directory.CreateDirectory(path, Owner);
        File.SetUnixFileMode(path, Owner);
        return (before & ~Owner) != UnixFileMode.None;
    }
}
