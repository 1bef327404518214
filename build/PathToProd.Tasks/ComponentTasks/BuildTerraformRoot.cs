using PathToProd.Reporting;
using PathToProd.Tasks.Files;

namespace PathToProd.Tasks.ComponentTasks;

/// <summary>Builds Terraform roots from <c>terraform/&lt;provider&gt;/</c>.</summary>
public class BuildTerraformRoot : BuildComponent
{
    /// <summary>There must be a root for the environment's provider, and it must say which backend keeps its state.</summary>
    protected override IEnumerable<Problem> Check(ComponentContext context)
    {
        var root = Path.Combine(
            context.Workspace.Component(context.Component.Name),
            "terraform",
            context.EnvironmentManifest.Provider
        );
        var shown = context.Workspace.Show(root);
        if (!Directory.Exists(root))
        {
            yield return new Problem(
                context.EnvironmentManifest.Source["provider"],
                $"{context.Component.Name} has no Terraform root for the provider {context.EnvironmentManifest.Provider}",
                $"add {shown}/, or choose another provider"
            );
            yield break;
        }

        var declaresBackend = FileTree
            .Files(root)
            .Where(file => file.EndsWith(".tf", StringComparison.Ordinal))
            .Any(file => File.ReadAllText(Path.Combine(root, file)).Contains("backend \"", StringComparison.Ordinal));
        if (!declaresBackend)
        {
            yield return new Problem(
                new SourcePosition(shown),
                "the root declares no backend, so its state would be lost",
                "add terraform { backend \"local\" {} }"
            );
        }
    }
}
