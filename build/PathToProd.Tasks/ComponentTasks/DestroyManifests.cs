using PathToProd.Tasks.Deployments;

namespace PathToProd.Tasks.ComponentTasks;

/// <summary>Removes what was deployed from plain Kubernetes manifests.</summary>
public class DestroyManifests : DestroyComponent
{
    /// <inheritdoc />
    protected override IDeployment DeploymentOf(ComponentContext context) => ManifestDeployments.For(context);
}
