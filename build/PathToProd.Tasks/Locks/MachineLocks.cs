using PathToProd.Text;

namespace PathToProd.Tasks.Locks;

/// <summary>
/// The folder for locks that all checkouts and all users of this machine see. It is in one place whatever a user's
/// <c>TMPDIR</c> says, and everyone may add files to it but remove only their own.
/// </summary>
internal static class MachineLocks
{
    /// <summary>Where it is.</summary>
    public static string Folder { get; } =
        OperatingSystem.IsWindows()
            ? Path.Combine(
                Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData),
                "path-to-prod",
                "locks"
            )
            : "/tmp/path-to-prod-locks";

    /// <summary>Makes a folder that everyone may add files to, unless it is there.</summary>
    /// <exception cref="PlatformException">A link is in its place, which may lead anywhere (exit code 1).</exception>
    public static void Create(string folder)
    {
        var directory = new DirectoryInfo(folder);
        if (directory.LinkTarget is { } target)
        {
            throw new PlatformException(
                ExitCode.Failed,
                $"{folder} is a link to {target}, and locks that all users share must not be behind a link. Nothing was touched. "
                    + "Remove the link, then run the same command again."
            );
        }

        if (directory.Exists)
        {
            return;
        }

        directory.Create();
        if (!OperatingSystem.IsWindows())
        {
            const UnixFileMode Everybody = (UnixFileMode)0b111_111_111;
            File.SetUnixFileMode(folder, Everybody | UnixFileMode.StickyBit);
        }
    }
}
