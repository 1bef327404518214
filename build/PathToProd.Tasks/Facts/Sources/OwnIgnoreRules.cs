using PathToProd.Tasks.Git;

namespace PathToProd.Tasks.Facts.Sources;

/// <summary>
/// Whether this machine may keep files out by rules of its own, which no other checkout has. Git reads them from
/// <c>core.excludesFile</c>, else <c>git/ignore</c> in the user's configuration, and from <c>info/exclude</c> of the repository.
/// Looking at these is cheaper than to ask Git a second time about all folders. In doubt there are some.
/// </summary>
internal static class OwnIgnoreRules
{
    /// <param name="place">The repository.</param>
    /// <param name="hasExcludesFile">Whether <c>core.excludesFile</c> is set.</param>
    public static bool MayExist(GitPlace place, bool hasExcludesFile) =>
        hasExcludesFile || OperatingSystem.IsWindows() || UserFiles().Any(HasRules) || RepositoryHas(place);

    private static IEnumerable<string> UserFiles()
    {
        if (Environment.GetEnvironmentVariable("XDG_CONFIG_HOME") is { Length: > 0 } configuration)
        {
            yield return Path.Combine(configuration, "git", "ignore");
        }
        else if (Environment.GetEnvironmentVariable("HOME") is { Length: > 0 } home)
        {
            yield return Path.Combine(home, ".config", "git", "ignore");
        }
    }

    /// <summary>In linked worktrees and submodules <c>.git</c> is a file, and the rules are elsewhere.</summary>
    private static bool RepositoryHas(GitPlace place)
    {
        var folder = Path.Combine(place.Top!, ".git");
        return !Directory.Exists(folder) || HasRules(Path.Combine(folder, "info", "exclude"));
    }

    /// <summary>Git puts a file that has only comments into each new repository.</summary>
    private static bool HasRules(string file)
    {
        try
        {
            return File.ReadLines(file).Any(line => line.Length > 0 && line[0] != '#');
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }
}
