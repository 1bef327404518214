using System.Collections;
using System.Collections.Immutable;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Facts.VersionSets;

namespace PathToProd.Decisions.Compatibility;

/// <summary>What evidence is missing for a set to be known good, and which known-good set is nearest to it.</summary>
/// <param name="Set">What is known about the set itself.</param>
/// <param name="Versions">The members that no known-good set has, by name.</param>
/// <param name="Pairs">The pairs whose members each are in a known-good set, and in none together; by name.</param>
/// <param name="Nearest">The known-good set that differs in the fewest components; of several, the one that was tested last. Null when none is known good.</param>
public sealed record MissingEvidence(
    MatrixCell Set,
    ImmutableArray<UntestedVersion> Versions,
    ImmutableArray<UntestedPair> Pairs,
    NearestSet? Nearest
)
{
    /// <summary>Finds it.</summary>
    /// <param name="latest">The latest verdicts of the evidence.</param>
    /// <param name="verdicts">What they say about whole sets.</param>
    /// <param name="set">A set that is not known good.</param>
    /// <param name="name">The name of a known-good set.</param>
    public static MissingEvidence Of(
        LatestVerdicts latest,
        SetVerdicts verdicts,
        VersionSet set,
        Func<SetVerdict, string> name
    )
    {
        SetMember[] members = [.. set.Members.Values];
        var good = Seen(members, [.. verdicts.Good.Select(verdict => verdict.Evidence)]);
        var passed = Seen(
            members,
            [.. OfOutcome(latest, EvidenceOutcome.Passed).Where(verdict => !verdict.IsFresh).Select(Evidence)]
        );
        var failed = Seen(members, [.. OfOutcome(latest, EvidenceOutcome.Failed).Select(Evidence)]);
        MatrixState State(Func<BitArray[], bool> isSeen) =>
            isSeen(passed) ? MatrixState.Stale
            : isSeen(failed) ? MatrixState.Failed
            : MatrixState.Unknown;
        var tested = Enumerable.Range(0, members.Length).Where(at => good[at].HasAnySet()).ToArray();
        var last = latest.States.FirstOrDefault(verdict => verdict.Evidence.Set == set.Digest);
        return new MissingEvidence(
            last is null ? MatrixCell.Unknown : MatrixCell.Of(last),
            [
                .. Enumerable
                    .Range(0, members.Length)
                    .Except(tested)
                    .Select(at => new UntestedVersion(members[at], State(seen => seen[at].HasAnySet()))),
            ],
            [
                .. tested
                    .SelectMany(one => tested.Where(other => other > one).Select(other => (one, other)))
                    .Where(pair => !AreTogether(good, pair.one, pair.other))
                    .Select(pair => new UntestedPair(
                        members[pair.one],
                        members[pair.other],
                        State(seen => AreTogether(seen, pair.one, pair.other))
                    )),
            ],
            NearestTo(set, verdicts, name)
        );
    }

    private static NearestSet? NearestTo(VersionSet set, SetVerdicts verdicts, Func<SetVerdict, string> name) =>
        verdicts
            .Good.Select(verdict => new NearestSet(
                name(verdict),
                verdict,
                SetDifference.Of(set.Members, verdict.Members)
            ))
            .MinBy(near => near.Difference.Changes.Length);

    private static IEnumerable<LatestVerdict> OfOutcome(LatestVerdicts verdicts, EvidenceOutcome outcome) =>
        verdicts.States.Where(verdict => verdict.Evidence.Outcome == outcome);

    private static Evidence Evidence(LatestVerdict verdict) => verdict.Evidence;

    /// <summary>Which of some evidence has each of some members.</summary>
    private static BitArray[] Seen(SetMember[] members, Evidence[] evidence) =>
        Array.ConvertAll(
            members,
            member => new BitArray(
                Array.ConvertAll(
                    evidence,
                    one => one.Members.TryGetValue(member.Component, out var other) && other == member
                )
            )
        );

    private static bool AreTogether(BitArray[] seen, int one, int other) =>
        new BitArray(seen[one]).And(seen[other]).HasAnySet();
}

/// <summary>A member that no known-good set has.</summary>
/// <param name="Member">The member.</param>
/// <param name="State">Whether evidence of it is stale, failed, or not there.</param>
public sealed record UntestedVersion(SetMember Member, MatrixState State);

/// <summary>Two members that no known-good set has together.</summary>
/// <param name="One">One of them.</param>
/// <param name="Other">The other one.</param>
/// <param name="State">Whether evidence of both together is stale, failed, or not there.</param>
public sealed record UntestedPair(SetMember One, SetMember Other, MatrixState State);

/// <summary>A known-good set, and how it differs from another one.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Verdict">What is known about it.</param>
/// <param name="Difference">What it has instead.</param>
public sealed record NearestSet(string Name, SetVerdict Verdict, SetDifference Difference);
