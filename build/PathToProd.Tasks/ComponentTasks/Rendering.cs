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
    /// What the chart may ask about the cluster is what the environment says, and not only what this Helm knows: every Helm
    /// renders alike as far as the environment says it.
    /// </summary>
    private static string Chart(ComponentContext context, EnvironmentManifest environment, ResolvedValues values)
    {
        var settings = new HelmTemplateSettings
        {
            Namespace = context.Component.Namespace,
            KubeVersion = environment.KubernetesVersion.ToString(),
            IncludeCrds = true,
            SkipTests = true,
            SecretValues = values.WithSecrets().ToJsonString(),
        };
        foreach (var apiVersion in environment.ApiVersions)
        {
            settings.ApiVersions.Add(apiVersion);
        }

        var chart = Path.Combine(context.Artifact.Folder, "chart");
        return context.HelmTemplate(context.Component.Name, chart, settings).TrimEnd('\n') + "\n";
    }

    private static string Manifests(ComponentContext context)
    {
        var folder = Path.Combine(context.Artifact.Folder, "manifests");
        return string.Concat(
            ManifestFiles.Of(folder).Select(file => $"---\n{File.ReadAllText(Path.Combine(folder, file)).Trim('\n')}\n")
        );
    }
}
