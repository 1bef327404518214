using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Text;

namespace PathToProd.Model.Platform.Checks;

/// <summary>What must hold for the pools that <c>platform.yaml</c> speaks of.</summary>
internal static class PoolChecks
{
    public static void Run(
        PlatformManifest? platform,
        IReadOnlyCollection<EnvironmentManifest> environments,
        List<Problem> problems
    )
    {
        if (platform is null)
        {
            return;
        }

        foreach (var (pool, settings) in platform.Pools)
        {
            var members = environments
                .Where(environment => environment.Pool == pool)
                .Select(environment => environment.Name)
                .Order(StringComparer.Ordinal)
                .ToArray();
            var names = environments.Select(environment => environment.Pool).OfType<string>().Distinct().Order();
            if (members.Length == 0)
            {
                problems.Add(
                    new Problem(
                        platform.Source[$"pools.{pool}"],
                        $"no environment is in the pool {pool}",
                        Suggestion.Fix(pool, [.. names], "pool", $"write pool: {pool} in an environment.yaml")
                    )
                );
            }
            else if (settings.RecordsIn is { } keeper && !members.Contains(keeper))
            {
                problems.Add(
                    new Problem(
                        platform.Source[$"pools.{pool}.records-in"],
                        $"{keeper} is not in the pool {pool}, so it cannot keep its record",
                        Suggestion.Fix(keeper, members, "environment", "remove it")
                    )
                );
            }
        }
    }
}
