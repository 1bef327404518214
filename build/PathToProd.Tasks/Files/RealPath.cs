namespace PathToProd.Tasks.Files;

/// <summary>Where a path really leads.</summary>
internal static class RealPath
{
    // The kernel gives up sooner.
    private const int MostLinks = 40;

    /// <summary>The absolute path with every symbolic link followed. What is not there yet, or cannot be looked at, stays as it is.</summary>
    public static string Of(string path)
    {
        var links = 0;
        return Follow(Path.GetFullPath(path), ref links);
    }

    private static string Follow(string path, ref int links)
    {
        if (Path.GetDirectoryName(path) is not { } parent)
        {
            return path;
        }

        var here = Path.Combine(Follow(parent, ref links), Path.GetFileName(path));
        return Target(here) is { } target && links++ < MostLinks
            ? Follow(Path.GetFullPath(target, Path.GetDirectoryName(here)!), ref links)
            : here;
    }

    private static string? Target(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
