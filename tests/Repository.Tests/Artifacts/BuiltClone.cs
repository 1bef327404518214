namespace Repository.Tests.Artifacts;

/// <summary>
/// A clone of a repository, in which everything was built. Only installed tools and compiled tasks are shared with others,
/// and no artifact depends on them.
/// </summary>
internal sealed class BuiltClone : IDisposable
{
    private static readonly string[] Shared = ["tools", "tasks"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("path-to-prod-built-");

    public BuiltClone(string origin, bool withLineEndsOfWindows = false)
    {
        Tool.Run(origin, "git", "clone", "--quiet", "--no-checkout", origin, Root);
        if (withLineEndsOfWindows)
        {
            Tool.Run(Root, "git", "config", "core.autocrlf", "true");
            // Our own .gitattributes would overrule that.
            File.WriteAllText(Path.Combine(Root, ".git", "info", "attributes"), "* text=auto !eol\n");
        }

        Tool.Run(Root, "git", "checkout", "--quiet", "HEAD");
        Directory.CreateDirectory(Path.Combine(Root, "artifacts"));
        foreach (var folder in Shared)
        {
            var target = Checkout.File("artifacts", folder);
            Directory.CreateDirectory(target);
            Directory.CreateSymbolicLink(Path.Combine(Root, "artifacts", folder), target);
        }

        Tool.Run(Root, "dotnet", Checkout.Program, "--target=Build", "--component=all");
    }

    public string Root => Path.Combine(_folder.FullName, "clone");

    public OciLayout Store => new(Path.Combine(Root, "artifacts", "store"));

    /// <summary>The repository of these tests as it is now, with one commit of all that a platform needs.</summary>
    public static string Origin(string folder)
    {
        Tool.Run(
            Checkout.Root,
            "bash",
            "-c",
            "git ls-files -z --cached --others --exclude-standard -- "
                + "components environments platform.yaml build/tools.yaml build/Cake.Frosting/Cake.props 'Directory.*' "
                + "global.json .editorconfig .gitattributes .gitignore "
                + $"| xargs -0 cp -a --parents -t '{folder}'"
        );
        Tool.Run(folder, "git", "init", "--quiet");
        Tool.Run(folder, "git", "add", "--all");
        Tool.Run(folder, "git", "-c", "user.name=ann", "-c", "user.email=ann@example.com", "commit", "-qm", "first");
        return folder;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
