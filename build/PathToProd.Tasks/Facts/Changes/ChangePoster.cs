using PathToProd.Decisions.Posting;
using PathToProd.Facts.Changes;
using PathToProd.Text;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Facts.Changes;

/// <summary>Posts a report: one comment, which is kept up to date, and a status of the commit. What cannot be posted is said, and throws nothing.</summary>
public static class ChangePoster
{
    /// <summary>Each time another job wrote or deleted a comment in between, or it is not known whether ours was written.</summary>
    private const int MostRounds = 4;

    internal static readonly HttpPatience Usual = new(
        TimeSpan.FromSeconds(20),
        Tries: 4,
        TimeSpan.FromSeconds(1),
        LongestDelay: TimeSpan.FromMinutes(1)
    );

    /// <summary>Posts.</summary>
    /// <param name="report">The report. Of one that another job made only what the address does not say is taken, and checked.</param>
    /// <param name="address">Where to.</param>
    /// <param name="variable">The value of a variable, which has the token; null when it is not set.</param>
    /// <param name="redactor">Hides the token in what is said.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="cancellation">Ends it.</param>
    public static Task<PostingResult> PostAsync(
        ChangeReport report,
        ChangeAddress address,
        Func<string, string?> variable,
        Redactor redactor,
        TimeProvider clock,
        CancellationToken cancellation
    ) => PostAsync(report, address, variable, redactor, Usual, clock, cancellation);

    internal static async Task<PostingResult> PostAsync(
        ChangeReport report,
        ChangeAddress address,
        Func<string, string?> variable,
        Redactor redactor,
        HttpPatience patience,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        if (variable(address.TokenVariable)?.Trim() is not { Length: > 0 } token)
        {
            return new PostingResult([], [$"Nothing was posted: {address.TokenVariable} is not set."]);
        }

        redactor.Add(token);
        if (address.Head is { } head && head != report.Head)
        {
            return new PostingResult(
                [],
                [
                    $"Nothing was posted: the report is of {ShortCommit.Text(report.Head)}, and the job that made it looked at {Printable.Message(ShortCommit.Text(head))}.",
                ]
            );
        }

        report = report with
        {
            Change = address.Change ?? report.Change,
            // A stranger's link could lead anywhere.
            Link = address.Link ?? (address.IsOfOtherJob ? null : report.Link),
        };
        using IChangeSystem system =
            address.System == ChangeSystemKind.GitHub
                ? new GitHubChanges(address, token, patience, clock)
                : new GitLabChanges(address, token, patience, clock);
        var (done, trouble) = (new List<string>(), new List<string>());
        if (report.Change is { } change)
        {
            await TellAsync("The comment was not posted", () => CommentAsync(system, report, change, cancellation));
        }

        await TellAsync(
            "The status of the commit was not set",
            async () =>
            {
                var status = ChangeStatus.Of(report);
                await system.StatusAsync(report.Head, status, cancellation);
                return
                [
                    $"The status {status.Context} of {ShortCommit.Text(report.Head)} says {status.Verdict.Verb()}.",
                ];
            }
        );
        return new PostingResult([.. done.Select(redactor.Hide)], [.. trouble.Select(redactor.Hide)]);

        async Task TellAsync(string not, Func<Task<IEnumerable<string>>> post)
        {
            try
            {
                done.AddRange(await post());
            }
            catch (PostingException exception)
            {
                trouble.Add($"{not}: {exception.Message}");
            }
        }
    }

    private static async Task<IEnumerable<string>> CommentAsync(
        IChangeSystem system,
        ChangeReport report,
        int change,
        CancellationToken cancellation
    )
    {
        // An older job that ends later must not hide what a newer one found; and the number in a stranger's report may be that of another change.
        var head = await system.HeadAsync(change, cancellation);
        if (head != report.Head)
        {
            throw new PostingException(
                $"the change {change} is at {Printable.Line(ShortCommit.Text(head))}, and the report is of {ShortCommit.Text(report.Head)}."
            );
        }

        var who = await system.WhoAsync(cancellation);
        var text = ChangePage.Comment(report, system.Limit);
        PostingException? last = null;
        var isWritten = false;
        for (var round = 0; round < MostRounds; round++)
        {
            var decision = CommentDecision.Of(await system.CommentsAsync(change, cancellation), report.Name, who);
            if (decision.Kept is { } kept)
            {
                if (kept.Text.ReplaceLineEndings("\n").TrimEnd() != text.TrimEnd())
                {
                    if (!await system.UpdateAsync(change, kept.Id, text, cancellation))
                    {
                        continue; // It was deleted in between.
                    }
                }

                foreach (var twin in decision.Twins)
                {
                    await system.DeleteAsync(change, twin.Id, cancellation);
                }

                return Told(change, isWritten, decision);
            }

            try
            {
                await system.CreateAsync(change, text, cancellation);
                isWritten = true;
            }
            catch (PostingException exception) when (exception.Reply is { IsUnknown: true })
            {
                // The next round sees whether it was written.
                last = exception;
            }
        }

        throw last ?? new PostingException("other jobs changed the comments each time.");
    }

    private static IEnumerable<string> Told(int change, bool isWritten, CommentDecision decision)
    {
        yield return $"The comment on the change {change} was {(isWritten ? "written" : "updated")}.";
        if (!decision.Twins.IsEmpty)
        {
            yield return $"{Prose.Count(decision.Twins.Length, "later comment")} of ours {(decision.Twins.Length == 1 ? "was" : "were")} deleted.";
        }

        foreach (var foreign in decision.Foreign)
        {
            yield return $"A comment of {Printable.Message(foreign.Author)} begins with our marker, and was left alone.";
        }
    }
}
