using PathToProd.Text;

namespace PathToProd.Tasks.Stages;

/// <summary>Builds Terraform roots from <c>terraform/&lt;provider&gt;/</c>.</summary>
public class BuildTerraformRoot : BuildComponent
{
    /// <summary>There must be a root for the environment's provider.</summary>
    protected override IEnumerable<Problem> Check(ComponentContext context) =>
        SourceChecks.OfType(ComponentFolder.Of(context), context.EnvironmentManifest);
}
