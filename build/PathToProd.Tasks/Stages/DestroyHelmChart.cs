using PathToProd.Tasks.Stages.Deployments;

namespace PathToProd.Tasks.Stages;

/// <summary>Removes what was deployed from a Helm chart.</summary>
public class DestroyHelmChart : DestroyComponent
{
    /// <inheritdoc />
    protected override IDeployment DeploymentOf(ComponentContext context) => HelmDeployments.For(context);
}
