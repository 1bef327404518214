using System.Collections.Immutable;
using PathToProd.Decisions.Inputs;
using PathToProd.Host.CommandLine;
using PathToProd.Tasks.Facts.Inputs;
using PathToProd.Text;
using PathToProd.Tools.Processes;

namespace PathToProd.Host.Invocations;

/// <summary>Runs the same again under a tracer, one component at a time and although nothing changed, and shows what is read undeclared.</summary>
internal static class InputCheck
{
    public static void Run(Invocation invocation)
    {
        if (invocation.Selected.IsEmpty)
        {
            invocation.Output.Write(invocation.IsJson ? InputReport.Json([], 0) : $"{invocation.Affected.Nothing}\n");
            return;
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
        invocation.Output.Write(
            invocation.IsJson
                ? InputReport.Json(undeclared, trace.Files)
                : $"\n{InputReport.Text(undeclared, trace.Files)}"
        );
        invocation.ExitCode =
            trace.ExitCode != 0 ? (ExitCode)trace.ExitCode
            : undeclared.IsEmpty ? ExitCode.Done
            : ExitCode.Failed;
    }

    /// <summary>How this program was started.</summary>
    private static string[] Program =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet"
            ? [Environment.ProcessPath!, Environment.GetCommandLineArgs()[0]]
            : [Environment.ProcessPath!];

    private static IEnumerable<string> CommandLine(Arguments arguments) =>
        arguments
            .Given.Where(option => option != Option.CheckInputs && option != Option.Output)
            .Select(option => option.Value is null ? $"--{option.Word}" : $"--{option.Word}={arguments[option]}");
}
