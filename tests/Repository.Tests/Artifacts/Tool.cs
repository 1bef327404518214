using System.Diagnostics;

namespace Repository.Tests.Artifacts;

/// <summary>A program that must succeed.</summary>
internal static class Tool
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(8);

    /// <summary>Runs it to its end; returns what it printed.</summary>
    public static string Run(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH_TO_PROD_ROOT"] = folder;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Limit))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{program} {string.Join(' ', arguments)} did not end within {Limit}.");
        }

        var (said, failed) = (output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
        process.ExitCode.ShouldBe(0, $"{program} {string.Join(' ', arguments)}\n{said}\n{failed}");
        return said;
    }
}
