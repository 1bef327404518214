using System.Diagnostics;

namespace PathToProd.Tasks.Files;

/// <summary>Says whether a process that left something on disk may still be at work on it.</summary>
internal static class RunningProcess
{
    /// <summary>Whether there is a process of that number. It may be another one by now, so this errs to true.</summary>
    public static bool Is(int process)
    {
        if (process == Environment.ProcessId)
        {
            return true;
        }

        try
        {
            using var found = Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }
}
