using PathToProd.Model.Kubernetes;
using PathToProd.Text;

namespace PathToProd.Tasks.Stages;

/// <summary>Checks that all manifests are YAML, and complete.</summary>
public class LintManifests : LintComponent
{
    /// <inheritdoc />
    protected override IEnumerable<Problem> Problems(ComponentContext context)
    {
        var folder = Path.Combine(context.Workspace.Component(context.Component.Name), "manifests");
        var problems = new List<Problem>();
        foreach (var name in Directory.Exists(folder) ? ManifestFiles.Of(folder) : [])
        {
            var path = Path.Combine(folder, name);
            var shown = context.Workspace.Show(path);
            var documents = KubernetesDocuments.Read(File.ReadAllText(path), shown, problems);
            problems.AddRange(
                DocumentChecks.Check(documents, context.Component.Namespace, context.Component.AlsoIn, shown)
            );
        }

        return problems;
    }
}
