using PathToProd.Facts.Changes;
using PathToProd.Formats.Json;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Tasks.Facts.Changes;
using PathToProd.Tasks.Files;
using PathToProd.Text;
using PathToProd.Text.Ci;
using PathToProd.Tools.Processes;

namespace PathToProd.Host.Targets;

/// <summary>Posts the report of a change where the change is reviewed. It is a call of its own, so that the token is never near the change's own code.</summary>
internal static class PostReportTarget
{
    /// <summary>The target, and what help says about it.</summary>
    public static HostTarget Definition { get; } =
        new(
            "PostReport",
            "posts the report of a change as one comment and a status of its commit",
            "It runs nothing of the change and believes nothing of the file, so it may have a token where the change is a stranger's: GITHUB_TOKEN or "
                + "GITLAB_TOKEN. What could not be posted is reported, and fails nothing. See docs/results-on-changes.md.",
            [Option.ReportFile, Option.DryRun]
        )
        {
            Run = Run,
            Formats = HostTarget.PageFormats,
        };

    private static Report Run(Invocation invocation)
    {
        var report = Read(invocation);
        if (invocation.Arguments.Has(Option.DryRun))
        {
            return new Report
            {
                Text = _ => ChangePage.Text(report, PageLimit.None),
                Json = () => ChangeReportFile.Write(report),
                Markdown = () => ChangePage.Text(report, PageLimit.None),
            };
        }

        var result = ChangePoster
            .PostAsync(
                report,
                ChangeReporting.NeededAddress(),
                Environment.GetEnvironmentVariable,
                new Redactor(),
                invocation.Clock,
                invocation.RunInterruption.Politely
            )
            .GetAwaiter()
            .GetResult();
        if (invocation.Terminal.Ci == CiHost.GitHub)
        {
            GuardedWriter
                .Unguarded(invocation.Progress)
                .Write(
                    WorkflowCommands.Shown(
                        [
                            .. result.Trouble.Select(one =>
                                WorkflowCommands.Warning("Path to Prod", CommandGuard.Harmless(one))
                            ),
                        ],
                        left => WorkflowCommands.Warning("Path to Prod", $"{left} more was not posted.")
                    )
                );
        }

        return new Report
        {
            Text = _ => string.Concat(result.Done.Select(line => line + "\n")),
            Json = () =>
                JsonReport.Write(
                    new PostReportDocument(result.Done, result.Trouble),
                    HostJson.Default.PostReportDocument
                ),
            Markdown = () => string.Concat(result.Done.Concat(result.Trouble).Select(line => $"- {line}\n")),
            Trouble = result.Trouble.IsEmpty ? null : string.Join('\n', result.Trouble),
        };
    }

    private static ChangeReport Read(Invocation invocation)
    {
        var file =
            invocation.Arguments[Option.ReportFile]
            ?? throw PlatformException.Wrong(
                "nothing says which report is to be posted",
                "add --report=FILE.json, with a file that --report=FILE.json wrote"
            );
        try
        {
            // A link could lead to a file of this machine, whose text would be posted where many read it.
            var found = new FileInfo(file);
            return found is { Exists: true, LinkTarget: null }
                ? found.Length <= ChangeReportFile.MostBytes
                    ? ChangeReportFile.Read(file, GivenFile.ReadText(file))
                    : throw Wrong(file, $"it is longer than {ByteSize.Text(ChangeReportFile.MostBytes)}")
                : throw Wrong(file, "there is no such file");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Wrong(file, $"it cannot be read: {exception.Message}");
        }
    }

    private static PlatformException Wrong(string file, string what) =>
        new([new Problem(new SourcePosition(file), what, "take the file that --report=FILE.json wrote, as it is")]);
}
