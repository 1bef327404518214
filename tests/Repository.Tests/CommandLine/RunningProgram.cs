using System.Diagnostics;
using System.Text;

namespace Repository.Tests.CommandLine;

/// <summary>The program while it runs, as a process of its own.</summary>
internal sealed class RunningProgram : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private readonly ScratchPlatform _platform;
    private readonly FileSnapshot _before;
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();

    public RunningProgram(ScratchPlatform platform, ProcessStartInfo start)
    {
        _platform = platform;
        _before = FileSnapshot.Of(platform.Root);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.RedirectStandardInput = true;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Keep(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(_error, line.Data);
        _process.Start();
        _process.StandardInput.Close();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>What it has written to standard error so far.</summary>
    public string ErrorSoFar
    {
        get
        {
            lock (_error)
            {
                return _error.ToString();
            }
        }
    }

    /// <summary>What it has written to standard output so far.</summary>
    public string OutputSoFar
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    public ProgramResult WaitForEnd()
    {
        if (!_process.WaitForExit(Limit))
        {
            _process.Kill(entireProcessTree: true);
            Assert.Fail($"The program did not end within {Limit}. It had written:\n{OutputSoFar}\n{ErrorSoFar}");
        }

        _process.WaitForExit();
        return new ProgramResult(
            _process.ExitCode,
            _platform.Normal(OutputSoFar),
            _platform.Normal(ErrorSoFar),
            OutputSoFar + ErrorSoFar,
            FileSnapshot.Of(_platform.Root).ChangedSince(_before)
        )
        {
            RawOutput = OutputSoFar,
        };
    }

    /// <summary>What Ctrl-C does.</summary>
    public void Interrupt()
    {
        using var kill = Process.Start("kill", ["-INT", $"{Id}"]);
        kill.WaitForExit();
    }

    /// <summary>Two different signals: two of one kind may arrive as one.</summary>
    public void InterruptTwiceAtOnce()
    {
        using var shell = Process.Start("sh", ["-c", $"kill -INT {Id}; kill -TERM {Id}"]);
        shell.WaitForExit();
    }

    /// <summary>What kill -9 does: to it alone, and not to what it started.</summary>
    public void Kill()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private static void Keep(StringBuilder text, string? line)
    {
        if (line is not null)
        {
            lock (text)
            {
                text.Append(line).Append('\n');
            }
        }
    }
}
