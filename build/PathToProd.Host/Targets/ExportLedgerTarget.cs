using PathToProd.Facts.Ledger;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Tasks.Facts.Ledger;
using PathToProd.Text;

namespace PathToProd.Host.Targets;

/// <summary>Writes the whole history of an environment to a file, wherever it is kept.</summary>
internal static class ExportLedgerTarget
{
    /// <summary>The target, and what help says about it.</summary>
    public static HostTarget Definition { get; } =
        new(
            "ExportLedger",
            "writes the whole history of an environment to a file",
            "All lines as they stand, whatever the backend. ImportLedger reads it; see docs/ledger.md.",
            [Option.Environment, Option.SaveLedger, Option.RemoveExported]
        )
        {
            Run = Run,
        };

    private static Report Run(Invocation invocation)
    {
        var file =
            invocation.Arguments[Option.SaveLedger]
            ?? throw PlatformException.Wrong(
                "nothing says where the history is to be written",
                $"add --save=FILE: --save={invocation.Environment.Name}.jsonl"
            );
        var export = LedgerTransfer.Export(
            invocation.Workspace,
            invocation.Model.Platform,
            invocation.Environment.Name,
            file,
            invocation.Arguments.Has(Option.RemoveExported),
            invocation.Clock
        );
        foreach (var problem in export.Problems)
        {
            invocation.Say(problem.ToString());
        }

        return new Report
        {
            Text = style => LedgerExportReport.Text(export, style),
            Json = () => LedgerExportReport.Json(export),
            ExitCode = export.Problems.IsEmpty ? ExitCode.Done : ExitCode.Failed,
        };
    }
}
