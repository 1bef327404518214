namespace PathToProd.Tasks.Tests.Processes;

/// <summary>A folder that is gone when the test is over.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    internal string Root { get; } = Directory.CreateTempSubdirectory("processes-").FullName;

    internal string this[string name] => Path.Combine(Root, name);

    /// <summary>Writes a file that can be executed.</summary>
    internal string Program(string name, string text, bool executable = true)
    {
        var file = this[name];
        File.WriteAllText(file, text);
        var mode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        if (OperatingSystem.IsWindows())
        {
            return file;
        }

        File.SetUnixFileMode(file, executable ? mode | UnixFileMode.UserExecute : mode);
        return file;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
