using PathToProd.Components;
using PathToProd.Environments;
using PathToProd.Reporting;
using PathToProd.Tasks.Files;

namespace PathToProd.Tasks.ComponentTasks;

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

    /// <summary>There must be a root, for the environment's provider when one is known, and each must say which backend keeps its state.</summary>
    internal static IEnumerable<Problem> Check(
        Workspace workspace,
        ComponentManifest component,
        EnvironmentManifest? environment
    )
    {
        var providers = Providers(workspace, component).ToArray();
        if (environment is not null && !providers.Contains(environment.Provider))
        {
            return
            [
                new Problem(
                    environment.Source["provider"],
                    $"{component.Name} has no Terraform root for the provider {environment.Provider}",
                    $"add {workspace.Show(Folder(workspace, component))}/{environment.Provider}/, or choose another provider"
                ),
            ];
        }

        return providers.Length == 0
            ?
            [
                new Problem(
                    new SourcePosition(workspace.Show(Folder(workspace, component))),
                    "there is no Terraform root",
                    "add a folder for each provider, or set another type in component.yaml"
                ),
            ]
            : providers
                .Where(provider => environment is null || provider == environment.Provider)
                .Select(provider => Path.Combine(Folder(workspace, component), provider))
                .Where(root => !DeclaresBackend(root))
                .Select(root => new Problem(
                    new SourcePosition(workspace.Show(root)),
                    "the root declares no backend, so its state would be lost",
                    "add terraform { backend \"local\" {} }"
                ));
    }

    private static bool DeclaresBackend(string root) =>
        FileTree
            .Files(root)
            .Where(file => file.EndsWith(".tf", StringComparison.Ordinal))
            .Any(file => File.ReadAllText(Path.Combine(root, file)).Contains("backend \"", StringComparison.Ordinal));

    private static string Folder(Workspace workspace, ComponentManifest component) =>
        Path.Combine(workspace.Component(component.Name), "terraform");
}
