using System.Diagnostics;

namespace PathToProd.EndToEnd.Harness;

/// <summary>Waits for a condition, with a bound.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static void Holds(Func<bool> condition, string what, TimeSpan? limit = null)
    {
        var watch = Stopwatch.StartNew();
        using var pause = new ManualResetEventSlim();
        while (!condition())
        {
            watch.Elapsed.ShouldBeLessThan(limit ?? Limit, $"It never came about that {what}.");
            pause.Wait(50);
        }
    }
}
