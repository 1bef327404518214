using System.Runtime.ExceptionServices;

namespace PathToProd.Tasks.Locks;

/// <summary>
/// Work of several threads that only one of them can do at a time, and that costs no more for many than for one: what comes while
/// somebody works waits, and is then done together by the first of those that waited. (Flat combining, as in Hendler, Incze, Shavit
/// and Tzafrir, "Flat combining and the synchronization-parallelism tradeoff", SPAA 2010.)
/// </summary>
/// <typeparam name="T">One piece of work.</typeparam>
/// <param name="act">Does several, in the order in which they came. What went wrong with each is returned in the same order; what is thrown went wrong with all.</param>
internal sealed class CombinedWork<T>(Func<IReadOnlyList<T>, IReadOnlyList<Exception?>> act)
{
    // Not a Lock: those whose work was done by another are woken, and do not queue up for a turn of their own.
    private readonly object _gate = new();
    private readonly List<Waiting> _waiting = [];
    private bool _isAtWork;

    /// <summary>Returns once it is done; throws what went wrong with it.</summary>
    public void Do(T work)
    {
        var mine = new Waiting(work);
        if (TakeTurn(mine) is { } all)
        {
            IReadOnlyList<Exception?> failures;
            try
            {
                failures = act([.. all.Select(one => one.Work)]);
            }
            catch (Exception exception)
            {
                // Each thread that waits has to hear of it.
                failures = [.. all.Select(_ => exception)];
            }

            End(all, failures);
        }

        mine.Failure?.Throw();
    }

    /// <summary>Waits until this work is done, or it is this thread's turn.</summary>
    /// <returns>What this thread has to do now; null when its work was done.</returns>
    private Waiting[]? TakeTurn(Waiting mine)
    {
        lock (_gate)
        {
            _waiting.Add(mine);
            while (_isAtWork && !mine.IsDone)
            {
                Monitor.Wait(_gate);
            }

            if (mine.IsDone)
            {
                return null;
            }

            _isAtWork = true;
            Waiting[] all = [.. _waiting];
            _waiting.Clear();
            return all;
        }
    }

    private void End(Waiting[] all, IReadOnlyList<Exception?> failures)
    {
        lock (_gate)
        {
            for (var at = 0; at < all.Length; at++)
            {
                all[at].End(failures[at]);
            }

            _isAtWork = false;
            Monitor.PulseAll(_gate);
        }
    }

    private sealed class Waiting(T work)
    {
        public T Work { get; } = work;

        public bool IsDone { get; private set; }

        public ExceptionDispatchInfo? Failure { get; private set; }

        public void End(Exception? failure) =>
            (IsDone, Failure) = (true, failure is null ? null : ExceptionDispatchInfo.Capture(failure));
    }
}
