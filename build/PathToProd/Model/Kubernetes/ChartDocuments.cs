using System.Collections.Immutable;

namespace PathToProd.Model.Kubernetes;

/// <summary>What Helm renders of a chart, by what happens to it.</summary>
/// <param name="Release">What Helm makes, changes and removes: definitions in <c>templates/</c> too.</param>
/// <param name="Hooks">
/// What Helm runs at points of the release's life, and removes as each hook says. That one is gone, or is there, says nothing.
/// </param>
public sealed record ChartDocuments(
    ImmutableArray<KubernetesDocument> Release,
    ImmutableArray<KubernetesDocument> Hooks
)
{
    /// <summary>All of them.</summary>
    public ImmutableArray<KubernetesDocument> All => [.. Release, .. Hooks];

    /// <summary>Tells hooks from the rest, and leaves out tests, which only <c>helm test</c> runs.</summary>
    /// <param name="documents">What was rendered, without the folder <c>crds</c>.</param>
    public static ChartDocuments Of(IEnumerable<KubernetesDocument> documents)
    {
        var isHook = documents.ToLookup(document => document.Hook is not null);
        return new ChartDocuments(
            [.. isHook[false]],
            [.. isHook[true].Where(document => document.Hook is { IsSkippedWithTests: false })]
        );
    }

    /// <summary>
    /// What stands in the folder <c>crds</c> of a chart and its subcharts: Helm makes it once and never changes it. It is
    /// rendered before all else, so that it is what a rendering has in front when it is asked for.
    /// </summary>
    /// <param name="with">A rendering with it.</param>
    /// <param name="without">The same without it.</param>
    public static ImmutableArray<KubernetesDocument> Definitions(
        IReadOnlyCollection<KubernetesDocument> with,
        IReadOnlyCollection<KubernetesDocument> without
    ) => [.. with.Take(with.Count - without.Count)];
}
