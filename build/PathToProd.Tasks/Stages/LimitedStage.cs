using PathToProd.Model.Kubernetes;
using PathToProd.Tasks.Files;
using PathToProd.Text;

namespace PathToProd.Tasks.Stages;

/// <summary>
/// Runs a task within the time limit of its stage, and again as often as the stage's retries say. The limit spans all attempts
/// and the time between them, so that it says how long the stage takes at most.
/// </summary>
internal static class LimitedStage
{
    public static void Run(ComponentContext context, Action<ComponentContext> execute)
    {
        var policy = StagePolicy.Of(context.Work.Stages.Stage, context.Component, context.Model.Platform);
        using var limit = new StageLimit(
            policy.Timeout,
            context.Work.Services.Clock,
            context.Work.Services.Cancellation
        );
        context.Work.Limit = limit;
        try
        {
            if (policy.Retries == 0)
            {
                Once(context, execute);
            }
            else
            {
                StageRetries.Run(context, policy.Retries, () => Once(context, execute));
            }
        }
        catch (OperationCanceledException exception) when (IsEnded(context, exception) || IsTooLong(context, exception))
        {
            throw Cause(context, exception);
        }
        finally
        {
            context.Work.Limit = StageLimit.None;
        }
    }

    /// <summary>What really ended the stage: a tool that its time limit ended only says that it was cancelled.</summary>
    public static Exception Cause(ComponentContext context, Exception exception)
    {
        if (exception is OperationCanceledException && context.Work.Services.CancelledBecause() is { } because)
        {
            return new PlatformException(ExitCode.Cancelled, because, exception);
        }

        if (IsEnded(context, exception))
        {
            return new PlatformException(ExitCode.Failed, context.Work.Limit.EndedBecause!, exception);
        }

        if (!IsTooLong(context, exception))
        {
            return exception;
        }

        var stage = context.Work.Stages.Stage;
        return new PlatformException(
            ExitCode.Failed,
            $"{stage} of {context.Component.Name} took longer than {Duration.Text(context.Work.Limit.Timeout)}, and was ended.\n"
                + $"Raise stages.{stage.ToLowerInvariant()}.timeout in component.yaml if that is too short; "
                + $"the log is {context.Workspace.Show(context.Work.Stages.LogFile)}.{context.Work.WhereToLook}",
            exception
        );
    }

    private static bool IsEnded(ComponentContext context, Exception exception) =>
        exception is OperationCanceledException
        && context.Work.Limit.EndedBecause is not null
        && !context.Work.IsCancelled;

    private static bool IsTooLong(ComponentContext context, Exception exception) =>
        exception is OperationCanceledException && context.Work.Limit.IsTimeUp && !context.Work.IsCancelled;

    /// <summary>Any call of a tool may be the one that gives up: the cluster is slow for all of them.</summary>
    private static bool IsTooLate(ComponentContext context, PlatformException exception) =>
        exception is { ExitCode: ExitCode.Failed, Problems.Count: 0 }
        && ClusterFailure.IsTooLate(exception.Message)
        && !exception.Message.Contains(context.Work.WhereToLook, StringComparison.Ordinal);

    private static void Once(ComponentContext context, Action<ComponentContext> execute)
    {
        try
        {
            execute(context);
        }
        catch (PlatformException exception) when (IsTooLate(context, exception))
        {
            throw new PlatformException(
                exception.ExitCode,
                $"{exception.Message}{context.Work.WhereToLook}",
                exception
            );
        }
        catch (IOException exception) when (DiskFull.Is(exception))
        {
            throw new PlatformException(
                ExitCode.Failed,
                $"A disk is full: {exception.Message} Free space there, then run the same stage again.",
                exception
            );
        }
        finally
        {
            context.Work.FixedValues = null;
        }
    }
}
