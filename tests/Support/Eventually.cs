using System.Diagnostics;
using System.Globalization;
using NUnit.Framework;

namespace PathToProd.Support;

/// <summary>Waits for conditions, with a limit far above what they take.</summary>
public static class Eventually
{
    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(1);

    /// <summary>Waits until a condition holds; the test fails when it does not within a minute, or within another limit.</summary>
    public static void Holds(Func<bool> condition, string what, TimeSpan? limit = null)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            if (watch.Elapsed > (limit ?? Usual))
            {
                Assert.Fail($"Within {limit ?? Usual} it never happened that {what}.");
            }

            Thread.Sleep(5);
        }
    }

    /// <summary>The process id in a file, as soon as there is such a file.</summary>
    public static int ProcessIdIn(string file)
    {
        Holds(() => File.Exists(file), $"there is {file}");
        return int.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture);
    }

    /// <summary>Waits for the end of a process.</summary>
    public static void Ends(int id) => Holds(() => !IsAlive(id), $"process {id} ends");

    /// <summary>Whether there is such a process, and it is not a zombie that only waits for its parent.</summary>
    public static bool IsAlive(int id)
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
