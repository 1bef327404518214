using System.Collections.Immutable;
using System.Globalization;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Facts.VersionSets;
using PathToProd.Versions;

namespace PathToProd.Decisions.Compatibility;

/// <summary>Versions that fresh evidence shows to fail together.</summary>
/// <param name="Together">The versions, by component.</param>
/// <param name="Evidence">The evidence of a set that failed with them: the newest.</param>
public sealed record FailedTogether(ImmutableArray<(string Component, SemVersion Version)> Together, Evidence Evidence)
{
    /// <summary>What was seen, in prose: <c>failed together on ci-1 on 2026-11-22</c>.</summary>
    public string Prose =>
        $"failed{(Together.Length > 1 ? " together" : "")} on {Evidence.Environment} on {Evidence.Start.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";
}

/// <summary>
/// Finds which versions fail together. Of a set that failed, those are guilty whose exchange alone led to a set that works:
/// there is a good set that differs from it in nothing but that component, which has another version or is not there.
/// Where no such set was tested, the set as a whole is to blame. What a good set contains is not a conflict.
/// </summary>
public static class KnownConflicts
{
    /// <summary>
    /// The known conflicts, the most recently seen first; each once, and none that contains another one:
    /// avoiding the smaller one avoids both.
    /// </summary>
    public static ImmutableArray<FailedTogether> Of(SetVerdicts verdicts)
    {
        var neighbours = new Neighbours(verdicts.Good);
        var found = new List<Candidate>();
        foreach (var bad in verdicts.Bad)
        {
            SetMember[] guilty = [.. bad.Members.Values.Where(member => neighbours.HasOneWithout(bad, member))];
            if (guilty.Length == 0)
            {
                guilty = [.. bad.Members.Values];
            }

            if (guilty.Length > 0 && !neighbours.AnyHolds(guilty))
            {
                found.Add(new Candidate(found.Count, guilty, bad.Evidence));
            }
        }

        return
        [
            .. Smallest(found)
                .Select(one => new FailedTogether(
                    [.. one.Guilty.Select(member => (member.Component, member.Version))],
                    one.Evidence
                )),
        ];
    }

    /// <summary>Those that contain no other one, in their order.</summary>
    private static List<Candidate> Smallest(List<Candidate> found)
    {
        var kept = new Dictionary<SetMember, List<SetMember[]>>();
        var smallest = new List<Candidate>();
        foreach (var candidate in found.OrderBy(one => one.Guilty.Length))
        {
            var guilty = candidate.Guilty;
            var isCovered = guilty.Any(one =>
                kept.TryGetValue(one, out var smaller) && smaller.Exists(other => other.All(guilty.Contains))
            );
            if (!isCovered)
            {
                smallest.Add(candidate);
                if (!kept.TryGetValue(guilty[0], out var same))
                {
                    kept.Add(guilty[0], same = []);
                }

                same.Add(guilty);
            }
        }

        smallest.Sort((left, right) => left.Place.CompareTo(right.Place));
        return smallest;
    }

    // A class: what LINQ does with tuples is compiled at every start.
    private sealed record Candidate(int Place, SetMember[] Guilty, Evidence Evidence);
}
