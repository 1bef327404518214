using System.Collections.Immutable;
using PathToProd.Decisions.Compatibility;
using PathToProd.Facts.VersionSets;

namespace PathToProd.Decisions.Rollbacks;

/// <summary>What the compatibility matrix says of the step back.</summary>
/// <param name="From">What is there; or the pinned set that what goes back is a part of, when the evidence is about that.</param>
/// <param name="To">What will be there.</param>
/// <param name="Cell">The answer.</param>
/// <param name="Path">The shortest path over tested steps, both ends included; null if none.</param>
public sealed record RollbackEvidence(VersionSet From, VersionSet To, MatrixCell Cell, ImmutableArray<VersionSet>? Path)
{
    /// <summary>Whether the step was tested, and passed.</summary>
    public bool IsTested => Cell.State == MatrixState.KnownGood;

    /// <summary>
    /// Looks it up. A deployment that stopped half way left a mix of two sets, and no one tests mixes: the step from the set that all that goes back belongs to
    /// does more than is left to do, and counts too.
    /// </summary>
    /// <param name="environment">The environment's name.</param>
    /// <param name="there">All that is there now.</param>
    /// <param name="changes">What changes.</param>
    /// <param name="pinned">The pinned sets, the newest first.</param>
    /// <param name="verdicts">The latest verdicts of the evidence.</param>
    public static RollbackEvidence Of(
        string environment,
        ImmutableSortedDictionary<string, SetMember> there,
        IReadOnlyCollection<RollbackChange> changes,
        ImmutableArray<VersionSet> pinned,
        LatestVerdicts verdicts
    )
    {
        var after = there.SetItems(changes.Select(change => KeyValuePair.Create(change.Component, change.To)));
        var from = Named($"{environment} now", there, pinned);
        var to = Named($"{environment} after that", after, pinned);
        var transitions = new Transitions(verdicts, [.. pinned, from, to]);
        var cell = transitions.Of(from, to);
        if (cell.State == MatrixState.Unknown)
        {
            foreach (
                var set in pinned.Where(set => set.Digest != to.Digest && changes.All(change => IsFrom(set, change)))
            )
            {
                if (transitions.Of(set, to) is { State: not MatrixState.Unknown } part)
                {
                    (from, cell) = (set, part);
                    break;
                }
            }
        }

        return new RollbackEvidence(from, to, cell, transitions.Path(from, to));
    }

    private static bool IsFrom(VersionSet set, RollbackChange change) =>
        !change.IsChange || set.Members.GetValueOrDefault(change.Component) == change.From;

    private static VersionSet Named(
        string name,
        ImmutableSortedDictionary<string, SetMember> members,
        ImmutableArray<VersionSet> pinned
    )
    {
        var digest = SetDigest.Of(members.Values);
        return pinned.FirstOrDefault(set => set.Digest == digest) ?? new VersionSet { Name = name, Members = members };
    }
}
