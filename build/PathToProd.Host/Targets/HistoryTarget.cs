using PathToProd.Facts.Ledger;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Text.Tables;

namespace PathToProd.Host.Targets;

/// <summary>Lists all attempts to deploy and destroy.</summary>
internal static class HistoryTarget
{
    /// <summary>The target, and what help says about it.</summary>
    public static HostTarget Definition { get; } =
        new("History", "lists all attempts to deploy and destroy", Options: Option.Selection) { Run = Run };

    private static Report Run(Invocation invocation)
    {
        var asked = Ledgers.Components(invocation);
        var histories = Ledgers
            .Histories(invocation)
            .Select(history => asked is null ? history : history.Of(asked))
            .ToArray();
        return new Report
        {
            Text = style => Text(histories, style, invocation.Clock.GetUtcNow()),
            Json = () => HistoryReport.Json(histories),
        };
    }

    private static string Text(DeploymentHistory[] histories, Style style, DateTimeOffset now) =>
        string.Concat(
            histories.Select(history =>
                (histories.Length > 1 ? $"{history.Environment}:\n" : "") + HistoryReport.Text(history, style, now)
            )
        );
}
