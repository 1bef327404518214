using System.Text.RegularExpressions;
using PathToProd.Text;
using PathToProd.Tools.Processes;

namespace PathToProd.Host.Targets;

/// <summary>
/// Shows how far a compilation is: a line for each project that is done, with its number, if it is known how many there are, and
/// the time since the start. Errors and warnings pass as they are.
/// </summary>
internal sealed partial class CompilationProgress(TextWriter console, int? projects, TimeProvider clock) : IOutputSink
{
    private readonly ConsoleSink _console = new(console);
    private readonly long _begin = clock.GetTimestamp();
    private int _done;

    public void Write(params ReadOnlySpan<OutputLine> lines)
    {
        foreach (var line in lines)
        {
            _console.Write(line with { Text = Shown(line.Text) });
        }
    }

    private string Shown(string text) =>
        Done().Match(text) is { Success: true } done
            ? $"  {Number()}{done.Groups["project"].Value}, after {Duration.Text(clock.GetElapsedTime(_begin))}"
            : text;

    private string Number() => projects is null ? "" : $"{++_done} of {projects}: ";

    // As MSBuild says it: "  PathToProd -> /home/me/artifacts/dotnet/bin/PathToProd/debug/PathToProd.dll".
    [GeneratedRegex("^ *(?<project>[^ ]+) -> .+$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Done();
}
