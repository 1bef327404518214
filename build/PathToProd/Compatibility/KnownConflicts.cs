using System.Collections.Immutable;
using PathToProd.Versions;
using PathToProd.VersionSets;

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
    /// <summary>
    /// The known conflicts, the one that was seen last first; each once, and none that holds all of another one: whoever
    /// avoids that avoids both.
    /// </summary>
    public static ImmutableArray<FailedTogether> Of(SetVerdicts verdicts)
    {
        var neighbours = new Neighbours(verdicts.Good);
        var found = new List<FailedTogether>();
        foreach (var bad in verdicts.Bad)
        {
            SetMember[] guilty = [.. bad.Members.Values.Where(member => neighbours.HasOneWithout(bad, member))];
            if (guilty.Length == 0)
            {
                guilty = [.. bad.Members.Values];
            }

            if (guilty.Length > 0 && !neighbours.AnyHolds(guilty))
            {
                found.Add(new FailedTogether([.. guilty.Select(one => (one.Component, one.Version))], bad.Evidence));
            }
        }

        return Smallest(found);
    }

    private static ImmutableArray<FailedTogether> Smallest(List<FailedTogether> found)
    {
        var kept = new Dictionary<(string, SemVersion), List<FailedTogether>>();
        var places = new SortedSet<int>();
        foreach (var (place, conflict) in found.Index().OrderBy(one => one.Item.Together.Length))
        {
            var isCovered = conflict.Together.Any(one =>
                kept.TryGetValue(one, out var smaller)
                && smaller.Exists(other => other.Together.All(conflict.Together.Contains))
            );
            if (!isCovered)
            {
                places.Add(place);
                if (!kept.TryGetValue(conflict.Together[0], out var same))
                {
                    kept.Add(conflict.Together[0], same = []);
                }

                same.Add(conflict);
            }
        }

        return [.. places.Select(place => found[place])];
    }
}
