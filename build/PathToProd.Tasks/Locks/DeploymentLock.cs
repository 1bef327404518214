using Microsoft.Win32.SafeHandles;

namespace PathToProd.Tasks.Locks;

/// <summary>
/// The right to change one component in one environment. The operating system holds it for the process, and takes it
/// back when the process ends, however it ends. Disposing gives it back.
/// </summary>
public sealed class DeploymentLock : IDisposable
{
    private readonly SafeFileHandle _file;
    private readonly string _holderFile;

    internal DeploymentLock(SafeFileHandle file, string holderFile, LockHolder holder)
    {
        _file = file;
        _holderFile = holderFile;
        Holder = holder;
    }

    /// <summary>Who holds it: this run.</summary>
    public LockHolder Holder { get; }

    /// <summary>Gives the lock back. A second call does nothing.</summary>
    public void Dispose()
    {
        if (_file.IsClosed)
        {
            return;
        }

        try
        {
            File.Delete(_holderFile);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It only names the holder in messages, and the next holder of the lock rewrites it.
        }

        // The lock's own file stays: deleting it would let two processes lock two files of the same name.
        _file.Dispose();
    }
}
