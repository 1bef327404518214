namespace Repository.Tests.Artifacts;

/// <summary>
/// A clone of a repository, in which everything was built. Only installed tools and compiled tasks are shared with others,
/// and no artifact depends on them.
/// </summary>
internal sealed class BuiltClone : IDisposable
{
    private static readonly string[] Shared = ["tools", "tasks"];

    private readonly TemporaryFolder _folder = new();

    public BuiltClone(string origin, bool withLineEndsOfWindows = false)
    {
        ExternalProgram.Run(origin, "git", "clone", "--quiet", "--no-checkout", origin, Root);
        if (withLineEndsOfWindows)
        {
            ExternalProgram.Run(Root, "git", "config", "core.autocrlf", "true");
            // Our own .gitattributes would overrule that.
            File.WriteAllText(Path.Combine(Root, ".git", "info", "attributes"), "* text=auto !eol\n");
        }

        ExternalProgram.Run(Root, "git", "checkout", "--quiet", "HEAD");
        Directory.CreateDirectory(Path.Combine(Root, "artifacts"));
        foreach (var folder in Shared)
        {
            var target = SourceTree.PathOf("artifacts", folder);
            Directory.CreateDirectory(target);
            Directory.CreateSymbolicLink(Path.Combine(Root, "artifacts", folder), target);
        }

        ExternalProgram.Run(Root, "dotnet", SourceTree.Program, "--target=Build", "--component=all");
    }

    public string Root => Path.Combine(_folder.Path, "clone");

    public OciLayout Store => new(Path.Combine(Root, "artifacts", "store"));

    /// <summary>The repository of these tests as it is now, with one commit of all that a platform needs.</summary>
    public static string Origin(string folder)
    {
        SourceTree.CopyTo(
            folder,
            "components",
            "environments",
            "platform.yaml",
            "Directory.*",
            "global.json",
            ".editorconfig",
            ".gitattributes",
            ".gitignore"
        );
        TestGit.CommitAll(folder);
        return folder;
    }

    public void Dispose() => _folder.Dispose();
}
