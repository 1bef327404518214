namespace PathToProd.Tasks.Stages.Deployments;

/// <summary>Chooses how Terraform roots come to an environment: the same for every target.</summary>
internal static class TerraformDeployments
{
    public static IDeployment For(ComponentContext context) => new TerraformDeployment(context);
}
