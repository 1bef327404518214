using PathToProd.Tasks.Stages.Deployments;

namespace PathToProd.Tasks.Stages;

/// <summary>Plans the deployment of plain Kubernetes manifests.</summary>
public class PlanManifests : PlanComponent
{
    /// <inheritdoc />
    protected override IDeployment DeploymentOf(ComponentContext context) => ManifestDeployments.For(context);
}
