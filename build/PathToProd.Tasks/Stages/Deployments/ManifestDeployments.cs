using PathToProd.Model.Environments;

namespace PathToProd.Tasks.Stages.Deployments;

/// <summary>Chooses how plain manifests come to an environment.</summary>
internal static class ManifestDeployments
{
    public static IDeployment For(ComponentContext context) =>
        context.EnvironmentManifest.Target switch
        {
            Target.Directory directory => new DirectoryDeployment(context, directory),
            _ => new ManifestDeployment(context, context.Cluster),
        };
}
