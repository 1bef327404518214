using System.Collections.Immutable;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Model.Kubernetes;

namespace PathToProd.Tasks.Stages;

/// <summary>Finds what a chart generates again at each rendering, such as passwords: by rendering it once more.</summary>
internal static class SecondRendering
{
    /// <summary>What differs in a second rendering, whether the component says so or not.</summary>
    public static ImmutableArray<GeneratedValue> Differences(
        ComponentContext context,
        EnvironmentManifest environment,
        ResolvedValues values,
        IReadOnlyCollection<KubernetesDocument> first
    ) =>
        context.Component.Type == ComponentType.Helm
            ? GeneratedValues.Between(
                first,
                KubernetesDocuments.Read(Rendering.Text(context, environment, values), "", [])
            )
            : [];

    /// <summary>Those of which the component does not say that they are generated.</summary>
    public static IEnumerable<GeneratedValue> Undeclared(
        ComponentManifest component,
        IEnumerable<GeneratedValue> differences
    ) => differences.Where(one => !component.Generated.Any(declared => GeneratedValues.Covers(declared, one)));
}
