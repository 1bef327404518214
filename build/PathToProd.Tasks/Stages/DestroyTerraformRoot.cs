using PathToProd.Tasks.Stages.Deployments;

namespace PathToProd.Tasks.Stages;

/// <summary>Removes what was deployed from Terraform roots.</summary>
public class DestroyTerraformRoot : DestroyComponent
{
    /// <inheritdoc />
    protected override IDeployment DeploymentOf(ComponentContext context) => TerraformDeployments.For(context);
}
