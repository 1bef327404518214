namespace PathToProd.Tests.Decisions.Leases.Simulation;

/// <summary>How a seed ended.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Violation">What must never be and was; null if nothing.</param>
/// <param name="Events">How many events there were.</param>
/// <param name="Sightings">What happened how often.</param>
/// <param name="Trace">What happened, when it was asked for.</param>
internal sealed record SimulationEnd(
    int Seed,
    string? Violation,
    int Events,
    Sightings Sightings,
    IReadOnlyList<string> Trace
)
{
    /// <summary>The violation, a test to paste, and everything that happened.</summary>
    public static string Report(int seed, Policy? policy = null, bool isCluster = false)
    {
        var end = LeaseSimulation.Of(seed, policy, isCluster, isTraced: true);
        return $"""
            {end.Violation}

                [Test]
                public void Seed_{seed}() => LeaseSimulation.Of({seed}{(
                isCluster ? ", isCluster: true" : ""
            )}).Violation.ShouldBeNull();

            {string.Join('\n', end.Trace)}
            """;
    }
}
