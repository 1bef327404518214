using System.Diagnostics;

namespace Repository.Tests.CommandLine;

/// <summary>Waits for what another process does.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    public static void True(Func<bool> condition, string what)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            if (watch.Elapsed > Limit)
            {
                Assert.Fail($"After {Limit} still not: {what}");
            }

            Thread.Sleep(20);
        }
    }
}
