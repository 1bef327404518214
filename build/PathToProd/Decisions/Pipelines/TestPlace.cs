using PathToProd.Model.Platform;

namespace PathToProd.Decisions.Pipelines;

/// <summary>Where pipelines test version sets and changes.</summary>
/// <param name="Environment">An environment, for what is only looked up in it. Of a pool, the first by name.</param>
/// <param name="Leased">What tests say with <c>--environment</c>: <c>pool:ci</c>, or the same environment.</param>
public sealed record TestPlace(string Environment, string Leased)
{
    /// <summary>True when several jobs can test at once, each in an environment of its own.</summary>
    public bool IsPool => Leased != Environment;

    /// <summary>
    /// The first pool by name in which all environments are for tests, else the first environment that is. A pool with one that is not
    /// would refuse a job now and then, by which one it gets. Null when there is neither.
    /// </summary>
    /// <param name="model">The platform.</param>
    internal static TestPlace? Of(PlatformModel model) =>
        model
            .Pools.Where(pool => !pool.Value.IsEmpty && pool.Value.All(member => member.IsForTests))
            .Select(pool => new TestPlace(pool.Value[0].Name, $"pool:{pool.Key}"))
            .FirstOrDefault()
        ?? model.TestEnvironments.Select(name => new TestPlace(name, name)).FirstOrDefault();
}
