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
        var chart = Path.Combine(context.Workspace.Component(context.Component.Name), "chart");
        var shown = context.Workspace.Show(chart);
        var verdict = new LintVerdict(context.Component);
        var failures = new List<Problem>();
        foreach (var environment in context.Model.DeployableEnvironments)
        {
            try
            {
                verdict.Add(environment.Name, context.HelmLintFindings(chart, Settings(context, environment)));
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

    private static HelmLintSettings Settings(ComponentContext context, EnvironmentManifest environment) =>
        new()
        {
            Strict = true,
            Namespace = context.Component.Namespace,
            KubeVersion = context.Work.FoundTools.Any(tool => tool.Name == "helm" && IsNew(tool.Version))
                ? environment.KubernetesVersion.ToString()
                : null,
            SecretValues = JsonText.Line(context.TestValues(environment).Json),
        };
}
