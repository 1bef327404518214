using System.Diagnostics;

namespace PathToProd.EndToEnd.Harness;

/// <summary>Sends signals to processes, each by its id, and finds those of one run.</summary>
internal static class Signals
{
    public static void Send(string signal, params int[] processes)
    {
        if (processes.Length == 0)
        {
            return;
        }

        using var kill = Process.Start(
            new ProcessStartInfo("kill", ["-s", signal, .. processes.Select(id => $"{id}")])
            {
                UseShellExecute = false,
                RedirectStandardError = true,
            }
        )!;
        kill.WaitForExit();
    }

    /// <summary>The living processes that carry a variable with this value in their environment.</summary>
    public static int[] WithVariable(string name, string value)
    {
        var wanted = $"{name}={value}";
        return
        [
            .. Directory
                .EnumerateDirectories("/proc")
                .Select(folder => int.TryParse(Path.GetFileName(folder), out var id) ? id : 0)
                .Where(id => id > 0 && Environment(id).Contains(wanted)),
        ];
    }

    private static string[] Environment(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/environ").Split('\0');
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It ended meanwhile, or is not ours.
            return [];
        }
    }
}
