using PathToProd.Kubernetes;
using PathToProd.Reporting;

namespace PolicyAgents;

[TaskName("Build")]
public sealed class Build : BuildHelmChart;

/// <summary>A task that only this component has: its definitions are what others build policies on.</summary>
[TaskName("CheckCrds"), IsDependentOn(typeof(Build))]
[TaskDescription(
    "Checks that each custom resource definition has a structural schema, and that the chart's own policies use a served version."
)]
public sealed class CheckCrds : ComponentTask
{
    protected override void Execute(ComponentContext context)
    {
        var problems = new List<string>();
        foreach (var environment in context.EnvironmentNames)
        {
            IReadOnlyList<KubernetesDocument> documents = [.. context.Render(environment)];
            problems.AddRange(Definitions.Check(documents, context.Component.Version.ToString()));
        }

        if (problems.Count > 0)
        {
            throw new PlatformException(
                $"The custom resource definitions in {context.Folder}/chart/crds are not right:\n  "
                    + string.Join("\n  ", problems.Distinct(StringComparer.Ordinal))
            );
        }
    }
}

[TaskName("Test"), IsDependentOn(typeof(Build)), IsDependentOn(typeof(CheckCrds))]
public sealed class Test : TestHelmChart;

[TaskName("Deploy"), IsDependentOn(typeof(Test))]
public sealed class Deploy : DeployHelmChart;
