using PathToProd.Tasks.Deployments;

namespace PathToProd.Tasks.ComponentTasks;

/// <summary>Deploys a Helm chart.</summary>
public class DeployHelmChart : DeployComponent
{
    /// <inheritdoc />
    protected override IDeployment DeploymentOf(ComponentContext context) => HelmDeployments.For(context);
}
