namespace PathToProd.Tasks.Files;

/// <summary>Fills a folder beside its place and then puts it there, so that nobody ever sees a half-filled one.</summary>
public static class AtomicFolder
{
    /// <summary>
    /// Replaces <paramref name="path"/> by what <paramref name="fill"/> writes into the empty folder it gets. What an
    /// earlier run left when it was killed is removed first.
    /// </summary>
    public static void Replace(string path, Action<string> fill)
    {
        var parent = Path.GetDirectoryName(path)!;
        var name = Path.GetFileName(path);
        Directory.CreateDirectory(parent);
        var next = Path.Combine(parent, $".{name}.next");
        var previous = Path.Combine(parent, $".{name}.previous");
        Remove(next);
        Remove(previous);
        Directory.CreateDirectory(next);
        fill(next);
        if (Directory.Exists(path))
        {
            Directory.Move(path, previous);
        }

        Directory.Move(next, path);
        Remove(previous);
    }

    /// <summary>Removes a folder, and what a killed <see cref="Replace"/> left beside it.</summary>
    public static void Delete(string path)
    {
        var parent = Path.GetDirectoryName(path)!;
        var name = Path.GetFileName(path);
        Remove(path);
        Remove(Path.Combine(parent, $".{name}.next"));
        Remove(Path.Combine(parent, $".{name}.previous"));
    }

    private static void Remove(string path)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
    }
}
