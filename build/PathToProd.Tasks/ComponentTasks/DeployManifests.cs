using PathToProd.Tasks.Deployments;

namespace PathToProd.Tasks.ComponentTasks;

/// <summary>Deploys plain Kubernetes manifests.</summary>
public class DeployManifests : DeployComponent
{
    /// <inheritdoc />
    protected override IDeployment DeploymentOf(ComponentContext context) => ManifestDeployments.For(context);
}
