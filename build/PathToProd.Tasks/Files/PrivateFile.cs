using System.Runtime.Versioning;

namespace PathToProd.Tasks.Files;

/// <summary>A file that nobody but its owner may read or write, whatever program made it.</summary>
internal static class PrivateFile
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Takes from others the access to a file, and says whether they had any.</summary>
    [UnsupportedOSPlatform("windows")]
    public static bool Close(string path)
    {
        var before = File.GetUnixFileMode(path);
        if (before == Owner)
        {
            return false;
        }

        File.SetUnixFileMode(path, Owner);
        return (before & ~(Owner | UnixFileMode.UserExecute)) != 0;
    }
}
