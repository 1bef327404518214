using PathToProd.Model.Charts;
using PathToProd.Model.Kubernetes;
using PathToProd.Text;
using PathToProd.Tools.Files;

namespace PathToProd.Tasks.Stages.Deployments;

/// <summary>
/// The chart that Helm deploys: the artifact's, or with patches one that holds what the artifact's renders for this cluster, with
/// the patches applied. A post-renderer would not do: Helm 3 shows it no hooks, and Helm 4 wants a plugin.
/// </summary>
/// <param name="folder">The chart's folder.</param>
/// <param name="valuesFile">Values of the component's own; null if none.</param>
/// <param name="isTemporary">Whether it is removed in the end: it may hold secrets.</param>
internal sealed class DeployedChart(string folder, string? valuesFile, bool isTemporary) : IDisposable
{
    public string Folder => folder;

    public string? ValuesFile => valuesFile;

    /// <summary>Refuses patches where this Helm cannot say before a deployment what it would render.</summary>
    /// <exception cref="PlatformException">It cannot.</exception>
    public static void Check(ComponentContext context)
    {
        if (
            !ChartAdditions.Of(context.Component, context.Artifact.Folder).Patches.IsEmpty
            && !HelmFeatures.CanLookUp(context.Work.FoundTools)
        )
        {
            var helm = context.Work.FoundTools.First(tool => tool.Name == "helm");
            throw new PlatformException([
                new Problem(
                    context.Component.Source["chart"],
                    $"{context.Component.Name} has patches, and Helm {helm.Version} cannot render for a cluster what is to be patched",
                    "use Helm 3.13 or later: ./build.sh --target=InstallTools"
                ),
            ]);
        }
    }

    public static DeployedChart Of(ComponentContext context, Cluster cluster, bool isUpgrade)
    {
        var chart = Path.Combine(context.Artifact.Folder, "chart");
        var additions = ChartAdditions.Of(context.Component, context.Artifact.Folder);
        return additions.Patches.IsEmpty
            ? new DeployedChart(chart, additions.ValuesFile, isTemporary: false)
            : new DeployedChart(
                Write(chart, LiveChart.Render(context, cluster, isUpgrade)),
                additions.ValuesFile,
                isTemporary: true
            );
    }

    public void Dispose()
    {
        if (isTemporary)
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Write(string chart, ChartDocuments documents)
    {
        var folder = TemporaryFolders.New();
        foreach (
            var (path, text) in RenderedChart.Files(File.ReadAllText(Path.Combine(chart, "Chart.yaml")), documents.All)
        )
        {
            var file = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }

        return folder;
    }
}
