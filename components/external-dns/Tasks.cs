namespace ExternalDns;

[TaskName("Build")]
public sealed class Build : BuildHelmChart;

/// <summary>The standard test of a chart, and one of our own: in no environment may external-dns own every zone it can see.</summary>
[TaskName("Test"), IsDependentOn(typeof(Build))]
public sealed class Test : TestHelmChart
{
    /// <inheritdoc />
    protected override IEnumerable<Problem> Problems(ComponentContext context) =>
        base.Problems(context)
            .Concat(
                from environment in context.Model.DeployableEnvironments
                where !ZoneFilter.IsIn(context.Render(environment.Name))
                select new Problem(
                    new SourcePosition($"environments/{environment.Name}/values/external-dns.yaml"),
                    "external-dns would write to every zone it can see, as its deployment has no --domain-filter",
                    "set zone.name, or take it from base-network in component.yaml"
                )
            );
}

[TaskName("Deploy"), IsDependentOn(typeof(Test))]
public sealed class Deploy : DeployHelmChart;
