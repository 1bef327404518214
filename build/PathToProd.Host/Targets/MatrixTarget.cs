using PathToProd.Compatibility;
using PathToProd.Tasks.Compatibility;

namespace PathToProd.Host.Targets;

/// <summary>Shows which version sets work where.</summary>
internal static class MatrixTarget
{
    public static void Run(Invocation invocation)
    {
        var t0 = System.Diagnostics.Stopwatch.GetTimestamp();
        var reading = new EvidenceFile(invocation.Workspace).Read();
        var t1 = System.Diagnostics.Stopwatch.GetElapsedTime(t0);
        var now = invocation.Clock.GetUtcNow();
        var rules = new EvidenceRules
        {
            Now = now,
            Surroundings = Surroundings.LastSeen(reading.Entries, now, new Dictionary<string, Versions.SemVersion>()),
        };
        var words = LastWords.Of(reading.Entries, rules);
        var t2 = System.Diagnostics.Stopwatch.GetElapsedTime(t0);
        var verdicts = SetVerdicts.Of(words);
        var conflicts = KnownConflicts.Of(verdicts);
        var t3 = System.Diagnostics.Stopwatch.GetElapsedTime(t0);
        invocation.Print(
            $"{reading.Entries.Length} {reading.Problems.Length} {words.All.Length} {verdicts.Good.Length} {verdicts.Bad.Length} {conflicts.Length} {t1.TotalMilliseconds} {t2.TotalMilliseconds} {t3.TotalMilliseconds} gc {GC.CollectionCount(0)} {GC.CollectionCount(1)} {GC.CollectionCount(2)} {GC.GetTotalPauseDuration().TotalMilliseconds}"
        );
        foreach (var c in conflicts.Take(3))
        {
            invocation.Print(string.Join(" ", c.Together) + c.Prose);
        }
    }
}
