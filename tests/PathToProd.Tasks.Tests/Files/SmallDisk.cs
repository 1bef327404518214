namespace PathToProd.Tasks.Tests.Files;

/// <summary>A file system of a few kilobytes, in memory, to fill up; gone after the test. Needs root on Linux.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SmallDisk(int kilobytes)
    {
        Assume.That(Environment.IsPrivilegedProcess && OperatingSystem.IsLinux(), "only root on Linux can mount one");
        Run("mount", "-t", "tmpfs", "-o", $"size={kilobytes}k", "tmpfs", Path);
    }

    public string Path => _folder.Path;

    public void MakeReadOnly() => Run("mount", "-o", "remount,ro", Path);

    public void Dispose()
    {
        Run("umount", Path);
        _folder.Dispose();
    }

    private static void Run(string program, params string[] arguments) => ExternalProgram.Run("/", program, arguments);
}
