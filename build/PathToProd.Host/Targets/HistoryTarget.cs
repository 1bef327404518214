using PathToProd.Facts.Ledger;
using PathToProd.Facts.Promotions;
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
            "Of all components in all environments, unless --component or --environment name some. Of environments on the path to production it also lists "
                + "what was decided: promotions, approvals, overrides, freezes, holds, condemnations and what undid them.",
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
        var asked = invocation.NamedComponents;
        var histories = Ledgers
            .Histories(invocation)
            .Select(history => asked is null ? history : history.Of(asked))
            .Select(history => since is { } moment ? history.Since(moment) : history)
            .ToArray();
        var decided = asked is null ? Decided(invocation, since) : null;
        return new Report
        {
            Text = style => Text(histories, decided, style, now),
            Json = () => HistoryReport.Json(histories, decided),
            Markdown = () => HistoryReport.Markdown(histories, now, decided),
        };
    }

    /// <summary>What was decided on the path; null for a platform without one.</summary>
    private static DecidedHistory? Decided(Invocation invocation, DateTimeOffset? since)
    {
        using var view = PromotionView.IfThere(invocation);
        if (view is null)
        {
            return null;
        }

        var reading = view.Records.Read().Reading;
        foreach (var problem in reading.Problems)
        {
            invocation.Say(problem.ToString());
        }

        return DecidedHistory.From(
            reading,
            (
                from step in view.Path.Steps
                from environment in step.Environments
                select (Environment: environment, Step: step.Name)
            ).ToDictionary(one => one.Environment, one => one.Step, StringComparer.Ordinal),
            invocation.Arguments[Option.Environment],
            since
        );
    }

    /// <summary>Since when; null for all. With affected components the option says what to compare with.</summary>
    private static DateTimeOffset? Moment(Invocation invocation, DateTimeOffset now) =>
        invocation.Arguments[Option.Since] is not { } text
        || invocation.Arguments[Option.Component] == Arguments.Affected
            ? null
        : Since.TryParse(text, now, out var moment, out var problem) ? moment
        : throw PlatformException.Wrong($"--since cannot be {text}: {problem.What}", problem.Fix);

    private static string Text(DeploymentHistory[] histories, DecidedHistory? decided, Style style, DateTimeOffset now)
    {
        var path = decided?.Path is { } records ? HistoryReport.Path(records, style, now) : "";
        return string.Concat(
            histories
                .Select(history =>
                    (histories.Length > 1 ? $"{history.Environment}:\n" : "")
                    + HistoryReport.Text(history, style, now, decided?.Of(history.Environment))
                )
                .Prepend(path.Length == 0 ? "" : $"the path:\n{path}")
        );
    }
}
