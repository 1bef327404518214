using PathToProd.Facts.Ledger;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Text;
using PathToProd.Text.Tables;

namespace PathToProd.Host.Targets;

/// <summary>Lists all attempts to deploy and destroy.</summary>
internal static class HistoryTarget
{
    /// <summary>The target, and what help says about it.</summary>
    public static HostTarget Definition { get; } =
        new(
            "History",
            "lists all attempts to deploy and destroy",
            "Of all components in all environments, unless --component or --environment name some. It can also write --output=markdown.",
            [Option.Component, Option.Environment, Option.SinceMoment, Option.Depth]
        )
        {
            Run = Run,
            Formats = HostTarget.PageFormats,
        };

    private static Report Run(Invocation invocation)
    {
        var now = invocation.Clock.GetUtcNow();
        var since = Moment(invocation, now);
        var asked = Ledgers.Components(invocation);
        var histories = Ledgers
            .Histories(invocation)
            .Select(history => asked is null ? history : history.Of(asked))
            .Select(history => since is { } moment ? history.Since(moment) : history)
            .ToArray();
        return new Report
        {
            Text = style => Text(histories, style, now),
            Json = () => HistoryReport.Json(histories),
            Markdown = () => HistoryReport.Markdown(histories, now),
        };
    }

    /// <summary>Since when; null for all. With affected components the option says what to compare with.</summary>
    private static DateTimeOffset? Moment(Invocation invocation, DateTimeOffset now) =>
        invocation.Arguments[Option.Since] is not { } text
        || invocation.Arguments[Option.Component] == Arguments.Affected
            ? null
        : Since.TryParse(text, now, out var moment, out var problem) ? moment
        : throw PlatformException.Wrong($"--since cannot be {text}: {problem.What}", problem.Fix);

    private static string Text(DeploymentHistory[] histories, Style style, DateTimeOffset now) =>
        string.Concat(
            histories.Select(history =>
                (histories.Length > 1 ? $"{history.Environment}:\n" : "") + HistoryReport.Text(history, style, now)
            )
        );
}
