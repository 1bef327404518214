using System.Diagnostics;

namespace Repository.Tests.CommandLine;

/// <summary>The real ssh-agent, with keys that it is given; it ends with the test.</summary>
internal sealed class SshAgent : IDisposable
{
    private readonly Process _process;

    /// <param name="socket">Where programs reach it.</param>
    public SshAgent(string socket)
    {
        Socket = socket;
        _process = Start("ssh-agent", "-D", "-a", socket);

        // It names the socket once it listens there.
        _process.StandardOutput.ReadLine().ShouldNotBeNull(_process.HasExited ? "it ended" : "it is silent");
    }

    public string Socket { get; }

    public void Add(string key)
    {
        using var added = Start("ssh-add", "-q", key);
        var said = added.StandardError.ReadToEnd();
        added.WaitForExit();
        added.ExitCode.ShouldBe(0, said);
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private Process Start(string tool, params string[] arguments)
    {
        var start = new ProcessStartInfo(MachineTool.Find(tool), arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["SSH_AUTH_SOCK"] = Socket;
        return Process.Start(start)!;
    }
}
