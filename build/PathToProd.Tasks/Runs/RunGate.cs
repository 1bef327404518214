using System.Collections.Immutable;
using PathToProd.Decisions.Gates;
using PathToProd.Decisions.Ordering;
using PathToProd.Facts.Ledger;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Tasks.Facts.Ledger;
using PathToProd.Tasks.Locks;
using PathToProd.Tasks.Stages;
using PathToProd.Tasks.Stages.Deployments;
using PathToProd.Text;

namespace PathToProd.Tasks.Runs;

/// <summary>What a run is about to do: what was asked, and for a deployment what it requires and is missing.</summary>
internal static class RunGate
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>The components in order, with what has to be deployed first. Waits for other runs when the user says so.</summary>
    /// <exception cref="PlatformException">Requirements are not met, and are not to be deployed (exit code 3): all causes, in prose.</exception>
    public static async Task<DeploymentPlan> CheckAsync(
        RunServices services,
        EnvironmentManifest environment,
        ImmutableArray<ComponentManifest> asked
    )
    {
        while (true)
        {
            var ledger = CurrentLedger.Read(services.Workspace, environment.Name, services.Clock);
            var question = Question(services, environment, asked, ledger) with
            {
                Gone = new DeployedOnDisk(services.Workspace, environment, ledger).Gone(
                    asked,
                    services.Model.Components
                ),
            };
            switch (RequirementGate.Check(question))
            {
                case GateDecision.Satisfied satisfied:
                    return satisfied.Plan;
                case GateDecision.DeployFirst first:
                    return first.Plan;
                case GateDecision.Refused { EndsByWaiting: true } refused when services.Options.Waits:
                    await WaitAsync(services, environment, refused);
                    break;
                case GateDecision.Refused refused:
                    throw Refusal(question, refused);
            }
        }
    }

    /// <summary>Waits until the runs that a refusal names let go of what is required, however they end.</summary>
    private static async Task WaitAsync(
        RunServices services,
        EnvironmentManifest environment,
        GateDecision.Refused refused
    )
    {
        var locks = new DeploymentLocks(services.Workspace.Locks, services.Clock);
        foreach (var cause in refused.Causes)
        {
            var component = cause.Requirement.Component;
            if (locks.HolderOf(environment.Name, component) is not { } holder)
            {
                continue;
            }

            services.Observer.Say($"Waiting for {component} in {environment.Name}: {holder} is changing it");
            while (locks.HolderOf(environment.Name, component)?.Run == holder.Run)
            {
                await Task.Delay(Pause, services.Clock, services.Cancellation);
            }
        }
    }

    /// <summary>The components in order, when the environment takes their versions; what they require may be missing yet.</summary>
    /// <exception cref="PlatformException">The environment holds some at other versions (exit code 3): all of them, in prose.</exception>
    public static DeploymentPlan CheckHolds(
        RunServices services,
        EnvironmentManifest environment,
        ImmutableArray<ComponentManifest> asked
    ) =>
        HeldVersions.Refusal(environment, asked) is { } refused
            ? throw Refusal(Question(services, environment, asked, LedgerState.From(environment.Name, [])), refused)
            : Unchecked(asked);

    /// <summary>The components in order, when nothing that stays requires them, or the user insists.</summary>
    /// <exception cref="PlatformException">Something does, or could (exit code 3): all causes, in prose.</exception>
    public static DeploymentPlan CheckRemoval(
        RunServices services,
        EnvironmentManifest environment,
        ImmutableArray<ComponentManifest> asked
    )
    {
        var names = asked.Select(component => component.Name).ToImmutableSortedSet(StringComparer.Ordinal);
        var ledger = CurrentLedger.Read(services.Workspace, environment.Name, services.Clock);
        var causes = services.Options.Force
            ? []
            : DestroyGate.Check(
                new DestroyQuestion
                {
                    Asked = names,
                    Ledger = ledger,
                    Dependents = new Dependents(services, ledger).Except(names),
                }
            );
        return causes.IsEmpty
            ? Unchecked(asked)
            : throw new PlatformException(
                ExitCode.Refused,
                DestroyRefusalWriter.Write(names, environment.Name, causes)
            );
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

    private static GateQuestion Question(
        RunServices services,
        EnvironmentManifest environment,
        ImmutableArray<ComponentManifest> asked,
        LedgerState ledger
    ) =>
        new()
        {
            Asked = asked,
            Environment = environment,
            Ledger = ledger,
            Workspace = services.Model.Components,
            WithDependencies = services.Options.WithDependencies,
        };

    private static PlatformException Refusal(GateQuestion question, GateDecision.Refused refused) =>
        new(ExitCode.Refused, RefusalWriter.Write(question, refused));
}
