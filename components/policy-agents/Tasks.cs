namespace PolicyAgents;

[TaskName("Build")]
public sealed class Build : BuildHelmChart;

/// <summary>A task that only this component has: its definitions are what others build policies on.</summary>
[TaskName("CheckCrds"), IsDependentOn(typeof(Build))]
[TaskDescription(
    "Checks the custom resource definitions: structural, stored once, labelled, and serving the chart's policies"
)]
public sealed class CheckCrds : ComponentTask
{
    /// <inheritdoc />
    protected override void Execute(ComponentContext context)
    {
        var version = context.Component.Version.ToString();
        var problems = context
            .Model.DeployableEnvironments.SelectMany(environment =>
                Definitions.Check(context.Render(environment.Name), version)
            )
            .Distinct()
            .ToList();
        if (problems.Count > 0)
        {
            throw new PlatformException(
                ExitCode.Failed,
                $"The custom resource definitions in components/{context.Component.Name}/chart/crds are not right:\n  "
                    + string.Join("\n  ", problems)
            );
        }

        context.Note("the custom resource definitions are structural, and serve the chart's policies");
    }
}

[TaskName("Test"), IsDependentOn(typeof(Build)), IsDependentOn(typeof(CheckCrds))]
public sealed class Test : TestHelmChart;

[TaskName("Deploy"), IsDependentOn(typeof(Test))]
public sealed class Deploy : DeployHelmChart;
