using Microsoft.Win32.SafeHandles;
using PathToProd.Tasks.Files;
using PathToProd.Text;

namespace PathToProd.Tasks.Locks;

/// <summary>
/// Locks in a folder: two runs never change the same component in the same environment at once. They are between
/// processes of one machine; runs on several machines need a lock that all of them see.
/// </summary>
/// <param name="folder">Where the locks are: <c>artifacts/locks</c> below the root, or one of the machine. It need not exist yet.</param>
/// <param name="clock">Measures how long to wait.</param>
/// <param name="isShared">Whether other users take locks there too.</param>
public sealed class DeploymentLocks(string folder, TimeProvider clock, bool isShared = false)
{
    // A process that asks for the holder takes the lock for an instant, so one try says little.
    private const int LeastTries = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Takes a lock, waiting for its holder.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="component">The component.</param>
    /// <param name="holder">Who takes it: shown to those who wait.</param>
    /// <param name="timeout">How long to wait at most; zero waits no longer than it takes to be sure.</param>
    /// <param name="waiting">Called once, with a line for the user, when the lock is not free at once.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="PlatformException">It was not free in time (exit code 3), or its file cannot be written (1).</exception>
    public Task<DeploymentLock> AcquireAsync(
        string environment,
        string component,
        LockHolder holder,
        TimeSpan timeout,
        Action<string>? waiting,
        CancellationToken cancellation
    ) => AcquireAsync(new LockName(environment, component), holder, timeout, waiting, cancellation);

    /// <summary>The same for a lock whose file is not named after the environment.</summary>
    internal async Task<DeploymentLock> AcquireAsync(
        LockName name,
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
            if (TryOpen(name) is { } file)
            {
                return Take(file, name, holder);
            }

            if (tries >= LeastTries && clock.GetElapsedTime(start) >= timeout)
            {
                throw Refused(name, timeout);
            }

            if (tries == LeastTries)
            {
                waiting?.Invoke($"waiting for {name.Component} in {name.Environment}: {HeldBy(name)}");
            }

            await Task.Delay(Pause, clock, cancellation);
        }
    }

    /// <summary>Who holds a lock now; null when it is free, or when the holder has not said yet who it is.</summary>
    public LockHolder? HolderOf(string environment, string component)
    {
        var name = new LockName(environment, component);
        if (!File.Exists(LockFile(name)))
        {
            return null;
        }

        using var free = TryOpen(name);
        return free is null ? ReadHolder(name) : null;
    }

    private DeploymentLock Take(SafeFileHandle file, LockName name, LockHolder holder)
    {
        var holderFile = HolderFile(name);
        try
        {
            WriteForAll(holderFile, holder.ToJson());
            return new DeploymentLock(file, holderFile, holder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            file.Dispose();
            throw CannotWrite(holderFile, exception);
        }
    }

    private SafeFileHandle? TryOpen(LockName name)
    {
        var path = LockFile(name);
        try
        {
            return isShared ? OpenShared(path) : OpenOwn(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(path, exception);
        }
    }

    private SafeFileHandle? OpenOwn(string path)
    {
        Directory.CreateDirectory(folder);
        return HeldFile.TryHold(path);
    }

    // A lock needs no more than to read. Linux lets no one re-create another user's file in a folder for all, not
    // even root, and a file that is not there yet must not be seen before others may read it.
    private SafeFileHandle? OpenShared(string path)
    {
        MachineLocks.Create(folder);
        if (!File.Exists(path))
        {
            var unseen = $"{path}.{Guid.NewGuid():n}";
            WriteForAll(unseen, "");
            // Another run may be faster: then its file is the lock, and replacing it would make two locks of one name.
            AtomicFile.TryPutInPlace(unseen, path);
            File.Delete(unseen);
        }

        return HeldFile.TryHold(path, FileMode.Open, FileAccess.Read);
    }

    private static void WriteForAll(string path, string text)
    {
        File.WriteAllText(path, text);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(
                path,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead
            );
        }
    }

    // What a killed run of another user left beside a lock cannot be removed: the newest one counts.
    private LockHolder? ReadHolder(LockName name)
    {
        try
        {
            return Directory
                .EnumerateFiles(folder, $"{name.File}.*holder")
                .Select(file => LockHolder.FromJson(File.ReadAllText(file)))
                .OfType<LockHolder>()
                .MaxBy(holder => holder.Since);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It ended between the two looks, or is only about to write it.
            return null;
        }
    }

    private string HeldBy(LockName name) =>
        ReadHolder(name) is { } holder ? $"held by {holder}" : "held by another run";

    private PlatformException Refused(LockName name, TimeSpan timeout)
    {
        var waited = timeout > TimeSpan.Zero ? $", and {Duration.Text(timeout)} of waiting were not enough" : "";
        return new PlatformException(
            ExitCode.Refused,
            $"Another run is changing {name.Component} in {name.Environment}: it is {HeldBy(name)}{waited}. "
                + "Nothing was touched. Wait for that run to end, or end it, then run the same command again."
        );
    }

    private static PlatformException CannotWrite(string path, Exception exception) =>
        new(
            ExitCode.Failed,
            $"Could not write the lock {path}: {exception.Message} Nothing was touched. "
                + "Make the file and its folder writable by this user, then run the same command again.",
            exception
        );

    private string LockFile(LockName name) => Path.Combine(folder, $"{name.File}.lock");

    // The holder of the lock's own file keeps everyone else from reading it, so who holds it is written beside it.
    private string HolderFile(LockName name) =>
        Path.Combine(
            folder,
            isShared ? $"{name.File}.{LockName.Of(Environment.UserName)}.holder" : $"{name.File}.holder"
        );
}
