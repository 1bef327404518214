using Cake.Helm;
using PathToProd.Formats.Json;
using PathToProd.Model.Charts;
using PathToProd.Model.Components;
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
        var (chart, additions, shown) = Chart(context);
        var verdict = new LintVerdict(context.Component);
        var failures = new List<Problem>();
        var refusals = new ProblemsByEnvironment();
        foreach (var environment in context.Model.DeployableEnvironments)
        {
            try
            {
                var findings = context.HelmLintFindings(chart, Settings(context, environment, additions.ValuesFile));
                var refused = Refused(context, environment, additions, findings);
                refusals.Add(environment.Name, refused.SelectMany(one => one.Problems));
                verdict.Add(environment.Name, findings.Except(refused.Select(one => one.Finding)));
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
        return failures.Count > 0 || !refusals.IsEmpty ? failures.Concat(refusals.All) : verdict.Problems(shown);
    }

    /// <summary>What the chart's schema refuses, with the places that say it.</summary>
    private static (LintFinding Finding, Problem[] Problems)[] Refused(
        ComponentContext context,
        EnvironmentManifest environment,
        ChartAdditions additions,
        IEnumerable<LintFinding> findings
    )
    {
        var said = context.Model.Values(environment.Name, context.Component.Name);
        return
        [
            .. findings
                .Select(finding =>
                    (
                        finding,
                        SchemaRefusals
                            .Of(context.Component, finding.Lines, said, additions.Said(context.Component))
                            .ToArray()
                    )
                )
                .Where(one => one.Item2.Length > 0),
        ];
    }

    private static bool IsNew(string helm) => SemVersion.TryParse(helm, out var version) && version >= KnowsKubernetes;

    /// <summary>The chart's folder, the component's own values for it, and where people look: a chart of others has no folder here.</summary>
    private static (string Chart, ChartAdditions Additions, string Shown) Chart(ComponentContext context)
    {
        var folder = context.Workspace.Component(context.Component.Name);
        if (context.Component.Upstream.FirstOrDefault(reference => reference.IsChart) is not { } upstream)
        {
            var chart = Path.Combine(folder, "chart");
            return (chart, ChartAdditions.Of(context.Component, folder), context.Workspace.Show(chart));
        }

        return (
            context.Work.Artifact is { } artifact
                ? Path.Combine(artifact.Folder, "chart")
                : context.Work.Services.Upstream.Unpacked(context.Component, upstream),
            ChartAdditions.Of(context.Component, folder),
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
