using System.Collections.Immutable;
using PathToProd.Tasks.Files;
using PathToProd.Tasks.Git;
using PathToProd.Text;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Runs.Upgrades;

/// <summary>A clone of the platform's repository in <c>artifacts/upgrade/</c>, in which another version of Path to Prod may do what it wants.</summary>
internal sealed class PlatformCopy
{
    private readonly GitProcess _git;

    private PlatformCopy(Workspace workspace, GitProcess git) => (Workspace, _git) = (workspace, git);

    /// <summary>The platform there.</summary>
    public Workspace Workspace { get; }

    /// <summary>Clones what is committed.</summary>
    /// <exception cref="PlatformException">Git cannot.</exception>
    public static PlatformCopy Of(Workspace workspace, string name, ProcessScope scope)
    {
        var folder = Path.Combine(workspace.Artifacts, "upgrade", name);
        AtomicFolder.Delete(folder);
        Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
        var here = new GitProcess(workspace.Root, scope);
        var top = One(here, "rev-parse", "--show-toplevel");
        var prefix = One(here, "rev-parse", "--show-prefix");
        One(here, "clone", "--quiet", "--shared", top, folder);
        var root = Path.TrimEndingDirectorySeparator(Path.Combine(folder, prefix));
        var copy = new Workspace(root);
        ShareTools(workspace, copy);
        if (Directory.Exists(workspace.Store))
        {
            // Version sets name what is there alone where the platform has no registry.
            FileTree.Copy(workspace.Store, copy.Store);
        }

        return new PlatformCopy(copy, new GitProcess(root, scope));
    }

    /// <summary>The files that are tracked, and have one of these endings; from the platform's root.</summary>
    public ImmutableArray<string> Tracked(params string[] endings) =>
        [
            .. Lines("ls-files", "-z")
                .Where(file => endings.Any(ending => file.EndsWith(ending, StringComparison.Ordinal))),
        ];

    /// <summary>The files that differ from what is committed, from the platform's root.</summary>
    public ImmutableArray<string> Changed() =>
        [
            .. Lines("ls-files", "-z", "--modified", "--others", "--exclude-standard")
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];

    public string Read(string file) => File.ReadAllText(Path.Combine(Workspace.Root, file));

    public void Write(string file, string text) => AtomicFile.Write(Path.Combine(Workspace.Root, file), text);

    /// <summary>Has a file as it is in the platform's work tree, committed or not.</summary>
    public void Bring(Workspace from, string file)
    {
        if (File.Exists(Path.Combine(from.Root, file)))
        {
            FileTree.CopyFile(Path.Combine(from.Root, file), Path.Combine(Workspace.Root, file));
        }
    }

    private static void ShareTools(Workspace workspace, Workspace copy)
    {
        if (!Directory.Exists(workspace.Tools))
        {
            return;
        }

        Directory.CreateDirectory(copy.Artifacts);
        try
        {
            Directory.CreateSymbolicLink(copy.Tools, workspace.Tools);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Windows lets not everybody make links.
            FileTree.Copy(workspace.Tools, copy.Tools);
        }
    }

    private string[] Lines(params string[] arguments)
    {
        using var ended = _git.Run(arguments).EnsureSucceeded();
        return ended.Output.Text().Split('\0', StringSplitOptions.RemoveEmptyEntries);
    }

    private static string One(GitProcess git, params string[] arguments)
    {
        using var ended = git.Run(arguments).EnsureSucceeded();
        return ended.Output.Lines().FirstOrDefault() ?? "";
    }
}
