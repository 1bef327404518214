using PathToProd.Text;

namespace PathToProd.Tasks.Locks;

/// <summary>Keeps two runs from writing the same files of this checkout at once. The system releases it when a run is killed.</summary>
internal static class FileLock
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits until no other run holds the lock.</summary>
    /// <param name="file">The lock's file. It stays: to delete it would let a third run in beside the second.</param>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="waiting">Called once, when it has to wait.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="PlatformException">Another run held it for too long.</exception>
    public static IDisposable Take(
        string file,
        TimeSpan timeout,
        Action waiting,
        CancellationToken cancellation = default
    )
    {
        var deadline = Environment.TickCount64 + (long)timeout.TotalMilliseconds;
        for (var isReported = false; ; isReported = true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException exception) when (exception is not (DirectoryNotFoundException or FileNotFoundException))
            {
                if (Environment.TickCount64 > deadline)
                {
                    throw new PlatformException(
                        ExitCode.Refused,
                        $"Another run has held {file} for {Duration.Text(timeout)}; wait for it to end, or end it, and run again.",
                        exception
                    );
                }
            }

            if (!isReported)
            {
                waiting();
            }

            cancellation.WaitHandle.WaitOne(Pause);
            cancellation.ThrowIfCancellationRequested();
        }
    }
}
