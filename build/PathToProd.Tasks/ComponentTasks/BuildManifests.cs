using PathToProd.Reporting;

namespace PathToProd.Tasks.ComponentTasks;

/// <summary>Builds plain Kubernetes manifests from <c>manifests/</c>.</summary>
public class BuildManifests : BuildComponent
{
    /// <summary>There must be at least one manifest.</summary>
    protected override IEnumerable<Problem> Check(ComponentContext context)
    {
        var folder = Path.Combine(context.Workspace.Component(context.Component.Name), "manifests");
        if (!Directory.Exists(folder) || !ManifestFiles.Of(folder).Any())
        {
            yield return new Problem(
                new SourcePosition(context.Workspace.Show(folder)),
                "there is no manifest",
                "add a .yaml file, or set another type in component.yaml"
            );
        }
    }
}
