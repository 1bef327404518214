using PathToProd.Model.Components;
using PathToProd.Text;

namespace PathToProd.Model.Platform.Checks;

/// <summary>The environment that is used when none is named must be there.</summary>
internal static class DefaultEnvironmentCheck
{
    public static void Run(PlatformManifest? platform, LoadedEnvironments environments, List<Problem> problems)
    {
        if (platform is null)
        {
            return;
        }

        var name = platform.DefaultEnvironment;
        var where = platform.Source["default-environment"];
        if (!environments.Known.ContainsKey(name))
        {
            var fix = Suggestion.Fix(
                name,
                [.. environments.Known.Keys],
                "environment",
                $"add environments/{name}/environment.yaml"
            );
            problems.Add(
                new Problem(where, $"the default environment is {name}, and there is no such environment", fix)
            );
        }
        else if (environments.Manifests.TryGetValue(name, out var manifest) && manifest.IsAbstract)
        {
            problems.Add(
                new Problem(
                    where,
                    $"the default environment is {name}, which has no target: it is only there to be extended",
                    "name one that has a target"
                )
            );
        }
    }
}
