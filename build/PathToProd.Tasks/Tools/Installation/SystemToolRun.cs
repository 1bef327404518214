using System.ComponentModel;
using System.Diagnostics;

namespace PathToProd.Tasks.Tools.Installation;

/// <summary>Runs a program with .NET's own process class.</summary>
public sealed class SystemToolRun : IToolRun
{
    /// <inheritdoc />
    public string Run(string file, IReadOnlyList<string> arguments, TimeSpan timeout)
    {
        using var process = Start(file, arguments);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(timeout) || !Task.WaitAll([output, errors], timeout))
        {
            End(process);
            throw new TimeoutException();
        }

        return process.ExitCode == 0
            ? output.Result
            : throw new ToolRunException($"exited with {process.ExitCode}{LastLine(errors.Result, output.Result)}");
    }

    private static Process Start(string file, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        // As for every other command: Terraform would ask the network whether it is outdated, or trace to a file.
        foreach (var (name, value) in CallerEnvironment.Over(Path.GetFileNameWithoutExtension(file)))
        {
            start.Environment[name] = value;
        }

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return Process.Start(start)!;
            }
            catch (Win32Exception exception) when (IsBusy(exception) && attempt < 20)
            {
                Thread.Sleep(10);
            }
            catch (Win32Exception exception)
            {
                throw new ToolRunException($"could not be started ({Reason(exception)})", exception);
            }
        }
    }

    /// <summary>
    /// A program that was written a moment ago is busy as long as a process that another thread just started has not
    /// closed the file that it inherited: a few milliseconds.
    /// </summary>
    private static bool IsBusy(Win32Exception e)
    {
        const int TextFileBusy = 26;
        return !OperatingSystem.IsWindows() && e.NativeErrorCode == TextFileBusy;
    }

    /// <summary>.NET's message repeats the file and the folder; the system's reason stands at its end.</summary>
    private static string Reason(Win32Exception e)
    {
        var message = new Win32Exception(e.NativeErrorCode).Message;
        return message.TrimEnd('.');
    }

    private static void End(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception)
        {
            // It ended by itself just now, which is all that is wanted.
        }
    }

    private static string LastLine(params string[] texts)
    {
        foreach (var text in texts)
        {
            var line = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (line.Length > 0)
            {
                return $": {line[^1].TrimEnd('.')}";
            }
        }

        return "";
    }
}
