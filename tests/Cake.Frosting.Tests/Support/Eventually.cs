using System.Diagnostics;

namespace Cake.Frosting.Tests.Support;

internal static class Eventually
{
    /// <summary>Waits for a condition, half a minute at most.</summary>
    public static void ShouldBe(Func<bool> condition, string what)
    {
        var clock = Stopwatch.StartNew();
        while (!condition())
        {
            (clock.Elapsed < TimeSpan.FromSeconds(30)).ShouldBeTrue($"Not within half a minute: {what}");
            Thread.Sleep(10);
        }
    }
}
