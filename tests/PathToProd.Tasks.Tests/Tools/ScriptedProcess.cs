using Cake.Core.IO;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Tests.Tools;

/// <summary>A process that has already ended.</summary>
internal class ScriptedProcess(string output, int exitCode, string error) : IProcess
{
    public bool IsEndless { get; init; }

    /// <summary>Whether what it printed is there only after a wait without a limit, as with .NET's processes.</summary>
    public bool IsLate { get; set; }

    public void WaitForExit()
    {
        IsEndless.ShouldBeFalse();
        IsLate = false;
    }

    public bool WaitForExit(int milliseconds) => !IsEndless;

    public int GetExitCode() => exitCode;

    public IEnumerable<string> GetStandardError() => IsLate || error.Length == 0 ? [] : error.Split('\n');

    public IEnumerable<string> GetStandardOutput() => IsLate || output.Length == 0 ? [] : output.Split('\n');

    public void Kill() { }

    // IExplainedProcess may come to be disposable; a process of Cake's is not.
    public void Dispose() { }
}

/// <summary>A process that can say what it was.</summary>
internal sealed class ExplainedProcess(string output, int exitCode, string error)
    : ScriptedProcess(output, exitCode, error),
        IExplainedProcess
{
    public string CommandLine { get; init; } = "helm upgrade ingress chart";
    public IReadOnlyList<string> LastLines { get; init; } = [];
    public string? LogFile { get; init; }
}
