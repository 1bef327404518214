using PathToProd.Kubernetes;
using PathToProd.Components;
using PathToProd.Environments;
using PathToProd.Tasks.Tools.Helm;

namespace PathToProd.Tasks.ComponentTasks;

/// <summary>Turns an artifact and values into the text of all documents.</summary>
internal static class Rendering
{
    public static string Text(ComponentContext context, EnvironmentManifest environment, ResolvedValues values) =>
        context.Component.Type == ComponentType.Helm ? Chart(context, environment, values) : Manifests(context);

    /// <summary>
    /// The Kubernetes version is the environment's and never Helm's own idea of one, so that every Helm renders alike.
    /// </summary>
    private static string Chart(ComponentContext context, EnvironmentManifest environment, ResolvedValues values) =>
        context
            .HelmTemplate(
                context.Component.Name,
                Path.Combine(context.Artifact.Folder, "chart"),
                new HelmTemplateSettings
                {
                    Namespace = context.Component.Namespace,
                    KubeVersion = environment.KubernetesVersion.ToString(),
                    IncludeCrds = true,
                    SkipTests = true,
                    SecretValues = JsonText.Line(values.WithSecrets()),
                }
            )
            .TrimEnd('\n') + "\n";

    private static string Manifests(ComponentContext context)
    {
        var folder = Path.Combine(context.Artifact.Folder, "manifests");
        return string.Concat(
            ManifestFiles.Of(folder).Select(file => $"---\n{File.ReadAllText(Path.Combine(folder, file)).Trim('\n')}\n")
        );
    }
}
