using PathToProd.Reporting;

namespace PathToProd.Tasks.ComponentTasks;

/// <summary>Builds Terraform roots from <c>terraform/&lt;provider&gt;/</c>.</summary>
public class BuildTerraformRoot : BuildComponent
{
    /// <summary>There must be a root for the environment's provider.</summary>
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
        }
    }
}
