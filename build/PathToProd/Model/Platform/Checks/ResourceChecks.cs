using PathToProd.Model.Components;
using PathToProd.Text;

namespace PathToProd.Model.Platform.Checks;

/// <summary>The resources that components use, which <c>platform.yaml</c> has to have.</summary>
internal static class ResourceChecks
{
    public static void Run(PlatformManifest? platform, LoadedComponents components, List<Problem> problems)
    {
        if (platform is null)
        {
            return;
        }

        foreach (var (_, manifest) in components.All)
        {
            for (var index = 0; index < manifest?.Uses.Length; index++)
            {
                var resource = manifest.Uses[index];
                if (!platform.Resources.ContainsKey(resource))
                {
                    problems.Add(Unknown(platform, manifest, index));
                }
            }
        }
    }

    private static Problem Unknown(PlatformManifest platform, ComponentManifest manifest, int index)
    {
        var resource = manifest.Uses[index];
        return new Problem(
            manifest.Source[$"uses.{index}"],
            $"{manifest.Name} uses {resource}, which is no resource of platform.yaml",
            Suggestion.Fix(
                resource,
                [.. platform.Resources.Keys.Order(StringComparer.Ordinal)],
                "resource",
                $"add \"resources: {{ {resource}: 1 }}\" to platform.yaml"
            )
        );
    }
}
