using System.Runtime.ExceptionServices;

namespace PathToProd.Text;

/// <summary>Does independent things on all processors, when there are enough of them to be worth it.</summary>
public static class SideBySide
{
    private const int Few = 32;

    /// <summary>Does it for each number below <paramref name="count"/>, in any order; the first failure is thrown as it was.</summary>
    public static void For(int count, Action<int> act)
    {
        if (count <= Few)
        {
            for (var number = 0; number < count; number++)
            {
                act(number);
            }

            return;
        }

        try
        {
            Parallel.For(0, count, act);
        }
        catch (AggregateException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }
    }
}
