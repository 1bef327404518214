using System.Globalization;

namespace PathToProd.Tasks.Files;

/// <summary>
/// Fills a folder beside its place and then puts it there, so that no one ever sees a half-filled one. Two processes may
/// do so at once: each fills its own, and the last one stays.
/// </summary>
public static class AtomicFolder
{
    private const int MostTries = 100;

    /// <summary>
    /// Replaces <paramref name="path"/> by what <paramref name="fill"/> writes into the empty folder it gets. When that
    /// throws, the old folder stays. What an earlier run left when it was killed is put back or removed first.
    /// </summary>
    public static void Replace(string path, Action<string> fill)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        PutBackOrRemoveLeftovers(path);
        var next = Beside(path, "next");
        Directory.CreateDirectory(next);
        try
        {
            fill(next);
            PutInPlace(next, path);
        }
        catch
        {
            Remove(next);
            throw;
        }
    }

    /// <summary>Removes a folder, and what a killed <see cref="Replace"/> left beside it.</summary>
    public static void Delete(string path)
    {
        foreach (var leftover in Leftovers(path))
        {
            Remove(leftover);
        }

        Remove(path);
    }

    private static void PutInPlace(string next, string path)
    {
        var previous = Beside(path, "previous");
        for (var tries = 1; ; tries++)
        {
            if (Directory.Exists(path))
            {
                // What was moved away before is older than what another process put there meanwhile.
                Remove(previous);
                MoveAway(path, previous);
            }

            try
            {
                Directory.Move(next, path);
                break;
            }
            catch (IOException) when (tries < MostTries)
            {
                // Another process was quicker to put its own there.
            }
            catch (IOException) when (Directory.Exists(previous) && !Directory.Exists(path))
            {
                Directory.Move(previous, path);
                throw;
            }
        }

        Remove(previous);
    }

    private static void MoveAway(string path, string previous)
    {
        try
        {
            Directory.Move(path, previous);
        }
        catch (DirectoryNotFoundException)
        {
            // There is nothing to move away.
        }
    }

    /// <summary>A run that was killed between its two moves left the place empty; what stood there is put back.</summary>
    private static void PutBackOrRemoveLeftovers(string path)
    {
        foreach (var leftover in Leftovers(path))
        {
            if (leftover.EndsWith(".previous", StringComparison.Ordinal) && !Directory.Exists(path))
            {
                Directory.Move(leftover, path);
            }
            else
            {
                Remove(leftover);
            }
        }
    }

    /// <summary>The folders that processes which have ended left beside a place.</summary>
    private static IEnumerable<string> Leftovers(string path)
    {
        var (parent, name) = (Path.GetDirectoryName(path)!, Path.GetFileName(path));
        return Directory.Exists(parent)
            ? Directory
                .GetDirectories(parent, $".{name}.*")
                .Where(folder => Owner(folder, name) is { } process && !RunningProcess.Is(process))
            : [];
    }

    private static string Beside(string path, string suffix) =>
        Path.Combine(
            Path.GetDirectoryName(path)!,
            $".{Path.GetFileName(path)}.{Environment.ProcessId}-{Environment.CurrentManagedThreadId}.{suffix}"
        );

    /// <summary>The process in <c>.name.1234-5.next</c>; null when the folder is not one of ours.</summary>
    private static int? Owner(string folder, string name)
    {
        var parts = Path.GetFileName(folder)[(name.Length + 2)..].Split('.');
        return
            parts is [var who, "next" or "previous"]
            && int.TryParse(who.Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var process)
            ? process
            : null;
    }

    private static void Remove(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // It is gone already, which is all that was wanted.
        }
    }
}
