namespace Repository.Tests.Docs;

/// <summary>
/// A copy of this repository as a new clone of it is, in Git and with nothing changed, but for what the program
/// compiled already: only because compiling takes a while, not because anything needs it.
/// </summary>
internal sealed class RepositoryCopy : IDisposable
{
    private static readonly string[] Compiled = ["artifacts/host", "artifacts/tools", "artifacts/tasks"];

    private readonly TemporaryFolder _folder = new();

    public RepositoryCopy()
    {
        SourceTree.CopyTo(Root);
        TestGit.CommitAll(Root);
        foreach (var folder in Compiled.Where(folder => Directory.Exists(SourceTree.PathOf(folder))))
        {
            ExternalProgram.Run(SourceTree.Root, "cp", "-a", "--parents", "-t", Root, folder);
        }
    }

    public string Root => _folder.Path;

    /// <summary>Runs a line as a person types it; returns the exit code and all that was printed.</summary>
    public (int ExitCode, string Output) Run(string line)
    {
        var start = ExternalProgram.Start(Root, "bash", "-c", $"exec 2>&1; {line}");
        start.Environment.Remove("PATH_TO_PROD_ROOT");
        var (exitCode, output, _) = ExternalProgram.End(start);
        return (exitCode, output);
    }

    /// <summary>All files but the logs of runs, with their content's length and time.</summary>
    public Dictionary<string, (long Length, DateTime Time)> Files() =>
        new DirectoryInfo(Root)
            .EnumerateFiles("*", SearchOption.AllDirectories)
            .Select(file => (Path: Path.GetRelativePath(Root, file.FullName), file.Length, Time: file.LastWriteTimeUtc))
            .Where(file => !file.Path.StartsWith("artifacts/runs/", StringComparison.Ordinal))
            .ToDictionary(file => file.Path, file => (file.Length, file.Time));

    public void Dispose() => _folder.Dispose();
}
