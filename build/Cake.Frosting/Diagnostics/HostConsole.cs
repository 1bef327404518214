using Cake.Core;

namespace Cake.Frosting;

/// <summary>
/// Cake's console, which answers the usual terminals without the regular expressions of Cake's detection: loading those costs
/// each start some 20 ms.
/// </summary>
internal sealed class HostConsole(ICakeEnvironment environment) : IConsole
{
    private readonly CakeConsole _console = new(environment);

    public ConsoleColor ForegroundColor
    {
        get => _console.ForegroundColor;
        set => _console.ForegroundColor = value;
    }

    public ConsoleColor BackgroundColor
    {
        get => _console.BackgroundColor;
        set => _console.BackgroundColor = value;
    }

    public bool SupportAnsiEscapeCodes => IsUsualTerminal() || _console.SupportAnsiEscapeCodes;

    public void Write(string format, params object[] arg) => _console.Write(format, arg);

    public void Write(string value) => _console.Write(value);

    public void WriteLine(string format, params object[] arg) => _console.WriteLine(format, arg);

    public void WriteLine(string value) => _console.WriteLine(value);

    public void WriteError(string format, params object[] arg) => _console.WriteError(format, arg);

    public void WriteError(string value) => _console.WriteError(value);

    public void WriteErrorLine(string format, params object[] arg) => _console.WriteErrorLine(format, arg);

    public void WriteErrorLine(string value) => _console.WriteErrorLine(value);

    public void ResetColor() => _console.ResetColor();

    /// <summary>True for what Cake answers with yes; no only means that Cake must be asked.</summary>
    private bool IsUsualTerminal() =>
        string.IsNullOrWhiteSpace(environment.GetEnvironmentVariable("NO_COLOR"))
        && environment.GetEnvironmentVariable("TERM") is { } terminal
        && (
            terminal.StartsWith("xterm", StringComparison.Ordinal)
            || terminal.StartsWith("screen", StringComparison.Ordinal)
            || terminal.StartsWith("tmux", StringComparison.Ordinal)
        );
}
