using System.Collections.Immutable;
using PathToProd.Model.Environments;
using PathToProd.Model.Platform;
using PathToProd.Model.Pools;
using PathToProd.Text;

namespace PathToProd.Host.Invocations;

/// <summary>The environments of a pool that is named on the command line.</summary>
internal static class PoolOf
{
    /// <summary>Its environments, in the order of their names: at least as many as are wanted.</summary>
    /// <exception cref="PlatformException">There is no such pool, it is empty, or it has fewer (exit code 2).</exception>
    public static ImmutableArray<EnvironmentManifest> Members(PlatformModel model, PoolReference asked)
    {
        var pools = model.Pools;
        if (!pools.TryGetValue(asked.Pool, out var members))
        {
            throw PlatformException.Wrong(
                $"there is no pool {asked.Pool}",
                Suggestion.Fix(asked.Pool, [.. pools.Keys], "pool", $"write pool: {asked.Pool} in an environment.yaml")
            );
        }

        if (members.IsEmpty)
        {
            var extended = model.Environments.Values.Where(one => one.Pool == asked.Pool).Select(one => one.Name);
            throw PlatformException.Wrong(
                $"the pool {asked.Pool} has no environment that anything can be deployed to: others only extend {Prose.List([.. extended])}",
                $"make one that extends it: ./build.sh --target=NewEnvironment --name={asked.Pool}-1 --extends={extended.First()}"
            );
        }

        return asked.Count <= members.Length
            ? members
            : throw PlatformException.Wrong(
                $"the pool {asked.Pool} has {Prose.Count(members.Length, "environment")}, and --environment={asked} wants {asked.Count}",
                "ask for fewer, or add environments to it"
            );
    }
}
