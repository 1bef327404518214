using PathToProd.Tasks.Stages.Deployments;

namespace PathToProd.Tasks.Stages;

/// <summary>Plans the deployment of a Helm chart.</summary>
public class PlanHelmChart : PlanComponent
{
    /// <inheritdoc />
    protected override IDeployment DeploymentOf(ComponentContext context) => HelmDeployments.For(context);
}
