using PathToProd.Model.Components;
using PathToProd.Tasks.Files;
using PathToProd.Text;

namespace PathToProd.Tasks.Stages;

/// <summary>The files of a folder that hold Kubernetes manifests.</summary>
internal static class ManifestFiles
{
    /// <summary>There must be at least one.</summary>
    public static IEnumerable<Problem> Check(Workspace workspace, ComponentManifest component)
    {
        var folder = Path.Combine(workspace.Component(component.Name), "manifests");
        return Directory.Exists(folder) && Of(folder).Any()
            ? []
            :
            [
                new Problem(
                    new SourcePosition(workspace.Show(folder)),
                    "there is no manifest",
                    "add a .yaml file, or set another type in component.yaml"
                ),
            ];
    }

    public static IEnumerable<string> Of(string folder) =>
        FileTree
            .Files(folder)
            .Where(file =>
                file.EndsWith(".yaml", StringComparison.Ordinal) || file.EndsWith(".yml", StringComparison.Ordinal)
            );
}
