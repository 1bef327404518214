using PathToProd.Text;

namespace PathToProd.Host.Targets;

/// <summary>Files of the platform that a target writes.</summary>
internal static class WrittenFile
{
    /// <summary>Changes a file.</summary>
    /// <param name="shown">Its path from the platform's root.</param>
    /// <param name="change">What writes or removes it.</param>
    /// <exception cref="PlatformException">It cannot be written, with what to do (exit code 1).</exception>
    public static void Change(string shown, Action change)
    {
        try
        {
            change();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new PlatformException(
                ExitCode.Failed,
                $"{shown} cannot be written: {exception.Message.TrimEnd('.')}.\n"
                    + "Free some space, or get permission to write there; then run this again.",
                exception
            );
        }
    }
}
