namespace PathToProd.Tasks.Tests.Locks;

/// <summary>Threads of which the first is at work, and the others wait for it.</summary>
internal static class Waiters
{
    /// <summary>Starts the first, and the others once it is at work; returns when all of them wait.</summary>
    public static Thread[] Start(int count, Action<int> act, ManualResetEventSlim isAtWork)
    {
        Thread[] threads = [.. Enumerable.Range(0, count).Select(number => new Thread(() => act(number)))];
        threads[0].Start();
        isAtWork.Wait();
        foreach (var thread in threads[1..])
        {
            thread.Start();
        }

        Eventually.Holds(
            () => Array.TrueForAll(threads[1..], thread => thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin)),
            "all wait"
        );
        return threads;
    }
}
