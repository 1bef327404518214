using PathToProd.Model.Kubernetes;
using PathToProd.Text;

namespace PathToProd.Tasks.Stages.Deployments;

/// <summary>
/// A definition that moves from a chart's templates to its folder <c>crds</c> leaves the release, and Helm removes what
/// leaves: with it goes everything that was ever made from it.
/// </summary>
internal static class MovedDefinitions
{
    private const string Policy = "helm.sh/resource-policy";

    /// <summary>The definitions that Helm would remove although the chart still has them.</summary>
    /// <param name="context">The component.</param>
    /// <param name="cluster">Its cluster.</param>
    /// <param name="release">What Helm owns.</param>
    /// <param name="definitions">What stands in <c>crds</c> now.</param>
    public static IReadOnlyList<Problem> Problems(
        ComponentContext context,
        Cluster cluster,
        IEnumerable<KubernetesDocument> release,
        IReadOnlyCollection<KubernetesDocument> definitions
    )
    {
        var names = definitions.Where(one => one.IsCustomResourceDefinition).Select(one => one.Name).ToHashSet();
        var moved = release.Where(one => one.IsCustomResourceDefinition && names.Contains(one.Name)).ToArray();
        return
        [
            .. from found in cluster.Find(moved)
            where found.Json["metadata"]?["annotations"]?[Policy]?.ToString() != "keep"
            select new Problem(
                new SourcePosition(
                    $"{context.Workspace.Show(context.Workspace.Component(context.Component.Name))}/chart"
                ),
                $"the definition {found.Name} moves from templates/ to crds/, and Helm would remove it with everything made from it",
                $"keep it first: {cluster.Command} annotate customresourcedefinition {found.Name} {Policy}=keep"
            ),
        ];
    }
}
