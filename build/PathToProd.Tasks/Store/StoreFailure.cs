using PathToProd.Tasks.Files;
using PathToProd.Text;

namespace PathToProd.Tasks.Store;

/// <summary>Says why a store could not be written.</summary>
internal static class StoreFailure
{
    /// <summary>Runs what writes to a store; a disk's refusal becomes a message.</summary>
    public static T Explain<T>(string shown, Func<T> write)
    {
        try
        {
            return write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new PlatformException(
                ExitCode.Failed,
                exception is IOException io && DiskFull.Is(io)
                    ? $"Could not write to {shown}: the disk is full. Nothing half-written was kept, and what was there is still there. "
                        + "Free some space, then run the same command again."
                    : $"Could not write to {shown}: {exception.Message.TrimEnd('.')}. Nothing half-written was kept, and what was there "
                        + "is still there. Make the folder writable by this user, then run the same command again.",
                exception
            );
        }
    }
}
