using PathToProd.Tasks.Stages.Deployments;

namespace PathToProd.Tasks.Stages;

/// <summary>Removes what was deployed from plain Kubernetes manifests.</summary>
public class DestroyManifests : DestroyComponent
{
    /// <inheritdoc />
    protected override IDeployment DeploymentOf(ComponentContext context) => ManifestDeployments.For(context);
}
