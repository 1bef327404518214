using Microsoft.Win32.SafeHandles;
using PathToProd.Reporting;
using PathToProd.Runs;

namespace PathToProd.Tasks.Locks;

/// <summary>
/// The locks of this working copy: two runs never change the same component in the same environment at once. They are
/// between processes of one machine; runs on several machines need a lock that all of them see.
/// </summary>
/// <param name="folder">Where the locks are: <c>artifacts/locks</c> below the root. It need not exist yet.</param>
/// <param name="clock">Measures how long to wait.</param>
public sealed class DeploymentLocks(string folder, TimeProvider clock)
{
    // Whoever asks for the holder takes the lock for an instant, so one try says little.
    private const int LeastTries = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Takes a lock, waiting for whoever holds it.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="component">The component.</param>
    /// <param name="holder">Who takes it: shown to those who wait.</param>
    /// <param name="timeout">How long to wait at most; zero waits no longer than it takes to be sure.</param>
    /// <param name="waiting">Called once, with a line for the user, when the lock is not free at once.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="PlatformException">It was not free in time (exit code 3), or its file cannot be written (1).</exception>
    public async Task<DeploymentLock> AcquireAsync(
        string environment,
        string component,
        LockHolder holder,
        TimeSpan timeout,
        Action<string>? waiting,
        CancellationToken cancellation
    )
    {
        var start = clock.GetTimestamp();
        for (var tries = 1; ; tries++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (TryOpen(environment, component) is { } file)
            {
                return Take(file, environment, component, holder);
            }

            if (tries >= LeastTries && clock.GetElapsedTime(start) >= timeout)
            {
                throw Refused(environment, component, timeout);
            }

            if (tries == LeastTries)
            {
                waiting?.Invoke($"waiting for {component} in {environment}: {HeldBy(environment, component)}");
            }

            await Task.Delay(Pause, clock, cancellation);
        }
    }

    /// <summary>Who holds a lock now; null when it is free, or when the holder has not said yet who it is.</summary>
    public LockHolder? HolderOf(string environment, string component)
    {
        if (!File.Exists(LockFile(environment, component)))
        {
            return null;
        }

        using var free = TryOpen(environment, component);
        return free is null ? ReadHolder(environment, component) : null;
    }

    private DeploymentLock Take(SafeFileHandle file, string environment, string component, LockHolder holder)
    {
        var holderFile = HolderFile(environment, component);
        try
        {
            File.WriteAllText(holderFile, holder.ToJson());
            return new DeploymentLock(file, holderFile, holder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            file.Dispose();
            throw CannotWrite(holderFile, exception);
        }
    }

    private SafeFileHandle? TryOpen(string environment, string component)
    {
        var path = LockFile(environment, component);
        try
        {
            Directory.CreateDirectory(folder);
            return File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when (FileHolds.IsHeld(exception))
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(path, exception);
        }
    }

    private LockHolder? ReadHolder(string environment, string component)
    {
        try
        {
            return LockHolder.FromJson(File.ReadAllText(HolderFile(environment, component)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It ended between the two looks, or is only about to write it.
            return null;
        }
    }

    private string HeldBy(string environment, string component) =>
        ReadHolder(environment, component) is { } holder ? $"held by {holder}" : "held by another run";

    private PlatformException Refused(string environment, string component, TimeSpan timeout)
    {
        var waited = timeout > TimeSpan.Zero ? $", and {Duration.Text(timeout)} of waiting were not enough" : "";
        return new PlatformException(
            ExitCode.Refused,
            $"Another run is changing {component} in {environment}: it is {HeldBy(environment, component)}{waited}. "
                + "Nothing was touched. Wait for that run to end, or end it, then run the same command again."
        );
    }

    private static PlatformException CannotWrite(string path, Exception exception) =>
        new(
            ExitCode.Failed,
            $"Could not write the lock {path}: {exception.Message} Nothing was touched. "
                + "Make the file and its folder writable for this user, then run the same command again.",
            exception
        );

    private string LockFile(string environment, string component) =>
        Path.Combine(folder, $"{environment}.{component}.lock");

    // Whoever holds the lock's own file keeps everyone else from reading it, so who holds it stands beside it.
    private string HolderFile(string environment, string component) =>
        Path.Combine(folder, $"{environment}.{component}.holder");
}
