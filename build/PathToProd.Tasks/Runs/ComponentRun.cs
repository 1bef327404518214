using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using PathToProd.Components;
using PathToProd.Environments;
using PathToProd.Ledger;
using PathToProd.Ordering;
using PathToProd.Promotion.Gates;
using PathToProd.Reporting;
using PathToProd.Runs;
using PathToProd.Tasks.ComponentTasks;
using PathToProd.Tasks.Deployments;
using PathToProd.Tasks.Ledger;
using PathToProd.Tasks.Processes;
using PathToProd.Tasks.Projects;

namespace PathToProd.Tasks.Runs;

/// <summary>
/// Runs a target of one component or of many. First everything is checked: the gate, the way to the cluster, the tools,
/// and that the components' own tasks compile. Only then does anything run, each component as soon as what it requires is done.
/// </summary>
public sealed class ComponentRun(RunServices services, EnvironmentManifest environment, string target)
{
    private readonly ConcurrentDictionary<string, NodeResult> _results = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Assembly?> _tasks = new(StringComparer.Ordinal);

    private bool Deploys => target.Equals(nameof(Stage.Deploy), StringComparison.OrdinalIgnoreCase);

    private bool Destroys => target.Equals(nameof(Stage.Destroy), StringComparison.OrdinalIgnoreCase);

    /// <summary>Runs it to the end.</summary>
    /// <exception cref="PlatformException">It cannot start: wrong input, or refused. Nothing was touched.</exception>
    public async Task<RunResult> RunAsync(ImmutableArray<ComponentManifest> asked)
    {
        Refuse(Kubeconfig.Check(environment, services.Workspace));
        var plan = Plan(asked);
        Prepare(plan);
        services.Observer.Observe(new JournalEvent.RunStarted(services.Clock.GetUtcNow(), target, environment.Name));
        var begin = services.Clock.GetTimestamp();
        var graph = Destroys ? plan.Graph.Reversed() : plan.Graph;
        var parallel = new ParallelRun(services.Model.Platform.Concurrency ?? Environment.ProcessorCount);
        var ended = await parallel.RunAsync(
            graph,
            (name, _) => Task.FromResult(RunOne(plan.Deployments.First(planned => planned.Component.Name == name))),
            NotRun,
            services.Cancellation
        );
        return Result(plan, ended, services.Clock.GetElapsedTime(begin));
    }

    private DeploymentPlan Plan(ImmutableArray<ComponentManifest> asked)
    {
        if (!Deploys)
        {
            var names = DeploymentOrder.Of(RequirementGraph.Of(asked));
            return new DeploymentPlan([.. names.Select(name => new PlannedDeployment(asked.First(c => c.Name == name), []))]);
        }

        var question = new GateQuestion
        {
            Asked = asked,
            Environment = environment,
            Ledger = LedgerState.From(environment.Name, Ledger().Read().Entries),
            Workspace = services.Model.Components,
            WithDependencies = services.Options.WithDependencies,
        };
        return RequirementGate.Check(question) switch
        {
            GateDecision.Satisfied satisfied => satisfied.Plan,
            GateDecision.DeployFirst first => first.Plan,
            GateDecision.Refused refused => throw new PlatformException(ExitCode.Refused, RefusalWriter.Write(question, refused)),
            var other => throw new InvalidOperationException($"{other}"),
        };
    }

    private void Prepare(DeploymentPlan plan)
    {
        foreach (var planned in plan.Deployments)
        {
            foreach (var tool in NeededTools.Of(planned.Component.Type, environment))
            {
                services.Tools.Get(tool);
            }
        }

        var failures = new ConcurrentBag<PlatformException>();
        Parallel.ForEach(
            plan.Deployments.Select(planned => new ComponentProject(services.Workspace, planned.Component.Name)).Where(project => !project.IsUpToDate),
            project => Compile(project, failures)
        );
        if (!failures.IsEmpty)
        {
            throw new PlatformException(ExitCode.Failed, string.Join('\n', failures.Select(failure => failure.Message).Order(StringComparer.Ordinal)));
        }

        foreach (var planned in plan.Deployments)
        {
            var own = new ComponentProject(services.Workspace, planned.Component.Name).Load();
            _tasks[planned.Component.Name] = own;
            RefuseUnknownTarget(planned.Component, own);
        }
    }

    private void Compile(ComponentProject project, ConcurrentBag<PlatformException> failures)
    {
        try
        {
            services.Observer.Compiling(project.Component);
            project.Compile(services.Commands, Scope());
        }
        catch (PlatformException failure)
        {
            failures.Add(failure);
        }
    }

    private void RefuseUnknownTarget(ComponentManifest component, Assembly? own)
    {
        var names = ComponentGraph.TaskNames(component.Type, own).ToArray();
        if (!names.Contains(target, StringComparer.OrdinalIgnoreCase))
        {
            throw new PlatformException([
                new Problem(null, $"{component.Name} has no target {target}", Suggestion.Fix(target, names, "target", "it has none")),
            ]);
        }
    }

    private NodeOutcome RunOne(PlannedDeployment planned)
    {
        var name = planned.Component.Name;
        services.Observer.Observe(new JournalEvent.NodeStarted(services.Clock.GetUtcNow(), name));
        var session = new ComponentSession(services, planned.Component, environment, new ComponentProject(services.Workspace, name).Digest);
        var result = new ComponentGraph(session, _tasks[name]).Run(target);
        var outcome = Outcome(result);
        var node = NodeOf(planned, outcome) with
        {
            Digest = result.Digest,
            Stages = result.Stages,
            Error = result.Failure is { } failure ? services.Redactor.Hide(Explain(failure)) : null,
        };
        _results[name] = node;
        services.Observer.Observe(new JournalEvent.NodeEnded(services.Clock.GetUtcNow(), name, outcome));
        return outcome;
    }

    private NodeOutcome Outcome(ComponentGraphResult result) =>
        result.Failure switch
        {
            _ when services.Cancellation.IsCancellationRequested && result.Failure is not null => NodeOutcome.Cancelled,
            PlatformException failure => NodeOutcomes.Of(failure.ExitCode),
            not null => NodeOutcome.Failed,
            null when result.CakeExitCode != 0 => NodeOutcome.Failed,
            _ => result.Stages.All(stage => stage.Outcome == StageOutcome.Unchanged) ? NodeOutcome.Unchanged : NodeOutcome.Done,
        };

    private static string Explain(Exception failure) =>
        failure is PlatformException or OperationCanceledException ? failure.Message : failure.ToString();

    private ProcessScope Scope() =>
        new()
        {
            RunId = services.Run.ToString(),
            Redactor = services.Redactor,
            Cancellation = services.Cancellation,
            CancellationAtOnce = services.CancellationAtOnce,
        };

    private LedgerFile Ledger() => new(services.Workspace.Ledger(environment.Name));

    private static void Refuse(IEnumerable<Problem> found)
    {
        var problems = found.ToArray();
        if (problems.Length > 0)
        {
            throw new PlatformException(problems);
        }
    }
}
