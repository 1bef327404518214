using System.Collections.Immutable;
using PathToProd.Formats.Values;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Versions;

namespace PathToProd.Tests;

/// <summary>Small manifests: <c>ManifestBuilder.Component("ingress", "1.4.0", "base-k8s >=1.30.0")</c>.</summary>
internal static class ManifestBuilder
{
    public static ComponentManifest Component(string name, string version, params string[] requires)
    {
        var requirements = requires
            .Select(text => new Requirement(text.Split(' ', 2)[0], VersionRange.Parse(text.Split(' ', 2)[1])))
            .ToArray();
        return new ComponentManifest
        {
            Name = name,
            Version = SemVersion.Parse(version),
            Type = ComponentType.Helm,
            Namespace = name,
            Requires = requirements.ToImmutableSortedDictionary(
                requirement => requirement.Component,
                requirement => requirement
            ),
            Source = SourceMap.Of($"components/{name}/component.yaml"),
        };
    }

    public static EnvironmentManifest Environment(
        string name,
        MissingDependencies missing = MissingDependencies.Refuse
    ) =>
        new()
        {
            Name = name,
            Target = new Target.Directory($"artifacts/{name}"),
            MissingDependencies = missing,
            Source = SourceMap.Of($"environments/{name}/environment.yaml"),
        };
}
