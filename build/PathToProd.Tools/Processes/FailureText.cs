using System.Globalization;
using System.Text;

namespace PathToProd.Tools.Processes;

/// <summary>What the user reads when a command did not end well.</summary>
internal static class FailureText
{
    internal static string TimedOut(CommandResult result) =>
        Explain(
            result,
            $"`{result.CommandLine}` was ended, with everything that it had started, because it ran too long: {Time(result.Duration)}.",
            "Its last lines may show what it waited for. If it needs longer, give it more time."
        );

    internal static string Failed(CommandResult result) =>
        Explain(
            result,
            $"`{result.CommandLine}` {How(result)} after {Time(result.Duration)}.",
            MachineTrouble.AdviceFor(result.LastLines) ?? "Fix what it complains about, and run again."
        );

    /// <summary>The end of a command in a few words.</summary>
    internal static string How(CommandResult result) =>
        result.Signal is { } signal ? $"was ended by {Name(signal)}" : $"failed with exit code {result.ExitCode}";

    /// <summary>A duration as people say it.</summary>
    internal static string Time(TimeSpan time) =>
        time < TimeSpan.FromMinutes(1)
            ? time.TotalSeconds.ToString("0.0 s", CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes} min {time.Seconds} s");

    /// <summary>A signal's name and number. Only those are named that have one number on every system.</summary>
    internal static string Name(int signal) =>
        signal switch
        {
            1 => "signal 1 (SIGHUP)",
            2 => "signal 2 (SIGINT)",
            3 => "signal 3 (SIGQUIT)",
            4 => "signal 4 (SIGILL)",
            6 => "signal 6 (SIGABRT)",
            8 => "signal 8 (SIGFPE)",
            9 => "signal 9 (SIGKILL; often the system, out of memory)",
            11 => "signal 11 (SIGSEGV)",
            13 => "signal 13 (SIGPIPE)",
            15 => "signal 15 (SIGTERM)",
            _ => $"signal {signal}",
        };

    private static string Explain(CommandResult result, string what, string fix)
    {
        var text = new StringBuilder(what);
        text.Append(result.LastLines.Count == 0 ? "\nIt printed nothing." : "\nIt last printed:");
        foreach (var line in result.LastLines)
        {
            text.Append("\n  ").Append(line);
        }

        if (result.LogFile is { } log)
        {
            text.Append("\nAll of its output is in ").Append(log).Append('.');
        }

        return text.Append('\n').Append(fix).ToString();
    }
}
