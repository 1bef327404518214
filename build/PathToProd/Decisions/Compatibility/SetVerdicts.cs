using System.Collections.Immutable;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Facts.VersionSets;
using PathToProd.Text;

namespace PathToProd.Decisions.Compatibility;

/// <summary>
/// What fresh evidence says about whole sets, wherever they were tested. A set is good when it passed in one environment and
/// failed in none; where it is asked for one environment, that one's own evidence decides if there is any.
/// </summary>
public sealed class SetVerdicts
{
    private SetVerdicts(ImmutableArray<SetVerdict> good, ImmutableArray<SetVerdict> bad) => (Good, Bad) = (good, bad);

    /// <summary>The sets that are known to work, the most recently tested first.</summary>
    public ImmutableArray<SetVerdict> Good { get; }

    /// <summary>The sets that are known not to work, the most recently tested first.</summary>
    public ImmutableArray<SetVerdict> Bad { get; }

    /// <summary>Judges all sets that were ever tested.</summary>
    /// <param name="verdicts">The latest verdicts of the evidence.</param>
    /// <param name="environment">Its own evidence takes precedence; null when all environments are equal.</param>
    public static SetVerdicts Of(LatestVerdicts verdicts, string? environment = null)
    {
        var bySet = new Dictionary<Digest, Evidence>();
        foreach (var verdict in verdicts.States)
        {
            if (
                verdict.IsFresh
                && (!bySet.TryGetValue(verdict.Evidence.Set, out var other) || Decides(verdict.Evidence, other))
            )
            {
                bySet[verdict.Evidence.Set] = verdict.Evidence;
            }
        }

        var sorted = bySet.Values.ToArray();
        Array.Sort(sorted, (left, right) => EvidenceOrder.Compare(right, left));
        var byOutcome = sorted.Select(one => new SetVerdict(one)).ToLookup(verdict => verdict.IsGood);
        return new SetVerdicts([.. byOutcome[true]], [.. byOutcome[false]]);

        // Verdicts come newest first, so among equals the first stays.
        bool Decides(Evidence one, Evidence other) =>
            one.Environment == environment
                ? other.Environment != environment
                : other.Environment != environment
                    && one.Outcome == EvidenceOutcome.Failed
                    && other.Outcome == EvidenceOutcome.Passed;
    }
}

/// <summary>What evidence says about a set.</summary>
/// <param name="Evidence">The evidence that decided.</param>
public sealed record SetVerdict(Evidence Evidence)
{
    /// <summary>The digest of the set.</summary>
    public Digest Set => Evidence.Set;

    /// <summary>Its components.</summary>
    public ImmutableSortedDictionary<string, SetMember> Members => Evidence.Members;

    /// <summary>When that was tested.</summary>
    public DateTimeOffset At => Evidence.Start;

    /// <summary>Whether it works.</summary>
    public bool IsGood => Evidence.Outcome == EvidenceOutcome.Passed;
}
