namespace PathToProd.Tasks.Files;

/// <summary>What tools and editors leave in a folder and never counts.</summary>
internal static class LeftOut
{
    /// <param name="name">The entry's name.</param>
    /// <param name="isFolder">Whether it is a folder, or a link to one.</param>
    /// <param name="besideProject">Whether a project stands beside it, whose outputs go to <c>bin</c> and <c>obj</c>.</param>
    public static bool Is(string name, bool isFolder, bool besideProject) =>
        name == ".git" // a file in submodules and linked worktrees
        || (
            isFolder
                ? name is ".terraform" || (besideProject && name is "bin" or "obj")
                : name.EndsWith('~')
                    || name.EndsWith(".tfstate", StringComparison.Ordinal)
                    || name.EndsWith(".tfstate.backup", StringComparison.Ordinal)
        );

    /// <summary>Whether a file is a project, whose outputs stand beside it.</summary>
    public static bool IsProject(string name) => name.EndsWith(".csproj", StringComparison.Ordinal);
}
