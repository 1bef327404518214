using PathToProd.Tasks.Stages.Deployments;

namespace PathToProd.Tasks.Stages;

/// <summary>Deploys a Helm chart.</summary>
public class DeployHelmChart : DeployComponent
{
    /// <inheritdoc />
    protected override IDeployment DeploymentOf(ComponentContext context) => HelmDeployments.For(context);
}
