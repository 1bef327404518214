using System.Collections.Immutable;
using PathToProd.Decisions.Gates;
using PathToProd.Decisions.Ordering;
using PathToProd.Facts.Ledger;
using PathToProd.Model.Components;
using PathToProd.Model.Units;
using PathToProd.Text;

namespace PathToProd.Decisions.Planning;

/// <summary>Which components a run is about, what was asked for and what that requires; or why a gate keeps it from starting.</summary>
public abstract record RunScope
{
    private RunScope() { }

    /// <summary>The gates are open.</summary>
    /// <param name="Plan">The components in order.</param>
    /// <param name="Graph">Which of them waits for which.</param>
    public sealed record Open(DeploymentPlan Plan, RequirementGraph Graph) : RunScope
    {
        /// <summary>What is deployed, recorded and verified as one, beside components by themselves.</summary>
        public ImmutableArray<DeploymentUnit> Units { get; init; } = [];

        /// <summary>How long components took here the last time, by name; of one that was never here nothing is known.</summary>
        public IReadOnlyDictionary<string, TimeSpan> Durations { get; init; } = new Dictionary<string, TimeSpan>();

        /// <summary>The components in order.</summary>
        public ImmutableArray<ComponentManifest> Components { get; } =
        [.. Plan.Deployments.Select(planned => planned.Component)];
    }

    /// <summary>A gate is closed.</summary>
    /// <param name="Message">All causes, in prose, and what would lift them.</param>
    /// <param name="WaitsFor">The locks of what other runs are changing, when the refusal may end with these runs; else none.</param>
    public sealed record Refused(string Message, ImmutableArray<string> WaitsFor) : RunScope;

    /// <summary>Decides.</summary>
    public static RunScope Of(RunRequest request, EnvironmentFacts facts)
    {
        if (
            request is { IsPart: false, Target.Stage: Stage.Deploy or Stage.Destroy or Stage.Plan }
            && UnitScope.Refusal(request, facts.Units) is { } refusal
        )
        {
            return new Refused(refusal, []);
        }

        var scope = Decide(request, facts);
        return scope is Open open ? InUnits(request, facts, open) : scope;
    }

    private static RunScope InUnits(RunRequest request, EnvironmentFacts facts, Open open)
    {
        if (facts.Ledger is { } ledger)
        {
            open = open with { Durations = LastDurations(ledger) };
        }

        var units = request is { IsPart: false, Target.ChangesEnvironment: true }
            ? UnitScope.In(open.Components.Select(component => component.Name), facts.Units)
            : [];
        if (units.IsEmpty)
        {
            return open;
        }

        if (UnitScope.Graph(open.Components, units, request.Order) is not { } graph)
        {
            var names = units.Select(unit => unit.Text);
            return new Refused(
                $"There is no order in which to deploy {Prose.List([.. names])}: in the versions that were chosen they require each other. "
                    + "Change the groups in platform.yaml, or choose other versions.",
                []
            );
        }

        return open with
        {
            Units = units,
            Graph = request.Target.Stage == Stage.Destroy ? graph.Reversed() : graph,
        };
    }

    private static Dictionary<string, TimeSpan> LastDurations(LedgerState ledger)
    {
        var durations = new Dictionary<string, TimeSpan>(StringComparer.Ordinal);
        foreach (var state in ledger.Components.Values)
        {
            if (state.LastDeployment is { } deployment)
            {
                durations.Add(state.Component, deployment.Duration);
            }
        }

        return durations;
    }

    private static RunScope Decide(RunRequest request, EnvironmentFacts facts) =>
        request.Target.Stage switch
        {
            Stage.Deploy when facts.Ledger is { } ledger => Deployment(request, facts, ledger),
            Stage.Deploy or Stage.Plan => Holds(request, facts),
            Stage.Destroy when facts.Ledger is { } ledger => Removal(request, facts, ledger),
            _ => Asked(request),
        };

    private static RunScope Deployment(RunRequest request, EnvironmentFacts facts, LedgerState ledger)
    {
        var question = Question(request, facts, ledger);
        return RequirementGate.Check(question) switch
        {
            GateDecision.Satisfied satisfied => new Open(satisfied.Plan, request.Order.Turn(satisfied.Plan.Graph)),
            GateDecision.DeployFirst first => NotPlanned(request, first.Plan) is { } refusal
                ? new Refused(refusal, [])
                : new Open(first.Plan, request.Order.Turn(first.Plan.Graph)),
            var refused => Closed(question, (GateDecision.Refused)refused),
        };
    }

    /// <summary>Why a saved plan cannot be applied that does not have all that it requires; null when it has, or none is applied.</summary>
    private static string? NotPlanned(RunRequest request, DeploymentPlan needed)
    {
        if (request.Options.Plan is not { } plan)
        {
            return null;
        }

        var names = needed.Deployments.Select(planned => planned.Component.Name).ToArray();
        var missing = names.Where(name => plan.Of(name) is null).ToArray();
        return missing.Length == 0
            ? null
            : $"Because {request.Environment.Name} does not have {Prose.List(missing)}, which the plan requires and does not deploy, "
                + $"nothing is deployed. Plan them together: {CommandLine.Of("Plan", names, request.Environment.Name)} --save=FILE";
    }

    /// <summary>What a component requires may be missing yet; a version that the environment does not take stays refused.</summary>
    private static RunScope Holds(RunRequest request, EnvironmentFacts facts) =>
        HeldVersions.Refusal(request.Environment, request.Components) is { } refused
            ? Closed(Question(request, facts, LedgerState.From(request.Environment.Name, [])), refused)
            : Asked(request);

    private static RunScope Removal(RunRequest request, EnvironmentFacts facts, LedgerState ledger)
    {
        var names = request.Components.Select(component => component.Name);
        var question = new DestroyQuestion
        {
            Asked = names.ToImmutableSortedSet(StringComparer.Ordinal),
            Ledger = ledger,
            Dependents = facts.Dependents,
        };
        var causes = request.Options.Force ? [] : DestroyGate.Check(question);
        return causes.IsEmpty
            ? Asked(request)
            : new Refused(DestroyRefusalWriter.Write(question.Asked, request.Environment.Name, causes), []);
    }

    /// <summary>What was asked for and nothing else, where no gate is asked.</summary>
    public static Open Asked(RunRequest request)
    {
        var byName = request.Components.ToDictionary(component => component.Name, StringComparer.Ordinal);
        var graph = RequirementGraph.OfRun(request.Components);
        return new Open(
            new DeploymentPlan([.. DeploymentOrder.Of(graph).Select(name => new PlannedDeployment(byName[name], []))]),
            request.Target.Stage == Stage.Destroy ? graph.Reversed() : graph
        );
    }

    private static GateQuestion Question(RunRequest request, EnvironmentFacts facts, LedgerState ledger) =>
        new()
        {
            Asked = request.Components,
            Environment = request.Environment,
            Ledger = ledger,
            Workspace = facts.Workspace,
            Gone = facts.Gone,
            Units = facts.Units,
            WithDependencies = request.Options.WithDependencies,
        };

    private static Refused Closed(GateQuestion question, GateDecision.Refused refused) =>
        new(
            RefusalWriter.Write(question, refused),
            refused.EndsByWaiting
                ? [.. refused.Causes.Select(cause => cause.LockName).Distinct(StringComparer.Ordinal)]
                : []
        );
}
