namespace PathToProd.Tools.Files;

/// <summary>
/// Folders for files that tools get and no one else may see, in the system's temporary folder. Each process has one, and
/// holds a lock beside it for as long as it lives: what no lock is held for was left by a killed run, and the next one
/// removes it.
/// </summary>
public static class TemporaryFolders
{
    private const string Prefix = "path-to-prod-";
    private const string LockEnd = ".lock";

    private static readonly Lazy<string> Own = new(() =>
    {
        RemoveLeft();
        return Begin();
    });

    /// <summary>A new folder that only this user can look into. The caller removes it.</summary>
    public static string New()
    {
        var folder = Path.Combine(Own.Value, Guid.NewGuid().ToString("n"));
        PrivateFolder.Create(folder);
        return folder;
    }

    /// <summary>Removes what killed runs of this user left.</summary>
    public static void RemoveLeft()
    {
        foreach (var file in Directory.EnumerateFiles(Path.GetTempPath(), $"{Prefix}*{LockEnd}"))
        {
            try
            {
                using var free = Hold(file, FileMode.Open);
                Remove(file);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Its run is alive, or it is another user's.
            }
        }
    }

    private static string Begin()
    {
        while (true)
        {
            // Private from its first moment on.
            var folder = Directory.CreateTempSubdirectory(Prefix).FullName;
            var file = folder + LockEnd;
            var held = TryHold(file);

            // Between the making of the file and the lock another run may have taken both for left.
            if (held is not null && File.Exists(file) && Directory.Exists(folder))
            {
                AppDomain.CurrentDomain.ProcessExit += (_, _) => End(file, held);
                return folder;
            }

            held?.Dispose();
        }
    }

    private static void End(string file, FileStream held)
    {
        try
        {
            Remove(file);
            held.Dispose();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The next run removes it.
        }
    }

    private static void Remove(string file)
    {
        var folder = new DirectoryInfo(file[..^LockEnd.Length]);
        if (folder is { Exists: true, LinkTarget: null })
        {
            folder.Delete(recursive: true);
        }

        File.Delete(file);
    }

    private static FileStream? TryHold(string file)
    {
        try
        {
            return Hold(file, FileMode.CreateNew);
        }
        catch (IOException) when (File.Exists(file))
        {
            return null;
        }
    }

    // Deleted while it is held, which Windows allows only when it is shared for that.
    private static FileStream Hold(string file, FileMode mode) =>
        new(file, mode, FileAccess.ReadWrite, OperatingSystem.IsWindows() ? FileShare.Delete : FileShare.None);
}
