namespace PathToProd.Tasks.Git;

/// <summary>Which repository a folder is in, as the disk says it.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Top">The nearest folder around it that holds <c>.git</c>, itself first; null when none does.</param>
internal sealed record GitPlace(string Folder, string? Top)
{
    /// <summary>Looks.</summary>
    public static GitPlace Of(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            // A file in submodules and linked worktrees. A link that leads to nothing is there too.
            var entry = new FileInfo(Path.Combine(at.FullName, ".git"));
            if (Path.Exists(entry.FullName) || entry.LinkTarget is not null)
            {
                return new GitPlace(folder, at.FullName);
            }
        }

        return new GitPlace(folder, Top: null);
    }

    /// <summary>Whether the repository begins at the folder itself.</summary>
    public bool IsTop => Top == Path.TrimEndingDirectorySeparator(Folder);

    /// <summary>Whether the repository has submodules.</summary>
    public bool HasSubmodules => Top is not null && File.Exists(Path.Combine(Top, ".gitmodules"));
}
