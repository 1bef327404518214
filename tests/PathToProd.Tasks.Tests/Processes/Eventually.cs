using System.Diagnostics;
using System.Globalization;

namespace PathToProd.Tasks.Tests.Processes;

/// <summary>Waits for conditions, with a bound far above what they take.</summary>
internal static class Eventually
{
    internal static void Holds(Func<bool> condition, string what)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            if (watch.Elapsed > TimeSpan.FromSeconds(30))
            {
                Assert.Fail($"It never happened that {what}.");
            }

            Thread.Sleep(5);
        }
    }

    internal static int ProcessIdIn(string file)
    {
        Holds(() => File.Exists(file), $"there is {file}");
        return int.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture);
    }

    internal static void Ends(int id) => Holds(() => !IsAlive(id), $"process {id} ends");

    /// <summary>Whether there is such a process, and it is not a zombie that only waits for its parent.</summary>
    internal static bool IsAlive(int id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            return stat[stat.LastIndexOf(')') + 2] != 'Z';
        }
        catch (IOException)
        {
            return false;
        }
    }
}
