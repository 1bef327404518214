using System.Diagnostics;

namespace PathToProd.EndToEnd.Harness;

/// <summary>The API server of a control plane of our own, which can be killed and started again over the same data.</summary>
internal sealed class ApiServerProcess(string folder)
{
    private const string Program = "kube-apiserver";
    private string[] _command = [];

    private string List => Path.Combine(folder, "pids");

    /// <summary>Kills it, as a crash of its machine does.</summary>
    public void Kill()
    {
        var id = File.ReadLines(List).Select(line => line.Split(' ')).Last(fields => fields[2] == Program)[0];
        _command = File.ReadAllText($"/proc/{id}/cmdline").TrimEnd('\0').Split('\0');
        Signals.Send("KILL", int.Parse(id));
        Eventually.Holds(() => !IsAlive(id), "the API server is gone");
    }

    /// <summary>Starts it again; it is not ready yet when this returns. What ends the cluster knows of it.</summary>
    public void Start()
    {
        // Its output must not keep a pipe of the tests open.
        var start = new ProcessStartInfo(
            "setsid",
            ["sh", "-c", "exec \"$@\" </dev/null >>logs/again.log 2>&1", "sh", .. _command]
        )
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var stat = File.ReadAllText($"/proc/{process.Id}/stat");
        var startTime = stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[19];
        File.AppendAllText(List, $"{process.Id} {startTime} {Program}\n");
    }

    // One that has ended and was not waited for yet has no command line.
    private static bool IsAlive(string id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/cmdline").Length > 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
