using System.Collections.Immutable;
using PathToProd.Text;

namespace PathToProd.Model.Charts;

/// <summary>
/// What a chart depends on must stand beside it: an artifact that fetches something when it is built or deployed would not
/// be the same everywhere.
/// </summary>
public static class DependencyChecks
{
    /// <summary>What is missing, or there in vain.</summary>
    /// <param name="chart">The chart's folder, relative to the repository's root.</param>
    /// <param name="dependencies">What <c>Chart.yaml</c> or <c>requirements.yaml</c> asks for.</param>
    /// <param name="locked">What the lock says; null if none.</param>
    /// <param name="subcharts">What <c>charts/</c> holds.</param>
    /// <param name="where">Where the dependencies are asked for.</param>
    public static IEnumerable<Problem> Of(
        string chart,
        ImmutableArray<ChartDependency> dependencies,
        ImmutableArray<ChartDependency>? locked,
        ImmutableArray<Subchart> subcharts,
        SourcePosition where
    )
    {
        foreach (var dependency in dependencies.DistinctBy(one => (one.Name, one.Version)))
        {
            var verb = IsLocked(dependency, locked) ? "build" : "update";
            var fetch = $"run helm dependency {verb} {chart}, and commit what it fetches";
            var there = subcharts.Where(subchart => subchart.Name == dependency.Name).ToArray();
            if (there.Length == 0)
            {
                yield return new Problem(
                    where,
                    $"the chart depends on {dependency.Name}, which is not in {chart}/charts/",
                    fetch
                );
            }
            else if (Array.TrueForAll(there, subchart => subchart.LeftOut is not null))
            {
                yield return new Problem(
                    where,
                    $"the chart depends on {dependency.Name}; {there[0].Path} is there, but {there[0].LeftOut!.By}, so the artifact would not contain it",
                    there[0].LeftOut!.Fix
                );
            }
            else if (!Array.Exists(there, subchart => dependency.Allows(subchart.Version)))
            {
                yield return new Problem(
                    where,
                    $"the chart depends on {dependency.Name} {dependency.Version}, and {there[0].Path} has the version "
                        + $"{there[0].Version}: Helm would silently leave it out",
                    fetch
                );
            }
        }
    }

    /// <summary>Without a lock, <c>helm dependency build</c> makes one; with one that is out of date, it refuses.</summary>
    private static bool IsLocked(ChartDependency dependency, ImmutableArray<ChartDependency>? locked) =>
        locked is null || locked.Value.Any(one => one.Name == dependency.Name && dependency.Allows(one.Version));
}
