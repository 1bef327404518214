using System.Collections.Immutable;
using PathToProd.Facts.VersionSets;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Decisions.Compatibility;

/// <summary>What is known about version sets, by environment and Kubernetes version.</summary>
/// <param name="Columns">The environments, by name, each with the Kubernetes version that it has now first.</param>
/// <param name="Rows">The sets, in the order in which they were given.</param>
public sealed record Matrix(ImmutableArray<MatrixColumn> Columns, ImmutableArray<MatrixRow> Rows)
{
    /// <summary>Reads it off the evidence.</summary>
    /// <param name="verdicts">The latest verdicts of the evidence.</param>
    /// <param name="sets">The sets.</param>
    /// <param name="environments">The environments to show; others are left out.</param>
    public static Matrix Of(
        LatestVerdicts verdicts,
        IReadOnlyCollection<VersionSet> sets,
        IReadOnlyCollection<string> environments
    )
    {
        var rows = sets.Select(set => (Set: set, set.Digest)).ToArray();
        var shown = rows.Select(row => row.Digest).ToHashSet();
        var places = environments.ToHashSet(StringComparer.Ordinal);
        var about = verdicts
            .States.Where(verdict =>
                shown.Contains(verdict.Evidence.Set) && places.Contains(verdict.Evidence.Environment)
            )
            .ToLookup(verdict => (verdict.Evidence.Set, verdict.Evidence.Environment));
        ImmutableArray<MatrixColumn> columns =
        [
            .. environments
                .Order(StringComparer.Ordinal)
                .SelectMany(environment =>
                    ColumnsOf(
                        environment,
                        verdicts.Rules.Surroundings.GetValueOrDefault(environment)?.Kubernetes,
                        rows.SelectMany(row => about[(row.Digest, environment)])
                            .Select(verdict => verdict.Evidence.Kubernetes)
                    )
                ),
        ];
        return new Matrix(
            columns,
            [
                .. rows.Select(row => new MatrixRow(
                    row.Set,
                    row.Digest,
                    [.. columns.Select(column => Cell(column, about[(row.Digest, column.Environment)]))]
                )),
            ]
        );
    }

    /// <summary>The environments that are worth a column: those where one of the sets was tested, and those that are there for tests.</summary>
    /// <param name="verdicts">The latest verdicts of the evidence.</param>
    /// <param name="sets">The sets.</param>
    /// <param name="forTests">The environments that are there for tests.</param>
    public static ImmutableArray<string> Environments(
        LatestVerdicts verdicts,
        IEnumerable<VersionSet> sets,
        IEnumerable<string> forTests
    )
    {
        var shown = sets.Select(set => set.Digest).ToHashSet();
        return
        [
            .. verdicts
                .States.Where(verdict => shown.Contains(verdict.Evidence.Set))
                .Select(verdict => verdict.Evidence.Environment)
                .Union(forTests, StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<MatrixColumn> ColumnsOf(
        string environment,
        SemVersion? current,
        IEnumerable<SemVersion> tested
    )
    {
        var others = tested.Where(version => !version.Equals(current)).Distinct().OrderDescending().ToArray();
        if (current is not null || others.Length == 0)
        {
            yield return new MatrixColumn(environment, current, IsCurrent: true);
        }

        foreach (var version in others)
        {
            yield return new MatrixColumn(environment, version, IsCurrent: false);
        }
    }

    /// <summary>
    /// Evidence of the column's own Kubernetes version. There only the rest of the rules can make it stale. Where an environment
    /// has a version now that the set was never tested with, what was tested there before is stale, and not unknown.
    /// </summary>
    private static MatrixCell Cell(MatrixColumn column, IEnumerable<LatestVerdict> newestFirst)
    {
        LatestVerdict? other = null;
        foreach (var verdict in newestFirst)
        {
            if (verdict.Evidence.Kubernetes.Equals(column.Kubernetes))
            {
                return MatrixCell.Of(
                    verdict.Evidence,
                    [.. verdict.WhyStale.Where(reason => reason is not StaleReason.KubernetesChanged)]
                );
            }

            other ??= verdict;
        }

        return column.IsCurrent && other is not null ? MatrixCell.Of(other) : MatrixCell.Unknown;
    }
}

/// <summary>What is known of one set.</summary>
/// <param name="Set">The set.</param>
/// <param name="Digest">Its digest.</param>
/// <param name="Cells">An answer for each column.</param>
public sealed record MatrixRow(VersionSet Set, Digest Digest, ImmutableArray<MatrixCell> Cells);
