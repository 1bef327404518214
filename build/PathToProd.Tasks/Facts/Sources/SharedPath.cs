namespace PathToProd.Tasks.Facts.Sources;

/// <summary>Where a path from the repository's root leads when every link on the way is followed.</summary>
internal static class SharedPath
{
    /// <summary>As many as Linux follows.</summary>
    private const int MostLinks = 40;

    /// <summary>The absolute path of what is there, or would be; null and a reason when it is not inside the root.</summary>
    /// <param name="root">The absolute path of the root.</param>
    /// <param name="path">A relative path with forward slashes.</param>
    /// <param name="leads">Where a link leads that must not be followed, for a message.</param>
    public static string? Resolve(string root, string path, out string? leads)
    {
        var start = Path.EndsInDirectorySeparator(root) ? root : root + Path.DirectorySeparatorChar;
        var steps = new Stack<string>(path.Split('/').Reverse());
        var at = root;
        var links = 0;
        leads = null;
        while (steps.TryPop(out var step))
        {
            var next = Path.GetFullPath(Path.Combine(at, step));
            var link = next.StartsWith(start, StringComparison.Ordinal) ? new FileInfo(next).LinkTarget : null;
            var target = link is null ? next : Path.GetFullPath(Path.Combine(at, link));
            if (target != root && !target.StartsWith(start, StringComparison.Ordinal))
            {
                leads = $"{target}, outside the repository";
                return null;
            }

            if (link is null)
            {
                at = next;
                continue;
            }

            if (++links > MostLinks)
            {
                leads = $"{link}, in a circle";
                return null;
            }

            // Step by step, as links may be on the way to what it leads to.
            var rest = Path.IsPathRooted(link) ? Path.GetRelativePath(root, link) : link;
            at = Path.IsPathRooted(link) ? root : at;
            foreach (var one in rest.Split(Path.DirectorySeparatorChar).Reverse())
            {
                steps.Push(one);
            }
        }

        return at;
    }
}
