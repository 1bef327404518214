using PathToProd.Tasks.Deployments;

namespace PathToProd.Tasks.ComponentTasks;

/// <summary>Plans the deployment of plain Kubernetes manifests.</summary>
public class PlanManifests : PlanComponent
{
    /// <inheritdoc />
    protected override IDeployment DeploymentOf(ComponentContext context) => ManifestDeployments.For(context);
}
