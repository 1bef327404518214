using PathToProd.Model.Environments;

namespace PathToProd.Tasks.Stages.Deployments;

/// <summary>Chooses how a Helm chart comes to an environment.</summary>
internal static class HelmDeployments
{
    public static IDeployment For(ComponentContext context) =>
        context.EnvironmentManifest.Target switch
        {
            Target.Directory directory => new DirectoryDeployment(context, directory),
            _ => new HelmDeployment(context, context.Cluster),
        };
}
