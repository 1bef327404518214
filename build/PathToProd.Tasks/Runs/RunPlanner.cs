using PathToProd.Decisions.Planning;
using PathToProd.Model.Components;
using PathToProd.Tasks.Facts.Leases;
using PathToProd.Tasks.Facts.Ledger;
using PathToProd.Tasks.Locks;
using PathToProd.Tasks.Stages;
using PathToProd.Tasks.Stages.Deployments;
using PathToProd.Text;

namespace PathToProd.Tasks.Runs;

/// <summary>
/// Makes the plan of a run: looks up facts, and has the plan decided from them. The cheapest facts come first, and what is
/// refused by them looks no further: the ledger, then the working copy, then the cluster, then tools and compilers.
/// </summary>
internal sealed class RunPlanner(RunServices services, RunRequest request)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly EnvironmentFactsReader _environment = new(services, request);
    private readonly RunPreparation _preparation = new(services, request);

    /// <summary>The compiled tasks of the components of the plan.</summary>
    public IReadOnlyDictionary<string, CompiledTasks> Tasks => _preparation.Tasks;

    /// <summary>Makes it. Waits for other runs when the user says so.</summary>
    /// <exception cref="PlatformException">The run cannot start: wrong input, or refused. Nothing was touched.</exception>
    public async Task<RunPlan.Ready> MakeAsync()
    {
        var scope = RunScope.Of(request, _environment.Read());
        while (request.Options.Waits && scope is RunScope.Refused { WaitsFor.IsEmpty: false } refused)
        {
            await WaitAsync(refused);
            scope = RunScope.Of(request, _environment.Read());
        }

        return Make(scope);
    }

    /// <summary>Makes it from all but what the ledger says, which may change until the run.</summary>
    /// <exception cref="PlatformException">The run could not start: wrong input, or refused.</exception>
    public RunPlan.Ready MakeWithoutLedger() => Make(RunScope.Of(request, _environment.WithoutLedger()));

    /// <summary>Asks the gate of one component again, in the middle of a run in which something that it waited for failed.</summary>
    /// <exception cref="PlatformException">The gate is closed now (exit code 3).</exception>
    public void AskGateAgain(ComponentManifest component)
    {
        var alone = request with
        {
            Components = [component],
            IsPart = true,
            Options = request.Options with { WithDependencies = false },
        };
        switch (RunScope.Of(alone, new EnvironmentFactsReader(services, alone).Read()))
        {
            case RunScope.Refused refused:
                throw new PlatformException(ExitCode.Refused, refused.Message);
            case RunScope.Open { Components: { Length: > 1 } needed }:
                var missing = needed.Where(other => other.Name != component.Name).Select(other => other.Name);
                throw new PlatformException(
                    ExitCode.Refused,
                    $"{component.Name} was not touched: it requires {Prose.List([.. missing])}, which is not there."
                );
        }
    }

    private RunPlan.Ready Make(RunScope scope)
    {
        var facts = scope is RunScope.Open open ? Read(open) : new RunFacts();
        var plan = Ready(RunPlan.Of(request, scope, facts, services.Clock.GetUtcNow()));
        if (StageNeeds.Cluster(request, plan.Components) is { } cluster)
        {
            ClusterBinding.Check(services, request.Environment, cluster);
        }

        return Ready(plan.With(_preparation.Prepare([.. plan.Running])));
    }

    private RunFacts Read(RunScope.Open scope)
    {
        var problems = new InputChecks(services, request).Of(scope.Components);
        return problems.IsEmpty
            ? new RunFacts { Nodes = new NodeFactsReader(services, request).Read(scope.Components) }
            : new RunFacts { Problems = problems };
    }

    private static RunPlan.Ready Ready(RunPlan plan) =>
        plan is RunPlan.Refused refused ? throw refused.Why : (RunPlan.Ready)plan;

    /// <summary>Waits until the runs that a refusal names let go of what is required, however they end.</summary>
    private async Task WaitAsync(RunScope.Refused refused)
    {
        var locks = new DeploymentLocks(services.Workspace.Locks, services.Clock);
        var environment = request.Environment.Name;
        foreach (var component in refused.WaitsFor)
        {
            if (locks.HolderOf(environment, component) is not { } holder)
            {
                await WaitElsewhereAsync(component);
                continue;
            }

            services.Observer.Say($"Waiting for {component} in {environment}: {holder} is changing it");
            while (locks.HolderOf(environment, component)?.Run == holder.Run)
            {
                await Task.Delay(Pause, services.Clock, services.Cancellation);
            }
        }
    }

    /// <summary>The same for a run on another machine. One that is gone never lets go, and is found by its silence.</summary>
    private async Task WaitElsewhereAsync(string component)
    {
        var environment = request.Environment.Name;
        if (CurrentLedger.Lease(services.Workspace, services.Model.Platform, environment, component) is { } lease)
        {
            await new LeaseWait(lease, services.Clock).UntilFreeAsync(
                holder => services.Observer.Say($"Waiting for {component} in {environment}: {holder} is changing it"),
                services.Cancellation
            );
        }
    }
}
