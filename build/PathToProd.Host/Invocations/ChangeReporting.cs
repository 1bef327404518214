using System.Collections.Immutable;
using PathToProd.Decisions.Posting;
using PathToProd.Facts.Changes;
using PathToProd.Facts.Runs;
using PathToProd.Host.CommandLine;
using PathToProd.Tasks.Files;
using PathToProd.Tasks.Stages;
using PathToProd.Text;
using PathToProd.Text.Ci;

namespace PathToProd.Host.Invocations;

/// <summary>The report of a change, from its first line to everywhere that it is shown but where the change is reviewed: PostReport does that.</summary>
internal static class ChangeReporting
{
    /// <summary>More than are shown: a message may stand at the end.</summary>
    private const int MostLines = 200;

    /// <summary>The end of a log that is read for its last lines, in bytes.</summary>
    private const int EndOfLog = 64 * 1024;

    /// <summary>Where GitHub's file about the event is.</summary>
    private const string EventVariable = "GITHUB_EVENT_PATH";

    /// <summary>A report in which nothing is known yet but which commit it is of.</summary>
    /// <param name="invocation">The call.</param>
    /// <param name="name">What makes the report: <c>validation</c>.</param>
    /// <param name="before">The commit that the change is compared with; null for none.</param>
    /// <exception cref="PlatformException">It is not known which commit this is.</exception>
    public static ChangeReport Start(Invocation invocation, string name, string? before)
    {
        var address = Address();
        var commit = new Provenance(invocation.Workspace.Root);
        return new ChangeReport
        {
            Name = name,
            Verdict = ChangeVerdict.Cancelled,
            Head =
                address?.Head
                ?? commit.Commit?.Split('+')[0]
                ?? throw PlatformException.Wrong(
                    $"it is not known which commit this is: {commit.NoCommit}",
                    "run it in a checkout that has commits"
                ),
            Base = before,
            Change = address?.Change,
            Link = address?.Link ?? commit.Job,
        };
    }

    /// <summary>The last lines of a log, by its path from the root.</summary>
    public static Func<string, ImmutableArray<string>> LastLines(Invocation invocation) =>
        log => EndOf(Path.Combine(invocation.Workspace.Root, log));

    /// <summary>The files of <c>--report</c>.</summary>
    /// <exception cref="PlatformException">A name says no format, or nothing can be written there: all problems at once.</exception>
    public static ReportFiles<ChangeReport> Files(Invocation invocation) =>
        ReportFiles<ChangeReport>.Of(
            invocation,
            (".terraform.json", report => TerraformWidget.Write(report.Plans)),
            (".json", ChangeReportFile.Write),
            (".xml", ChangeJUnit.Write),
            (".md", report => ChangePage.Text(report, PageLimit.None))
        );

    /// <summary>
    /// The report of a call that ended before there was one: what reviewers would otherwise see in the log alone. Errors at places are not shown again, as
    /// those of the message are.
    /// </summary>
    public static void TellOfEnd(Invocation invocation, PlatformException end, ReportFiles<ChangeReport> files)
    {
        if (Address()?.Head is null && new Provenance(invocation.Workspace.Root).Commit is null)
        {
            // A report is about a commit, and there is none.
            return;
        }

        var name = invocation.Arguments[Option.Target]!;
        var report = Start(invocation, "validation", before: null) with
        {
            Verdict = ChangeVerdicts.Of(end.ExitCode),
            Problems = [.. end.Problems.Select(ChangeProblem.Of)],
            Failures = end.Problems.Count > 0 ? [] : [new ChangeFailure(name, Step: null, end.Message, [])],
        };
        if (files.Write(report) is { } trouble)
        {
            invocation.Say(trouble);
        }

        StepSummary.Add(invocation, room => ChangePage.Text(report, PageLimit.Bytes(room)));
    }

    /// <summary>Writes the files, adds the page to the step's summary, and shows on GitHub's page what failed and where.</summary>
    /// <returns>What could not be written, and why; null if all was.</returns>
    public static string? Tell(Invocation invocation, ChangeReport report, ReportFiles<ChangeReport> files)
    {
        var trouble = files.Write(report);
        StepSummary.Add(invocation, room => ChangePage.Text(report, PageLimit.Bytes(room)));
        if (invocation.Terminal.Ci == CiHost.GitHub)
        {
            GuardedWriter.Unguarded(invocation.Progress).Write(ChangeAnnotations.Of(report));
        }

        return trouble;
    }

    /// <summary>Where the change of this job is reviewed; null when nothing says it.</summary>
    public static ChangeAddress? Address()
    {
        try
        {
            return NeededAddress();
        }
        catch (PlatformException)
        {
            // A report is made without it too. Who wants to post it gets the reason.
            return null;
        }
    }

    /// <summary>The same where it must be known.</summary>
    /// <exception cref="PlatformException">Nothing says it, or it cannot be right.</exception>
    public static ChangeAddress NeededAddress()
    {
        var file = Environment.GetEnvironmentVariable(EventVariable);
        try
        {
            return ChangeAddresses.Of(
                Environment.GetEnvironmentVariable,
                string.IsNullOrEmpty(file) ? null : GivenFile.ReadText(file)
            );
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw PlatformException.Wrong(
                $"the file that {EventVariable} names cannot be read: {exception.Message}",
                "leave the variable as GitHub Actions sets it"
            );
        }
    }

    private static ImmutableArray<string> EndOf(string log)
    {
        try
        {
            using var stream = new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var isEnd = stream.Length > EndOfLog;
            stream.Position = isEnd ? stream.Length - EndOfLog : 0;
            using var reader = new StreamReader(stream);
            return LogEnd.Of("", log, reader.ReadToEnd(), isEnd, MostLines).Lines;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [$"The log cannot be read: {exception.Message}"];
        }
    }
}
