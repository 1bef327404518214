using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Tasks.Files;
using PathToProd.Tasks.Stages.Deployments;
using PathToProd.Text;

namespace PathToProd.Tasks.Stages;

/// <summary>The Terraform roots of a component: a folder for each provider.</summary>
public static class TerraformRoots
{
    /// <summary>The providers that a component has a root for, by name.</summary>
    public static IEnumerable<string> Providers(Workspace workspace, ComponentManifest component) =>
        Directory.Exists(Folder(workspace, component))
            ? Directory
                .EnumerateDirectories(Folder(workspace, component))
                .Select(root => Path.GetFileName(root)!)
                .Where(name => name[0] != '.')
                .Order(StringComparer.Ordinal)
            : [];

    /// <summary>What is wrong with the backends that the roots declare, in each of the environments that take them.</summary>
    public static IEnumerable<Problem> Backends(
        Workspace workspace,
        ComponentManifest component,
        IEnumerable<EnvironmentManifest> environments
    ) =>
        environments.SelectMany(environment =>
        {
            var root = Path.Combine(Folder(workspace, component), environment.Provider);
            return RootBackend.Problems(root, workspace.Show(root), environment);
        });

    /// <summary>There must be a root, for the environment's provider when one is known.</summary>
    internal static IEnumerable<Problem> Check(
        Workspace workspace,
        ComponentManifest component,
        EnvironmentManifest? environment
    )
    {
        var providers = Providers(workspace, component).ToArray();
        var shown = workspace.Show(Folder(workspace, component));
        if (environment is null ? providers.Length == 0 : !providers.Contains(environment.Provider))
        {
            yield return environment is null
                ? new Problem(
                    new SourcePosition(shown),
                    "there is no Terraform root",
                    "add a folder for each provider, or set another type in component.yaml"
                )
                : new Problem(
                    environment.Source["provider"],
                    $"{component.Name} has no Terraform root for the provider {environment.Provider}",
                    $"add {shown}/{environment.Provider}/, or choose another provider"
                );
        }
    }

    private static string Folder(Workspace workspace, ComponentManifest component) =>
        Path.Combine(workspace.Component(component.Name), "terraform");
}
