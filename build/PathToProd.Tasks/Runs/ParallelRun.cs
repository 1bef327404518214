using System.Collections.Immutable;
using PathToProd.Decisions.Ordering;
using PathToProd.Facts.Runs;
using PathToProd.Text;

namespace PathToProd.Tasks.Runs;

/// <summary>Runs every component of a graph, as many at once as allowed, each the moment its own requirements are done.</summary>
/// <param name="concurrency">How many run at once; at least 1.</param>
/// <param name="rules">Which starts first, and what a failure means. Default: <see cref="QueueRules.Default"/>.</param>
public sealed class ParallelRun(int concurrency, QueueRules? rules = null)
{
    /// <summary>
    /// Runs them all. A component that throws has failed; what that means for others, the rules say. Cancelling starts no more, and waits for those that run: they get the same token, and have to end by themselves.
    /// </summary>
    /// <param name="graph">The components, without a cycle.</param>
    /// <param name="run">Runs one component, on a thread of its own.</param>
    /// <param name="notRun">Called for each component that will never run, with the cause, the moment that is known.</param>
    /// <param name="cancellation">Cancels the run.</param>
    public async Task<ParallelRunResult> RunAsync(
        RequirementGraph graph,
        Func<string, CancellationToken, Task<NodeOutcome>> run,
        Action<string, string>? notRun,
        CancellationToken cancellation
    )
    {
        var queue = ReadyQueue.Of(graph, rules);
        var running = new Dictionary<Task<(NodeOutcome, Exception?)>, string>();
        var exceptions = ImmutableSortedDictionary.CreateBuilder<string, Exception>(StringComparer.Ordinal);
        while (!queue.IsDone)
        {
            if (cancellation.IsCancellationRequested)
            {
                queue = ReportSkipped(queue, queue.Cancel(), notRun);
            }

            while (running.Count < Math.Max(1, concurrency) && queue.Next.FirstOrDefault() is { } component)
            {
                queue = queue.Start(component);
                running.Add(RunOne(component, run, cancellation), component);
            }

            if (running.Count == 0)
            {
                continue;
            }

            // What runs hears of a cancellation by its own token; here it only keeps what is ready from starting.
            var ended = await Task.WhenAny(running.Keys);
            running.Remove(ended, out var name);
            var (outcome, exception) = await ended;
            if (exception is not null)
            {
                exceptions.Add(name!, exception);
            }

            queue = ReportSkipped(queue, queue.Complete(name!, outcome), notRun);
        }

        return new ParallelRunResult(queue.Order, queue.Ends, exceptions.ToImmutable());
    }

    // Cake's tasks are synchronous, so each gets a thread of its own: the pool's are as many as processors, and it adds one in half a
    // second.
    private static Task<(NodeOutcome, Exception?)> RunOne(
        string component,
        Func<string, CancellationToken, Task<NodeOutcome>> run,
        CancellationToken cancellation
    ) =>
        Task
            .Factory.StartNew(
                async () =>
                {
                    try
                    {
                        return (await run(component, cancellation), (Exception?)null);
                    }
                    catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
                    {
                        return (NodeOutcome.Cancelled, null);
                    }
                    catch (PlatformException exception)
                    {
                        return (NodeOutcomes.Of(exception.ExitCode), exception);
                    }
#pragma warning disable CA1031 // A defect in one component's tasks must not take the other components down; the exception is handed on.
                    catch (Exception exception)
#pragma warning restore CA1031
                    {
                        return (NodeOutcome.Failed, exception);
                    }
                },
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default
            )
            .Unwrap();

    private static ReadyQueue ReportSkipped(ReadyQueue before, ReadyQueue after, Action<string, string>? notRun)
    {
        // A component that completed is one end more; looking at all of them each time would be quadratic.
        if (after.Ends.Count - before.Ends.Count <= before.Running.Count - after.Running.Count)
        {
            return after;
        }

        foreach (var (component, end) in after.Ends)
        {
            if (end.Cause is { } cause && !before.Ends.ContainsKey(component))
            {
                notRun?.Invoke(component, cause);
            }
        }

        return after;
    }
}

/// <summary>How every component of a run ended.</summary>
/// <param name="Order">The components, in the order of deployment.</param>
/// <param name="Ends">How each ended.</param>
/// <param name="Exceptions">What those that threw have thrown.</param>
public sealed record ParallelRunResult(
    ImmutableArray<string> Order,
    ImmutableSortedDictionary<string, NodeEnd> Ends,
    ImmutableSortedDictionary<string, Exception> Exceptions
)
{
    /// <summary>There was nothing to run.</summary>
    public static ParallelRunResult Nothing { get; } =
        new([], ImmutableSortedDictionary<string, NodeEnd>.Empty, ImmutableSortedDictionary<string, Exception>.Empty);

    /// <summary>The exit code of the run; one that was cancelled before anything could start counts as cancelled too.</summary>
    public ExitCode ExitCode =>
        Ends.IsEmpty ? ExitCode.Done
        : Ends.Values.Any(end => end.Cause == ReadyQueue.CancelledCause) ? ExitCode.Cancelled
        : ExitCodes.Merge(Ends.Values.Select(end => end.Outcome.ExitCode()));
}
