using System.Diagnostics;
using System.Text;

namespace PathToProd.EndToEnd.Harness;

/// <summary>A program that runs in a session of its own, so that a signal for it reaches no other process.</summary>
internal sealed class RunningProgram
{
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly StringBuilder _error = new();
    private readonly Task _errorRead;

    private RunningProgram(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
        _errorRead = Task.Run(async () =>
        {
            while (await process.StandardError.ReadLineAsync() is { } line)
            {
                lock (_error)
                {
                    _error.Append(line).Append('\n');
                }
            }
        });
    }

    public int Id => _process.Id;

    public bool HasEnded => _process.HasExited;

    /// <summary>What it wrote to standard error so far.</summary>
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

    public static RunningProgram Start(
        string program,
        IEnumerable<string> arguments,
        string folder,
        IReadOnlyDictionary<string, string?>? variables = null
    )
    {
        var start = new ProcessStartInfo("setsid", [program, .. arguments])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in variables ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return new RunningProgram(process);
    }

    /// <summary>Sends a signal to this one process.</summary>
    public void Signal(string signal) => Signals.Send(signal, Id);

    /// <summary>Waits for its end; a program that takes longer has failed the test, and is ended.</summary>
    public Outcome Wait(TimeSpan limit)
    {
        if (!_process.WaitForExit(limit))
        {
            _process.Kill(entireProcessTree: true);
            Assert.Fail($"The program did not end within {limit}. It wrote to standard error:\n{ErrorSoFar}");
        }

        // A child that outlives the program keeps the pipes open, so their end is waited for with a limit only.
        var read = Task.WhenAll(_output, _errorRead).Wait(TimeSpan.FromSeconds(2));
        var output = read ? _output.Result : "";
        var outcome = new Outcome(_process.ExitCode, output, ErrorSoFar);
        _process.Dispose();
        return outcome;
    }
}
