using PathToProd.Environments;
using PathToProd.Kubernetes;
using PathToProd.Reporting;
using PathToProd.Tasks.Tools.Helm;

namespace PathToProd.Tasks.ComponentTasks;

/// <summary>What Helm itself has to say about a chart with its values for each environment.</summary>
internal static class HelmLinting
{
    public static IEnumerable<Problem> Problems(ComponentContext context)
    {
        var chart = Path.Combine(context.Workspace.Component(context.Component.Name), "chart");
        foreach (var environment in context.Model.DeployableEnvironments)
        {
            if (Lint(context, chart, environment) is { } problem)
            {
                yield return problem;
            }
        }
    }

    private static Problem? Lint(ComponentContext context, string chart, EnvironmentManifest environment)
    {
        try
        {
            context.HelmLint(
                chart,
                new HelmLintSettings
                {
                    Strict = true,
                    Namespace = context.Component.Namespace,
                    SecretValues = JsonText.Line(context.TestValues(environment).Json),
                }
            );
            return null;
        }
        catch (PlatformException exception)
        {
            return new Problem(
                new SourcePosition(context.Workspace.Show(chart)),
                $"helm lint fails with the values for {environment.Name}: {exception.Message}",
                "correct the chart or the values"
            );
        }
    }
}
