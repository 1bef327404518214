using System.Collections.Immutable;
using Cake.Core;
using Cake.Helm;
using PathToProd.Formats.Json;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Model.Kubernetes;
using PathToProd.Model.Kubernetes.Patches;
using PathToProd.Tasks.Stages.Deployments;
using PathToProd.Text;

namespace PathToProd.Tasks.Stages;

/// <summary>Turns an artifact and values into the text of all documents.</summary>
internal static class Rendering
{
    public static string Text(ComponentContext context, EnvironmentManifest environment, ResolvedValues values) =>
        context.Component.Type == ComponentType.Helm ? Chart(context, environment, values) : Manifests(context);

    /// <summary>The same as documents.</summary>
    /// <exception cref="PlatformException">What was rendered cannot be read: all problems.</exception>
    public static ImmutableArray<KubernetesDocument> Documents(
        ComponentContext context,
        EnvironmentManifest environment,
        ResolvedValues values
    )
    {
        var problems = new List<Problem>();
        var text = Text(context, environment, values);
        var documents = KubernetesDocuments.Read(text, $"{context.Component.Name} as rendered", problems);
        return problems.Count == 0 ? documents : throw new PlatformException(problems);
    }

    /// <summary>
    /// What the chart may ask about the cluster is what the environment says, and not only what this Helm knows: every Helm
    /// renders alike as far as the environment says it.
    /// </summary>
    /// <param name="context">The component.</param>
    /// <param name="environment">Where it goes.</param>
    /// <param name="values">The chart's values.</param>
    /// <param name="withDefinitions">Whether the folder <c>crds</c> is rendered, before all else.</param>
    public static string Chart(
        ComponentContext context,
        EnvironmentManifest environment,
        ResolvedValues values,
        bool withDefinitions = true
    )
    {
        var settings = new HelmTemplateSettings
        {
            KubeVersion = environment.KubernetesVersion.ToString(),
            IncludeCrds = withDefinitions ? true : null,
        };
        foreach (var apiVersion in environment.ApiVersions)
        {
            settings.ApiVersions.Add(apiVersion);
        }

        return Chart(context, settings, values, isWhole: withDefinitions);
    }

    /// <summary>
    /// What the chart asks is answered by the cluster that it goes to: what Helm renders in a moment to deploy it, without the
    /// folder <c>crds</c>. Nothing is changed there.
    /// </summary>
    public static string LiveChart(ComponentContext context, Cluster cluster, ResolvedValues values, bool isUpgrade) =>
        Chart(
            context,
            cluster.Helm(
                new HelmTemplateSettings
                {
                    Validate = HelmFeatures.LookupValidates(context.Work.FoundTools) ? null : true,
                    Lookup = HelmFeatures.CanLookUp(context.Work.FoundTools) ? true : null,
                    IsUpgrade = isUpgrade ? true : null,
                }
            ),
            values
        );

    /// <summary>
    /// As a cluster will answer once the definitions of the chart are there, without asking it for each resource: what
    /// <c>lookup</c> would find is not known.
    /// </summary>
    public static string ForeseenChart(
        ComponentContext context,
        Capabilities capabilities,
        ResolvedValues values,
        bool isUpgrade
    )
    {
        var settings = new HelmTemplateSettings
        {
            KubeVersion = capabilities.KubernetesVersion.ToString(),
            IsUpgrade = isUpgrade ? true : null,
        };
        foreach (var apiVersion in capabilities.ApiVersions)
        {
            settings.ApiVersions.Add(apiVersion);
        }

        return Chart(context, settings, values);
    }

    private static string Chart(
        ComponentContext context,
        HelmTemplateSettings settings,
        ResolvedValues values,
        bool isWhole = false
    ) =>
        Chart(
            context,
            context.Component,
            Path.Combine(context.Artifact.Folder, "chart"),
            ChartAdditions.Of(context.Component, context.Artifact.Folder),
            settings,
            values,
            isWhole
        );

    /// <summary>A chart with what the component adds to it.</summary>
    /// <param name="cake">Runs Helm.</param>
    /// <param name="component">The component.</param>
    /// <param name="chart">The chart's folder.</param>
    /// <param name="additions">What the component adds.</param>
    /// <param name="settings">What Helm is asked for.</param>
    /// <param name="values">The values.</param>
    /// <param name="isWhole">Whether the folder <c>crds</c> is rendered too.</param>
    /// <exception cref="PlatformException">A patch matches nothing, or does not fit: all problems.</exception>
    public static string Chart(
        ICakeContext cake,
        ComponentManifest component,
        string chart,
        ChartAdditions additions,
        HelmTemplateSettings settings,
        ResolvedValues values,
        bool isWhole
    )
    {
        settings.Namespace = component.Namespace;
        settings.SkipTests = true;
        settings.SecretValues = JsonText.Line(values.WithSecrets());
        if (additions.ValuesFile is { } own)
        {
            settings.ValuesFiles.Add(own);
        }

        var text = Rendered(cake, component, chart, additions, settings, values).TrimEnd('\n') + "\n";
        // Helm 3.6 names definitions without their chart; a snapshot must not depend on which Helm wrote it.
        text = text.Replace(
            "\n# Source: crds/",
            $"\n# Source: {component.Chart?.Name ?? component.Name}/crds/",
            StringComparison.Ordinal
        );
        var problems = new List<Problem>();
        var patched = PatchedDocuments.Of(text, additions.Patches, component.Namespace, isWhole, problems);
        PlatformException.ThrowIfAny(problems);
        return patched;
    }

    /// <summary>What the chart's schema refuses is shown where it was said.</summary>
    private static string Rendered(
        ICakeContext cake,
        ComponentManifest component,
        string chart,
        ChartAdditions additions,
        HelmTemplateSettings settings,
        ResolvedValues values
    )
    {
        try
        {
            return cake.HelmTemplate(component.Name, chart, settings);
        }
        catch (PlatformException exception)
        {
            PlatformException.ThrowIfAny([
                .. SchemaRefusals.Of(component, exception.ToolLines, values.Said, additions.Said(component)),
            ]);
            throw;
        }
    }

    private static string Manifests(ComponentContext context)
    {
        var folder = Path.Combine(context.Artifact.Folder, "manifests");
        return string.Concat(
            ManifestFiles.Of(folder).Select(file => $"---\n{Whole(File.ReadAllText(Path.Combine(folder, file)))}")
        );
    }

    /// <summary>Without empty lines before it; those after it may belong to a block of text.</summary>
    private static string Whole(string text) => text.TrimStart('\n') + (text.EndsWith('\n') ? "" : "\n");
}
