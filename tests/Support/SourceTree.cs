namespace PathToProd.Support;

/// <summary>The source tree that the tests were compiled from.</summary>
public static class SourceTree
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The program, compiled in the tests' own configuration.</summary>
    public static string Program { get; } = FindProgram();

    /// <summary>A path below the root; its parts, or with slashes.</summary>
    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>The text of a file.</summary>
    public static string Read(string file) => File.ReadAllText(PathOf(file));

    /// <summary>The files that Git keeps, or would keep, below paths, or all of them: below the root, with forward slashes.</summary>
    public static IReadOnlyList<string> Files(params string[] paths)
    {
        var listed = ExternalProgram.End(
            Root,
            "git",
            ["ls-files", "--cached", "--others", "--exclude-standard", "-z", "--", .. paths]
        );
        var found =
            listed.ExitCode == 0 ? listed.Output.Split('\0', StringSplitOptions.RemoveEmptyEntries) : NoGit(paths);
        return [.. found.Where(file => File.Exists(PathOf(file)))];
    }

    /// <summary>Copies files that Git keeps, or would keep.</summary>
    /// <param name="folder">The folder that gets them at the same paths.</param>
    /// <param name="paths">Which ones, as Git reads paths; all when none is given.</param>
    public static void CopyTo(string folder, params string[] paths)
    {
        foreach (var file in Files(paths))
        {
            var copy = Path.Combine(folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(PathOf(file), copy, overwrite: true);
        }
    }

    // In a copy of the sources without Git, what .gitignore leaves out is left out by name.
    private static IEnumerable<string> NoGit(string[] paths) =>
        Directory
            .EnumerateFiles(Root, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(file => !file.Split('/').Any(part => part is "artifacts" or "bin" or "obj" or ".git"))
            .Where(file =>
                paths.Length == 0 || paths.Any(path => $"{file}/".StartsWith($"{path}/", StringComparison.Ordinal))
            );

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PathToProd.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside a source tree.");
        }

        return folder.FullName;
    }

    private static string FindProgram()
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        return PathOf("artifacts", "dotnet", "bin", "PathToProd.Host", configuration, "path-to-prod.dll");
    }
}
