using System.Collections.Immutable;
using PathToProd.Versions;

namespace PathToProd.Compatibility;

/// <summary>Versions that fresh evidence shows to fail together.</summary>
/// <param name="Together">The versions, by component.</param>
/// <param name="Evidence">The evidence of a set that failed with them: the newest.</param>
public sealed record FailedTogether(ImmutableArray<(string Component, SemVersion Version)> Together, Evidence Evidence)
{
    /// <summary>What was seen, in prose: <c>failed together on ci-1 on 2026-11-22</c>.</summary>
    public string Prose =>
        $"failed{(Together.Length > 1 ? " together" : "")} on {Evidence.Environment} on {Evidence.Start.UtcDateTime:yyyy-MM-dd}";
}

/// <summary>
/// Finds which versions fail together. Of a set that failed, those are guilty whose exchange alone led to a set that works:
/// there is a good set that differs from it in nothing but that component, which has another version or is not there.
/// Where no such set was tested, the set as a whole is to blame. What a good set holds all of is no conflict.
/// </summary>
public static class KnownConflicts
{
    /// <summary>The known conflicts, the one that was seen last first; each once.</summary>
    public static ImmutableArray<FailedTogether> Of(SetVerdicts verdicts)
    {
        var neighbours = new Neighbours(verdicts.Good);
        var found = ImmutableArray.CreateBuilder<FailedTogether>();
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var bad in verdicts.Bad)
        {
            var guilty = bad.Members.Values.Where(member => neighbours.HasOneWithout(bad, member)).ToArray();
            if (guilty.Length == 0)
            {
                guilty = [.. bad.Members.Values];
            }

            var key = string.Join(' ', guilty.Select(member => $"{member.Component}@{member.Version}"));
            if (guilty.Length > 0 && told.Add(key) && !neighbours.AnyHolds(guilty))
            {
                found.Add(new FailedTogether([.. guilty.Select(one => (one.Component, one.Version))], bad.Evidence));
            }
        }

        return found.ToImmutable();
    }
}
