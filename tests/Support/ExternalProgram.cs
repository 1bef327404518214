using System.Diagnostics;
using NUnit.Framework;

namespace PathToProd.Support;

/// <summary>
/// Programs of this machine that tests run to their end, with a limit. The variables with which Git starts its hooks and SelfTest
/// starts tests are taken out: they name this checkout, and a test's own is meant.
/// </summary>
public static class ExternalProgram
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(8);

    private static readonly string[] TakenOut =
    [
        "GIT_DIR",
        "GIT_WORK_TREE",
        "GIT_INDEX_FILE",
        "GIT_PREFIX",
        "GIT_COMMON_DIR",
        "PATH_TO_PROD_ROOT",
    ];

    /// <summary>Runs a program that must succeed.</summary>
    /// <returns>What it wrote to standard output.</returns>
    public static string Run(string folder, string program, params IEnumerable<string> arguments) =>
        Succeed(Start(folder, program, arguments));

    /// <summary>Runs a program that must succeed, with what the caller has set.</summary>
    public static string Succeed(ProcessStartInfo start)
    {
        var end = End(start);
        if (end.ExitCode != 0)
        {
            throw new AssertionException($"{Show(start)}\nended with {end.ExitCode}:\n{end.Output}\n{end.Errors}");
        }

        return end.Output;
    }

    /// <summary>Runs a program, however it ends.</summary>
    public static ProgramEnd End(string folder, string program, params IEnumerable<string> arguments) =>
        End(Start(folder, program, arguments));

    /// <summary>Runs a program as the caller has set, however it ends. It gets no input.</summary>
    public static ProgramEnd End(ProcessStartInfo start)
    {
        start.UseShellExecute = false;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Limit))
        {
            process.Kill(entireProcessTree: true);
            throw new AssertionException($"{Show(start)}\ndid not end within {Limit}.");
        }

        return new ProgramEnd(process.ExitCode, output.GetAwaiter().GetResult(), errors.GetAwaiter().GetResult());
    }

    /// <summary>A start in a folder, with the variables of these tests but those that name this checkout.</summary>
    public static ProcessStartInfo Start(string folder, string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder };
        foreach (var name in TakenOut)
        {
            start.Environment.Remove(name);
        }

        return start;
    }

    private static string Show(ProcessStartInfo start) => $"{start.FileName} {string.Join(' ', start.ArgumentList)}";
}
