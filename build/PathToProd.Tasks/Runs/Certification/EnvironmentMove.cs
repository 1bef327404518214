using System.Collections.Immutable;
using PathToProd.Decisions.Planning;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Plans;
using PathToProd.Facts.Runs;
using PathToProd.Facts.VersionSets;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Tasks.Facts.Ledger;
using PathToProd.Tasks.Stages;
using PathToProd.Text;

namespace PathToProd.Tasks.Runs.Certification;

/// <summary>
/// Brings an environment to a version set: deploys all of it, as Deploy does, and then removes what is there and not in the
/// set, what requires others first.
/// </summary>
internal sealed class EnvironmentMove(RunServices services, EnvironmentManifest environment, CertificationInputs inputs)
{
    /// <summary>Checks what the set's deployment needs, whatever is there, and touches nothing.</summary>
    /// <exception cref="PlatformException">Something is missing, wrong or refused.</exception>
    public void CheckDeployment(PreparedSet set) => Deployment(set).Check();

    /// <summary>Checks all that is needed for it, and touches nothing.</summary>
    /// <exception cref="PlatformException">Something is missing, wrong or refused.</exception>
    public void Check(PreparedSet set)
    {
        CheckDeployment(set);
        RefuseDoubt(set);
        Others(set);
    }

    /// <summary>What may be there, and of which no version is known to remove, would be tested together with the set.</summary>
    private void RefuseDoubt(PreparedSet set)
    {
        var doubtful = Ledger()
            .Components.Values.Where(state =>
                state.Presence is Presence.InDoubt
                && !set.Set.Members.ContainsKey(state.Component)
                && state.Member is null
            )
            .ToArray();
        if (doubtful.Length > 0)
        {
            var why = doubtful.Select(state =>
                DoubtWriter.Write(state.Component, environment.Name, ((Presence.InDoubt)state.Presence).Because)
            );
            string[] names = [.. doubtful.Select(state => state.Component)];
            throw new PlatformException(
                ExitCode.Refused,
                $"Because {Prose.Clauses([.. why])}, {set.Set.Name} cannot be tested there: what is not in the set has to go first. "
                    + $"Remove {Prose.List(names)} ({CommandLine.Of(nameof(Stage.Destroy), names, environment.Name)})."
            );
        }
    }

    private LedgerState Ledger() =>
        CurrentLedger.Read(services.Workspace, services.Model.Platform, environment.Name, services.Clock);

    /// <summary>Plans what it would change of some components, and touches nothing. What cannot be planned is not known.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<EnvironmentPlan?> PlanAsync(PreparedSet set, ImmutableArray<ComponentManifest> components)
    {
        var request = Request(Stage.Plan, components) with { Set = set.Set };
        var result = await new ComponentRun(set.For(services), request).RunAsync();
        services.Cancellation.ThrowIfCancellationRequested();
        return result.Plan;
    }

    /// <summary>
    /// Does it. What fails at first is deployed again once everything else is there: its smoke test may have met a mix that the set
    /// does not have, as components are deployed one after the other.
    /// </summary>
    public async Task<EnvironmentMoveResult> ToAsync(PreparedSet set)
    {
        // What must not be there together with the set would keep the gate closed.
        var removed = Clashes(set) ? await RemoveAsync(set) : [];
        var pass = await DeployAsync(set);
        var moved = new EnvironmentMoveResult(pass.Nodes, removed, FirstFailure(pass));
        if (services.Cancellation.IsCancellationRequested)
        {
            return moved;
        }

        moved = moved with { Removed = [.. moved.Removed, .. await RemoveAsync(set)] };
        // What is deployed again and again is no progress, or two that undo each other would go on for ever.
        var there = new HashSet<string>(StringComparer.Ordinal);
        var isElseNew = moved.Removed.Any(node => node.Outcome == NodeOutcome.Done);
        while (pass.ExitCode != ExitCode.Done && HasProgress(pass, there) | isElseNew)
        {
            services.Cancellation.ThrowIfCancellationRequested();
            services.Observer.Say($"Deploying again what failed, as everything else of {set.Set.Name} is there now");
            pass = await DeployAsync(set);
            isElseNew = false;
            moved = moved with { Deployed = Merge(moved.Deployed, pass.Nodes) };
        }

        return moved;
    }

    /// <summary>Whether something that is there, and not in the set, cannot be there together with it.</summary>
    private bool Clashes(PreparedSet set)
    {
        var others = Others(set).Model.Components;
        var all = set
            .Components.Concat(others.Values)
            .ToDictionary(
                component => component.Name,
                component => (component.Version, component.Relations),
                StringComparer.Ordinal
            );
        return SetFaults
            .Among(all)
            .Any(fault =>
                fault switch
                {
                    SetFault.Conflict(var with, _) => IsOther(fault.Component) || IsOther(with.Component),
                    SetFault.OptionalOutOfRange(var with, _) => IsOther(fault.Component) || IsOther(with.Component),
                    _ => false,
                }
            );

        bool IsOther(string component) => others.ContainsKey(component);
    }

    private static bool HasProgress(RunResult pass, HashSet<string> there)
    {
        var before = there.Count;
        there.UnionWith(pass.Nodes.Where(node => node.Outcome == NodeOutcome.Done).Select(node => node.Component));
        return there.Count > before;
    }

    private static string? FirstFailure(RunResult pass) =>
        pass
            .Nodes.Where(node => node.Outcome is NodeOutcome.Failed or NodeOutcome.Refused or NodeOutcome.WrongInput)
            .Select(node =>
                $"{node.Component} {node.Version} was not deployed: {FailureLine.Cut(node.Error ?? node.Outcome.Verb())}"
            )
            .FirstOrDefault();

    /// <summary>What became of each component in the end; what was deployed before and is unchanged now was deployed.</summary>
    private static ImmutableArray<NodeResult> Merge(
        ImmutableArray<NodeResult> before,
        ImmutableArray<NodeResult> now
    ) =>
        [
            .. now.Select(node =>
                node.Outcome == NodeOutcome.Unchanged
                && before.FirstOrDefault(one => one.Component == node.Component) is { Outcome: NodeOutcome.Done } done
                    ? done
                    : node
            ),
        ];

    private Task<RunResult> DeployAsync(PreparedSet set) => Deployment(set).RunAsync();

    private ComponentRun Deployment(PreparedSet set) =>
        new(set.For(services), Request(Stage.Deploy, [.. set.Components]) with { Set = set.Set });

    private RunRequest Request(Stage stage, ImmutableArray<ComponentManifest> components) =>
        new()
        {
            Target = RunTarget.Of(stage),
            Components = components,
            Environment = environment,
            Options = inputs.Options,
        };

    private async Task<ImmutableArray<NodeResult>> RemoveAsync(PreparedSet set)
    {
        var others = Others(set);
        if (others.Given.IsEmpty)
        {
            return [];
        }

        ImmutableArray<ComponentManifest> removed = [.. others.Model.Components.Values];
        var both = services with
        {
            Model = set.Chosen.Model.With(removed, areAll: false),
            Given = set.Chosen.Given.SetItems(others.Given),
        };
        var request = Request(Stage.Destroy, removed);
        // What stays comes, or came, in the set's versions, which require nothing of these.
        request = request with
        {
            Options = request.Options with { Force = true },
        };
        return (await new ComponentRun(both, request).RunAsync()).Nodes;
    }

    /// <summary>What the ledger says is there, or may be there, and is not in a set.</summary>
    private ChosenVersions Others(PreparedSet set) =>
        ChosenVersions.Running(set.Chosen.Model, Ledger(), set.Set.Members.ContainsKey, inputs.Find);
}
