using Cake.Helm;
using PathToProd.Formats.Json;
using PathToProd.Model.Charts;
using PathToProd.Model.Environments;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Tasks.Stages;

/// <summary>What Helm itself has to say about a chart with its values for each environment.</summary>
internal static class HelmLinting
{
    /// <summary>The first Helm whose lint takes a Kubernetes version.</summary>
    private static readonly SemVersion KnowsKubernetes = new(3, 14, 0);

    public static IEnumerable<Problem> Problems(ComponentContext context)
    {
        var (chart, values, shown) = Chart(context);
        var verdict = new LintVerdict(context.Component);
        var failures = new List<Problem>();
        foreach (var environment in context.Model.DeployableEnvironments)
        {
            try
            {
                verdict.Add(environment.Name, context.HelmLintFindings(chart, Settings(context, environment, values)));
            }
            catch (PlatformException exception)
            {
                failures.Add(
                    new Problem(
                        new SourcePosition(shown),
                        $"helm lint fails with the values for {environment.Name}: {exception.Message}",
                        "correct the chart or the values"
                    )
                );
            }
        }

        // What was not linted everywhere may need a waiver there.
        return failures.Count > 0 ? failures : verdict.Problems(shown);
    }

    private static bool IsNew(string helm) => SemVersion.TryParse(helm, out var version) && version >= KnowsKubernetes;

    /// <summary>The chart's folder, the component's own values for it, and where people look: a chart of others has no folder here.</summary>
    private static (string Chart, string? Values, string Shown) Chart(ComponentContext context)
    {
        var folder = context.Workspace.Component(context.Component.Name);
        if (context.Component.Upstream.FirstOrDefault(reference => reference.IsChart) is not { } upstream)
        {
            var chart = Path.Combine(folder, "chart");
            return (chart, null, context.Workspace.Show(chart));
        }

        return (
            context.Work.Artifact is { } artifact
                ? Path.Combine(artifact.Folder, "chart")
                : context.Work.Services.Upstream.Unpacked(context.Component, upstream),
            ChartAdditions.Of(context.Component, folder).ValuesFile,
            context.Component.Source["chart"].ToString()
        );
    }

    private static HelmLintSettings Settings(ComponentContext context, EnvironmentManifest environment, string? values)
    {
        var settings = new HelmLintSettings
        {
            Strict = true,
            Namespace = context.Component.Namespace,
            KubeVersion = context.Work.FoundTools.Any(tool => tool.Name == "helm" && IsNew(tool.Version))
                ? environment.KubernetesVersion.ToString()
                : null,
            SecretValues = JsonText.Line(context.TestValues(environment).Json),
        };
        if (values is not null)
        {
            settings.ValuesFiles.Add(values);
        }

        return settings;
    }
}
