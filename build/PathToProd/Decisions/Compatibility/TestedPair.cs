using System.Collections.Immutable;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Versions;

namespace PathToProd.Decisions.Compatibility;

/// <summary>
/// Two versions that were tested in one set. They are known good when a set with both passed lately; failed when all sets
/// with both failed lately, which may have another cause.
/// </summary>
/// <param name="Version">The version of the component that was asked for.</param>
/// <param name="Other">The other component.</param>
/// <param name="OtherVersion">Its version.</param>
/// <param name="Cell">The answer, with the newest evidence that gives it.</param>
/// <param name="Passed">In how many sets with both, environments and Kubernetes versions the latest verdict is that it passed, fresh or stale.</param>
/// <param name="Failed">The same, of those that failed.</param>
public sealed record TestedPair(
    SemVersion Version,
    string Other,
    SemVersion OtherVersion,
    MatrixCell Cell,
    int Passed,
    int Failed
)
{
    /// <summary>All pairs of a component's versions with versions of others: by other component, then the newest versions first.</summary>
    /// <param name="verdicts">The latest verdicts of the evidence.</param>
    /// <param name="component">The component.</param>
    /// <param name="others">The other components; null for all.</param>
    /// <param name="environment">Where they were tested; null for anywhere.</param>
    public static ImmutableArray<TestedPair> Of(
        LatestVerdicts verdicts,
        string component,
        IReadOnlyCollection<string>? others = null,
        string? environment = null
    )
    {
        var pairs = new Dictionary<(SemVersion, string, SemVersion), TestedPair>();
        foreach (var verdict in verdicts.States)
        {
            var evidence = verdict.Evidence;
            if (
                (environment is not null && evidence.Environment != environment)
                || !evidence.Members.TryGetValue(component, out var member)
            )
            {
                continue;
            }

            var cell = MatrixCell.Of(verdict);
            foreach (var other in evidence.Members.Values)
            {
                if (other.Component != component && others?.Contains(other.Component) != false)
                {
                    var key = (member.Version, other.Component, other.Version);
                    pairs[key] = pairs.TryGetValue(key, out var pair)
                        ? pair.With(cell)
                        : new TestedPair(member.Version, other.Component, other.Version, cell, 0, 0).Counted(cell);
                }
            }
        }

        return
        [
            .. pairs
                .Values.OrderBy(pair => pair.Other, StringComparer.Ordinal)
                .ThenByDescending(pair => pair.Version)
                .ThenByDescending(pair => pair.OtherVersion),
        ];
    }

    // Verdicts come newest first, so the first of the best is the newest.
    private TestedPair With(MatrixCell cell) =>
        (Rank(cell) < Rank(Cell) ? this with { Cell = cell } : this).Counted(cell);

    private TestedPair Counted(MatrixCell cell) =>
        cell.Evidence!.Outcome == EvidenceOutcome.Passed
            ? this with
            {
                Passed = Passed + 1,
            }
            : this with
            {
                Failed = Failed + 1,
            };

    private static int Rank(MatrixCell cell) =>
        cell.State switch
        {
            MatrixState.KnownGood => 0,
            MatrixState.Failed => 1,
            _ => 2,
        };
}
