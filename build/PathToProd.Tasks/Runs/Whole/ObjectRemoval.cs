using System.Collections.Immutable;
using PathToProd.Decisions.Retries;
using PathToProd.Decisions.TearingDown;
using PathToProd.Facts.Clusters;
using PathToProd.Tasks.Stages;
using PathToProd.Text;

namespace PathToProd.Tasks.Runs.Whole;

/// <summary>
/// Deletes objects and waits until they are gone, which takes as long as their finalizers. What an API server that does not answer may still have
/// counts as there. No finalizer is removed.
/// </summary>
/// <param name="services">The run.</param>
/// <param name="cluster">The cluster.</param>
/// <param name="limit">How long to wait at most.</param>
/// <param name="say">Gets what is left now and then.</param>
/// <param name="refusal">What is said when the time is up: what is left, why the cluster gave no answer, and the time.</param>
internal sealed class ObjectRemoval(
    RunServices services,
    ClusterObjects cluster,
    TimeSpan limit,
    Action<string> say,
    Func<ImmutableArray<FoundObject>, string?, TimeSpan, string> refusal
)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(10);

    /// <summary>Does it.</summary>
    /// <param name="look">Finds what has to go and is still there.</param>
    /// <returns>All that was there.</returns>
    /// <exception cref="PlatformException">Something is still there, or may be (exit code 1).</exception>
    public ImmutableArray<FoundObject> Remove(Func<ImmutableArray<FoundObject>> look)
    {
        var all = new Dictionary<(string, string, string?, string), FoundObject>();
        var begin = services.Clock.GetTimestamp();
        var (left, said, pause) = (ImmutableArray<FoundObject>.Empty, Between / 2, FirstPause);
        while (true)
        {
            string? silence = null;
            try
            {
                left = look();
                foreach (var one in left)
                {
                    all[one.Id] = one;
                }

                if (left.IsEmpty)
                {
                    return [.. all.Values];
                }

                if (left.Where(one => one.DeletedAt is null).ToArray() is { Length: > 0 } open)
                {
                    cluster.Delete(open);
                }
            }
            catch (PlatformException exception)
                when (RetryDecision.Of(exception.ExitCode, exception.ToolLines).IsWorthIt)
            {
                silence = exception.Message;
            }

            var waited = services.Clock.GetElapsedTime(begin);
            if (waited >= limit)
            {
                throw new PlatformException(ExitCode.Failed, refusal(left, silence, waited));
            }

            if (waited >= said)
            {
                say(silence ?? RemovalText.Progress(left, all.Count, waited));
                said = waited + Between;
            }

            Task.Delay(pause, services.Clock, services.Cancellation).GetAwaiter().GetResult();
            pause = Pause;
        }
    }
}
