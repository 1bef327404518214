namespace Repository.Tests.Launcher;

/// <summary>A PATH of one folder: what any system has, and the tools that are named.</summary>
internal sealed class ToolFolder : IDisposable
{
    private const string Everywhere =
        "awk bash cat cp env find grep id ls mkdir mv printf readlink rm sed sha256sum sleep sort tail touch";

    public ToolFolder(params string[] more)
    {
        foreach (var tool in Everywhere.Split(' ').Concat(more))
        {
            var file = new[] { "/usr/bin/", "/bin/" }.Select(folder => folder + tool).First(File.Exists);
            File.CreateSymbolicLink(Path.Combine(Folder, tool), file);
        }
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("tools-").FullName;

    /// <summary>Adds a program of our own.</summary>
    public void Add(string name, string script) => WriteScript(Path.Combine(Folder, name), script);

    public static void WriteScript(string path, string script)
    {
        File.WriteAllText(path, script.ReplaceLineEndings("\n"));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
