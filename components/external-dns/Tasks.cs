using PathToProd.Reporting;

namespace ExternalDns;

[TaskName("Build")]
public sealed class Build : BuildHelmChart;

/// <summary>The standard test of a chart, and one of our own: in no environment may external-dns own every zone it can see.</summary>
[TaskName("Test"), IsDependentOn(typeof(Build))]
public sealed class Test : TestHelmChart
{
    protected override void Execute(ComponentContext context)
    {
        base.Execute(context);
        foreach (var environment in context.EnvironmentNames)
        {
            if (!ZoneFilter.IsIn(context.Render(environment)))
            {
                throw new PlatformException(
                    $"external-dns in {environment} would write to every zone it can see: its deployment has no "
                        + $"--domain-filter. Set zone.name in environments/{environment}/values/external-dns.yaml."
                );
            }
        }
    }
}

[TaskName("Deploy"), IsDependentOn(typeof(Test))]
public sealed class Deploy : DeployHelmChart;
