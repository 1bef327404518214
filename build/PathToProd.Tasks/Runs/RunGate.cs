using System.Collections.Immutable;
using PathToProd.Components;
using PathToProd.Environments;
using PathToProd.Ordering;
using PathToProd.Promotion.Gates;
using PathToProd.Reporting;
using PathToProd.Runs;
using PathToProd.Tasks.Deployments;
using PathToProd.Tasks.Ledger;

namespace PathToProd.Tasks.Runs;

/// <summary>What a run is about to do: what was asked, and for a deployment what it requires and is missing.</summary>
internal static class RunGate
{
    /// <summary>The components in order, with what has to be deployed first.</summary>
    /// <exception cref="PlatformException">Requirements are not met, and are not to be deployed (exit code 3): all causes, in prose.</exception>
    public static DeploymentPlan Check(
        RunServices services,
        EnvironmentManifest environment,
        ImmutableArray<ComponentManifest> asked
    )
    {
        var ledger = CurrentLedger.Read(services.Workspace, environment.Name, services.Clock);
        var question = new GateQuestion
        {
            Asked = asked,
            Environment = environment,
            Ledger = ledger,
            Workspace = services.Model.Components,
            Gone = new QuickLook(services.Workspace, environment, ledger).Gone(asked, services.Model.Components),
            WithDependencies = services.Options.WithDependencies,
        };
        return RequirementGate.Check(question) switch
        {
            GateDecision.Satisfied satisfied => satisfied.Plan,
            GateDecision.DeployFirst first => first.Plan,
            GateDecision.Refused refused => throw new PlatformException(
                ExitCode.Refused,
                RefusalWriter.Write(question, refused)
            ),
            var other => throw new InvalidOperationException($"{other}"),
        };
    }

    /// <summary>The components in order, for targets that need nothing but themselves.</summary>
    public static DeploymentPlan Unchecked(ImmutableArray<ComponentManifest> asked)
    {
        var byName = asked.ToDictionary(component => component.Name, StringComparer.Ordinal);
        return new DeploymentPlan([
            .. DeploymentOrder
                .Of(RequirementGraph.OfRun(asked))
                .Select(name => new PlannedDeployment(byName[name], [])),
        ]);
    }
}
