using System.Collections.Immutable;
using PathToProd.Decisions.Inputs;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Tasks.Facts.Inputs;
using PathToProd.Text;
using PathToProd.Tools.Processes;

namespace PathToProd.Host.Targets;

/// <summary>Runs the same again under a tracer, one component at a time and although nothing changed, and shows what is read undeclared.</summary>
internal static class InputCheck
{
    public static Report Run(Invocation invocation)
    {
        if (invocation.Selected.IsEmpty)
        {
            return new Report { Text = _ => $"{invocation.Affected.Nothing}\n", Json = () => InputReport.Json([], 0) };
        }

        var scope = new ProcessScope
        {
            Console = new ConsoleSink(invocation.Error),
            Cancellation = invocation.RunInterruption.Politely,
            CancellationAtOnce = invocation.RunInterruption.AtOnce,
        };
        var variables = ImmutableDictionary<string, string?>
            .Empty.Add(StageMarks.Variable, "1")
            .Add("PATH_TO_PROD_ROOT", invocation.Workspace.Root);
        var trace = InputTrace.Of(
            invocation.Workspace,
            [.. Program, .. CommandLine(invocation.Arguments)],
            variables,
            scope
        );
        var undeclared = trace.Undeclared(invocation.Model);
        return new Report
        {
            Text = _ => $"\n{InputReport.Text(undeclared, trace.Files)}",
            Json = () => InputReport.Json(undeclared, trace.Files),
            ExitCode =
                trace.ExitCode != 0 ? (ExitCode)trace.ExitCode
                : undeclared.IsEmpty ? ExitCode.Done
                : ExitCode.Failed,
        };
    }

    /// <summary>How this program was started.</summary>
    private static string[] Program =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet"
            ? [Environment.ProcessPath!, Environment.GetCommandLineArgs()[0]]
            : [Environment.ProcessPath!];

    private static IEnumerable<string> CommandLine(Arguments arguments) =>
        arguments
            .Given.Where(option =>
                option != Option.CheckInputs && option != Option.Output && option != Option.Directory
            )
            .Select(option => option.Value is null ? $"--{option.Word}" : $"--{option.Word}={arguments[option]}");
}
