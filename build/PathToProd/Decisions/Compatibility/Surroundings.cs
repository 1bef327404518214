using System.Collections.Immutable;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Versions;

namespace PathToProd.Decisions.Compatibility;

/// <summary>What an environment is like now, as far as evidence depends on it.</summary>
/// <param name="Kubernetes">Its Kubernetes version; null when it is unknown, and then evidence of any version counts.</param>
/// <param name="Tools">The versions of the tools that deploy there, by name; others are unknown.</param>
public sealed record Surroundings(SemVersion? Kubernetes, ImmutableSortedDictionary<string, string> Tools)
{
    /// <summary>
    /// What environments were like when they were last seen: the Kubernetes and tool versions of the newest evidence in
    /// each. Evidence from the future is left out, as a wrong clock would otherwise decide forever.
    /// </summary>
    /// <param name="evidence">All evidence.</param>
    /// <param name="now">The current time.</param>
    /// <param name="declared">
    /// Kubernetes versions that do not have to be seen, by environment: of a directory, whose manifest says what is rendered for.
    /// </param>
    public static ImmutableSortedDictionary<string, Surroundings> LastSeen(
        ImmutableArray<Evidence> evidence,
        DateTimeOffset now,
        IReadOnlyDictionary<string, SemVersion> declared
    )
    {
        var newest = new Dictionary<string, Evidence>(StringComparer.Ordinal);
        foreach (var one in evidence)
        {
            if (
                one.Start <= now + EvidenceRules.ClockTolerance
                && (!newest.TryGetValue(one.Environment, out var other) || EvidenceOrder.IsNewer(one, other))
            )
            {
                newest[one.Environment] = one;
            }
        }

        var seen = ImmutableSortedDictionary.CreateBuilder<string, Surroundings>(StringComparer.Ordinal);
        foreach (var (environment, kubernetes) in declared)
        {
            seen[environment] = new Surroundings(kubernetes, ImmutableSortedDictionary<string, string>.Empty);
        }

        foreach (var (environment, one) in newest)
        {
            seen[environment] = new Surroundings(
                declared.TryGetValue(environment, out var kubernetes) ? kubernetes : one.Kubernetes,
                one.Tools
            );
        }

        return seen.ToImmutable();
    }
}
