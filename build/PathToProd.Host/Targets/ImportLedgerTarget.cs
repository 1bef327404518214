using PathToProd.Decisions.Ledgers;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Tasks.Facts.Ledger;
using PathToProd.Text;

namespace PathToProd.Host.Targets;

/// <summary>Takes an exported history to where ledgers are kept now.</summary>
internal static class ImportLedgerTarget
{
    /// <summary>The target, and what help says about it.</summary>
    public static HostTarget Definition { get; } =
        new(
            "ImportLedger",
            "takes a history that ExportLedger wrote to where platform.yaml keeps ledgers now",
            "Into an environment without a history, or with the first part of this one, which an import that broke off has left.",
            [Option.Environment, Option.FromFile]
        )
        {
            Run = Run,
        };

    private static Report Run(Invocation invocation)
    {
        var environment = invocation.Environment.Name;
        var path =
            invocation.Arguments[Option.FromFile]
            ?? throw PlatformException.Wrong(
                "nothing says which history is to be imported",
                "add --from-file=FILE, with a file that ExportLedger wrote"
            );
        var (import, file, place) = LedgerTransfer.Import(
            invocation.Workspace,
            invocation.Model.Platform,
            environment,
            path,
            invocation.Clock
        );
        return new Report
        {
            Text = style => LedgerImportReport.Text(import, environment, file, place, style),
            Json = () => LedgerImportReport.Json(import, environment, file, place),
        };
    }
}
