namespace Repository.Tests.Launcher;

/// <summary>A PATH of one folder: what any system has, and the tools that are named.</summary>
internal sealed class ToolFolder : IDisposable
{
    private const string Everywhere =
        "awk bash cat cp env find grep id ls mkdir mv printf readlink rm sed sha256sum sleep sort tail touch";

    private readonly TemporaryFolder _folder = new();

    public ToolFolder(params string[] more)
    {
        foreach (var tool in Everywhere.Split(' ').Concat(more))
        {
            var file = new[] { "/usr/bin/", "/bin/" }.Select(folder => folder + tool).First(File.Exists);
            File.CreateSymbolicLink(Path.Combine(Folder, tool), file);
        }
    }

    public string Folder => _folder.Path;

    /// <summary>Adds a program of our own.</summary>
    public void Add(string name, string script) => ScriptFile.Write(Path.Combine(Folder, name), script);

    public void Dispose() => _folder.Dispose();
}
