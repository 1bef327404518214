using PathToProd.Tasks.Deployments;

namespace PathToProd.Tasks.ComponentTasks;

/// <summary>Plans the deployment of a Helm chart.</summary>
public class PlanHelmChart : PlanComponent
{
    /// <inheritdoc />
    protected override IDeployment DeploymentOf(ComponentContext context) => HelmDeployments.For(context);
}
