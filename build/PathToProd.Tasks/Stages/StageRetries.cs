using PathToProd.Decisions.Retries;
using PathToProd.Facts.Runs;
using PathToProd.Text;
using Polly;
using Polly.Retry;

namespace PathToProd.Tasks.Stages;

/// <summary>Runs a stage again when its failure may pass by itself, with more and more time between the attempts.</summary>
internal static class StageRetries
{
    public static void Run(ComponentContext context, int retries, Action attempt)
    {
        var work = context.Work;
        var builder = new ResiliencePipelineBuilder { TimeProvider = work.Services.Clock };
        builder.AddRetry(
            new RetryStrategyOptions
            {
                MaxRetryAttempts = retries,
                ShouldHandle = arguments =>
                    ValueTask.FromResult(
                        arguments.AttemptNumber < retries
                            && arguments.Outcome.Exception is PlatformException failure
                            && IsTriedAgain(context, failure, Next(arguments.AttemptNumber))
                    ),
                DelayGenerator = arguments =>
                    ValueTask.FromResult<TimeSpan?>(RetryDecision.Delay(Next(arguments.AttemptNumber))),
                OnRetry = arguments =>
                {
                    work.Stages.Retry(
                        new JournalEvent.StageRetried(
                            work.Services.Clock.GetUtcNow(),
                            context.Component.Name,
                            work.Stages.Stage,
                            Next(arguments.AttemptNumber),
                            retries + 1,
                            arguments.RetryDelay,
                            Verdict((PlatformException)arguments.Outcome.Exception!).Because
                        )
                    );
                    return ValueTask.CompletedTask;
                },
            }
        );
        builder.Build().Execute(_ => attempt(), work.Limit.Cancellation);
    }

    /// <summary>Polly counts failed attempts from 0; people count attempts from 1.</summary>
    private static int Next(int failed) => failed + 2;

    private static bool IsTriedAgain(ComponentContext context, PlatformException failure, int attempt)
    {
        if (context.Work.IsCancelled || context.Work.Limit.Cancellation.IsCancellationRequested)
        {
            return false;
        }

        var verdict = Verdict(failure);
        if (!verdict.IsWorthIt)
        {
            context.Note($"not tried again, as {verdict.Because}");
            return false;
        }

        if (RetryDecision.Delay(attempt) < context.Work.Limit.Left)
        {
            // The message is not in the summary when the next attempt goes well, but in the log it is found.
            context.Work.Stages.WriteLog(failure.Message);
            return true;
        }

        context.Note(
            $"not tried again, as its time limit of {Duration.Text(context.Work.Limit.Timeout)} leaves no time"
        );
        return false;
    }

    /// <summary>What a tool printed is with the failure that it caused, however often that was explained since.</summary>
    private static RetryVerdict Verdict(PlatformException failure)
    {
        Exception? cause = failure;
        while (cause is PlatformException { ToolLines.Count: 0 })
        {
            cause = cause.InnerException;
        }

        return RetryDecision.Of(failure.ExitCode, (cause as PlatformException)?.ToolLines ?? []);
    }
}
