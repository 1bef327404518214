using System.Diagnostics;

namespace Cake.Frosting.Tests.Support;

/// <summary>The sample host as a process of its own.</summary>
internal sealed class SampleProgram : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _errors;

    private SampleProgram(string[] args)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "SampleHost.dll"));
        Array.ForEach(args, start.ArgumentList.Add);
        start.Environment["NO_COLOR"] = "1";
        _process = Process.Start(start)!;
        _output = _process.StandardOutput.ReadToEndAsync();
        _errors = _process.StandardError.ReadToEndAsync();
    }

    public bool HasExited => _process.HasExited;

    public static SampleProgram Start(params string[] args) => new(args);

    public static (int ExitCode, string Output, string Errors) Run(params string[] args)
    {
        using var program = Start(args);
        return program.Result();
    }

    public (int ExitCode, string Output, string Errors) Result()
    {
        _process.WaitForExit(Limit).ShouldBeTrue("The sample host did not end in time.");
        return (_process.ExitCode, _output.GetAwaiter().GetResult(), _errors.GetAwaiter().GetResult());
    }

    public void Signal(string name)
    {
        using var kill = Process.Start("kill", ["-s", name, $"{_process.Id}"]);
        kill.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }
}
