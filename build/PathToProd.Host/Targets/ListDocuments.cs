using System.Collections.Immutable;
using System.ComponentModel;
using System.Text.Json.Serialization;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;

namespace PathToProd.Host.Targets;

[Description("The components.")]
internal sealed record ComponentsDocument(ImmutableArray<ComponentPart> Components);

internal sealed record ComponentPart(
    string Name,
    string Version,
    string Type,
    string Layer,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Owner,
    [Description("The range of versions of each component that it requires.")]
        ImmutableSortedDictionary<string, string> Requires
)
{
    public static ComponentPart Of(ComponentManifest component) =>
        new(
            component.Name,
            component.Version.ToString(),
            component.Type.ToString().ToLowerInvariant(),
            component.Layer.ToString().ToLowerInvariant(),
            component.Owner,
            component.Requires.ToImmutableSortedDictionary(
                requirement => requirement.Key,
                requirement => requirement.Value.Range.Text,
                component.Requires.KeyComparer
            )
        );
}

[Description("The environments.")]
internal sealed record EnvironmentsDocument(ImmutableArray<EnvironmentPart> Environments);

internal sealed record EnvironmentPart(
    string Name,
    [Description("Such as directory artifacts/sandbox.")] string Target,
    string Provider,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Description
)
{
    public static EnvironmentPart Of(EnvironmentManifest environment) =>
        new(environment.Name, Describe(environment.Target), environment.Provider, environment.Description);

    public static string Describe(Target? target) =>
        target switch
        {
            Target.Directory directory => $"directory {directory.Path}",
            Target.Cluster cluster => $"cluster {cluster.Context}",
            _ => "none: others extend it",
        };
}
