using System.Collections.Immutable;

namespace PathToProd.Decisions.Ordering;

/// <summary>What a run can still do when it is known before it starts that some of its components cannot run.</summary>
/// <param name="Reachable">What was asked for and still can run: it waits, directly or not, for nothing that cannot.</param>
/// <param name="Needless">What the user did not ask for and nothing reachable waits for: running it would serve no purpose.</param>
public sealed record ReducedRun(ImmutableSortedSet<string> Reachable, ImmutableSortedSet<string> Needless)
{
    /// <summary>The part of a run that is left.</summary>
    /// <param name="graph">Which component waits for which.</param>
    /// <param name="asked">The components that the user asked for.</param>
    /// <param name="broken">The components that cannot run.</param>
    public static ReducedRun Of(RequirementGraph graph, IEnumerable<string> asked, IEnumerable<string> broken)
    {
        var wanted = asked.ToImmutableSortedSet(StringComparer.Ordinal);
        var lost = graph.WithDependants(broken);
        var reachable = wanted.Except(lost);
        var needed = graph.WithRequirements(reachable);
        return new ReducedRun(
            reachable,
            [
                .. graph.Components.Where(name =>
                    !wanted.Contains(name) && !needed.Contains(name) && !lost.Contains(name)
                ),
            ]
        );
    }
}
