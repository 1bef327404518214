using System.Collections.Immutable;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Versions;

namespace PathToProd.Decisions.Compatibility;

/// <summary>
/// Two versions that were tested in one set. They are known good when a set with both passed lately; failed when all sets
/// with both failed lately, which need not be the fault of these two.
/// </summary>
/// <param name="Version">The version of the component that was asked for.</param>
/// <param name="Other">The other component.</param>
/// <param name="OtherVersion">Its version.</param>
/// <param name="Cell">The answer, with the newest evidence that gives it.</param>
/// <param name="Passed">In how many sets with both, environments and Kubernetes versions the last word is that it passed, fresh or stale.</param>
/// <param name="Failed">The same, of those that failed.</param>
public sealed record SeenTogether(
    SemVersion Version,
    string Other,
    SemVersion OtherVersion,
    MatrixCell Cell,
    int Passed,
    int Failed
)
{
    /// <summary>All pairs of a component's versions with versions of others: by other component, then the newest versions first.</summary>
    /// <param name="words">The last words of the evidence.</param>
    /// <param name="component">The component.</param>
    /// <param name="others">The other components; null for all.</param>
    /// <param name="environment">Where they were tested; null for anywhere.</param>
    public static ImmutableArray<SeenTogether> Of(
        LastWords words,
        string component,
        IReadOnlyCollection<string>? others = null,
        string? environment = null
    )
    {
        var pairs = new Dictionary<(SemVersion, string, SemVersion), SeenTogether>();
        foreach (var word in words.States)
        {
            var evidence = word.Evidence;
            if (
                (environment is not null && evidence.Environment != environment)
                || !evidence.Members.TryGetValue(component, out var member)
            )
            {
                continue;
            }

            var cell = MatrixCell.Of(word);
            foreach (var other in evidence.Members.Values)
            {
                if (other.Component != component && others?.Contains(other.Component) != false)
                {
                    var key = (member.Version, other.Component, other.Version);
                    pairs[key] = pairs.TryGetValue(key, out var pair)
                        ? pair.With(cell)
                        : new SeenTogether(member.Version, other.Component, other.Version, cell, 0, 0).Counted(cell);
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

    // Words come newest first, so the first of the best is the newest.
    private SeenTogether With(MatrixCell cell) =>
        (Rank(cell) < Rank(Cell) ? this with { Cell = cell } : this).Counted(cell);

    private SeenTogether Counted(MatrixCell cell) =>
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
