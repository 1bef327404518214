#pragma warning disable RS0030 // How many processors there are changes no answer.
using System.Runtime.ExceptionServices;

namespace PathToProd.Text;

/// <summary>
/// Does many small things on all processors, on threads of its own: the pool's may all be waiting for programs, and it adds new ones
/// too slowly.
/// </summary>
public static class SideBySide
{
    /// <summary>So few are done before another thread has started.</summary>
    private const int Few = 32;

    /// <summary>
    /// Does it for each number below <paramref name="count"/>, in any order; the first failure stops the rest and is thrown as it was.
    /// </summary>
    public static void For(int count, Action<int> act)
    {
        var next = -1;
        ExceptionDispatchInfo? failure = null;
        var others = new Thread[count <= Few ? 0 : Math.Min(Environment.ProcessorCount, count) - 1];
        for (var index = 0; index < others.Length; index++)
        {
            others[index] = new Thread(Work) { IsBackground = true, Name = "side by side" };
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
                    act(mine);
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
