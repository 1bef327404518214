using System.Collections.Immutable;
using PathToProd.Decisions.Planning;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Model.Units;
using PathToProd.Tasks.Facts.Ledger;
using PathToProd.Tasks.Facts.Sources;
using PathToProd.Tasks.Stages;
using PathToProd.Tasks.Stages.Projects;

namespace PathToProd.Tasks.Runs;

/// <summary>
/// Shows the plan of a component: what would run for it, why, and what its digest is made from. It changes nothing and asks no
/// cluster: what it holds is looked at when it is deployed to.
/// </summary>
public sealed class ComponentExplainer(RunServices services)
{
    /// <summary>Explains one component.</summary>
    /// <param name="component">The component.</param>
    /// <param name="environment">The environment that a run of Build or Test would be for.</param>
    /// <param name="environments">The environments to explain deployments to.</param>
    public ComponentExplanation Explain(
        ComponentManifest component,
        EnvironmentManifest environment,
        IEnumerable<EnvironmentManifest> environments
    )
    {
        var source = services.Sources.Of(component);
        var session = Session(component, environment);
        var reader = new StageFactsReader(session);
        return new ComponentExplanation
        {
            Component = component.Name,
            Version = component.Version,
            Inputs = StageInputs.Build(session, source),
            Stages = Plan(
                session,
                Stage.Test,
                new NodeFacts { Stages = [reader.BuildExplained(source), reader.TestExplained(source)] }
            ),
            Deployments = [.. environments.Select(one => Deployment(Session(component, one), source))],
        };
    }

    private ComponentSession Session(ComponentManifest component, EnvironmentManifest environment) =>
        new(
            services,
            component,
            environment,
            new RunOptions(),
            new ComponentProject(services.Workspace, component.Name).Digest
        );

    /// <summary>The stages of a plan that nobody carries out, for this component alone.</summary>
    private ImmutableArray<PlannedStage> Plan(ComponentSession session, Stage target, NodeFacts facts)
    {
        var request = new RunRequest
        {
            Target = RunTarget.Of(target),
            Components = [session.Component],
            Environment = session.Environment,
            Options = session.Options,
        };
        var known = new RunFacts
        {
            Nodes = ImmutableDictionary<string, NodeFacts>.Empty.Add(session.Component.Name, facts),
        };
        var plan = RunPlan.Of(request, RunScope.Asked(request), known, services.Clock.GetUtcNow());
        return ((RunPlan.Ready)plan).Nodes.Single().Stages;
    }

    private DeploymentExplanation Deployment(ComponentSession session, ComponentSource source)
    {
        var ledger = CurrentLedger.Read(
            services.Workspace,
            services.Model.Platform,
            session.Environment.Name,
            services.Clock
        );
        var values = ValueResolution.WithoutSecrets(session, ledger);
        var facts = new DeploymentFactsReader(session, ledger).Read(
            source,
            values,
            new StageFactsReader(session).BuildExplained(source).Artifact
        );
        var isChart = session.Component.Type == ComponentType.Helm;
        return new DeploymentExplanation(
            session.Environment.Name,
            Plan(session, Stage.Deploy, new NodeFacts { Deployment = facts }).Single(),
            ExplainedValues.Of(session, values)
        )
        {
            Unit = DeploymentUnits.Of(session.Environment, services.Model).Of(session.Component.Name)
                is { IsRecorded: true } unit
                ? unit
                : null,
            Capabilities = isChart ? ExplainedValues.Capabilities(session.Environment) : [],
        };
    }
}
