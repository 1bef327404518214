using System.Runtime.ExceptionServices;

namespace PathToProd.Tasks.Facts.Sources;

/// <summary>
/// Does many small things on all processors, on threads of its own: the pool's may all be waiting for programs, and it adds
/// new ones too slowly.
/// </summary>
internal static class Workers
{
    /// <summary>Does something for each number below <paramref name="count"/>; the first exception stops the rest and is thrown.</summary>
    public static void Do(int count, Action<int> one)
    {
        var next = -1;
        ExceptionDispatchInfo? failure = null;
        var others = new Thread[Math.Clamp(Environment.ProcessorCount, 1, Math.Max(count, 1)) - 1];
        for (var index = 0; index < others.Length; index++)
        {
            others[index] = new Thread(Work) { IsBackground = true, Name = "sources" };
            others[index].Start();
        }

        Work();
        foreach (var other in others)
        {
            other.Join();
        }

        failure?.Throw();

        void Work()
        {
            try
            {
                for (int mine; Volatile.Read(ref failure) is null && (mine = Interlocked.Increment(ref next)) < count; )
                {
                    one(mine);
                }
            }
            catch (Exception exception)
            {
                // Thrown where the work was asked for, as if there were one thread.
                Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(exception), null);
            }
        }
    }
}
