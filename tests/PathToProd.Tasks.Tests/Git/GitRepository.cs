using PathToProd.Tasks.Files;
using PathToProd.Tasks.Git;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Tests.Git;

/// <summary>A real repository in a temporary folder, whose platform may lie below its root.</summary>
internal sealed class GitRepository : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <param name="platform">The platform's folder in the repository; empty for its root.</param>
    public GitRepository(string platform = "")
    {
        Root = Path.Combine(_folder.Path, platform).TrimEnd('/');
        Directory.CreateDirectory(Root);
    }

    /// <summary>The platform's folder.</summary>
    public string Root { get; }

    /// <summary>A repository with one commit on its branch main, which holds these files.</summary>
    public static GitRepository With(params (string Path, string Text)[] files)
    {
        var repository = new GitRepository();
        repository.Git("init", "--quiet", "--initial-branch=main");
        foreach (var (path, text) in files)
        {
            repository.Write(path, text);
        }

        repository.Commit("first");
        return repository;
    }

    /// <summary>A clone with only the newest commit of each branch.</summary>
    public GitRepository ShallowClone()
    {
        var clone = new GitRepository();
        Git("clone", "--quiet", "--depth=1", "--no-single-branch", $"file://{_folder.Path}", clone.Root);
        return clone;
    }

    public void Write(string path, string text)
    {
        var file = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    public void Delete(string path) => File.Delete(Path.Combine(Root, path));

    public void Commit(string message)
    {
        Git("add", "--all");
        Git("commit", "--quiet", "--allow-empty", "--message", message);
    }

    /// <summary>Merges a branch; a conflict is a failure.</summary>
    public void Merge(string branch) => Git("merge", "--quiet", "--no-edit", branch);

    public string Git(params string[] arguments) => TestGit.Run(Root, arguments);

    public GitChanges Since(string since) => GitChanges.Since(new Workspace(Root), since, new ProcessScope());

    /// <summary>The changes, as <c>Modified components/a/file</c>.</summary>
    public string[] Changes(string since) => [.. Since(since).Files.Select(file => $"{file.Kind} {file.Path}")];

    public void Dispose() => _folder.Dispose();
}
