using System.Collections.Concurrent;
using System.Collections.Immutable;
using PathToProd.Decisions.Gates;
using PathToProd.Decisions.Ordering;
using PathToProd.Facts.Runs;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Tasks.Files;
using PathToProd.Tasks.Stages;
using PathToProd.Tasks.Stages.Deployments;
using PathToProd.Text;

namespace PathToProd.Tasks.Runs;

/// <summary>
/// Runs a target of one component or of many. First everything is checked: the gate, the way to the cluster, the tools,
/// and the components' own tasks. Only then does anything run, each component as soon as what it requires is done.
/// </summary>
public sealed class ComponentRun(RunServices services, EnvironmentManifest environment, string target)
{
    private readonly ConcurrentDictionary<string, NodeResult> _results = new(StringComparer.Ordinal);

    private bool Deploys => target.Equals(nameof(Stage.Deploy), StringComparison.OrdinalIgnoreCase);

    private bool Plans => target.Equals(nameof(Stage.Plan), StringComparison.OrdinalIgnoreCase);

    private bool Destroys => target.Equals(nameof(Stage.Destroy), StringComparison.OrdinalIgnoreCase);

    /// <summary>Runs it to the end.</summary>
    /// <exception cref="PlatformException">It cannot start: wrong input, or refused. Nothing was touched.</exception>
    public async Task<RunResult> RunAsync(ImmutableArray<ComponentManifest> asked)
    {
        TemporaryFolders.RemoveLeft();
        var plan =
            Deploys ? await RunGate.CheckAsync(services, environment, asked)
            : Plans ? RunGate.CheckHolds(services, environment, asked)
            : Destroys ? RunGate.CheckRemoval(services, environment, asked)
            : RunGate.Unchecked(asked);
        RunPreparation.CheckInput(services, environment, target, plan);
        RunPreparation.CheckCluster(services, environment, target, plan);
        var tasks = RunPreparation.Prepare(services, environment, target, plan);
        var planned = plan.Deployments.ToDictionary(one => one.Component.Name, StringComparer.Ordinal);
        var graph = Destroys ? plan.Graph.Reversed() : plan.Graph;
        var open = graph.Components.ToHashSet(StringComparer.Ordinal);
        var needless = NotNeeded(graph, plan, tasks);
        services.Observer.Observe(
            new JournalEvent.RunStarted(services.Clock.GetUtcNow(), services.Run, target, environment.Name)
        );
        var begin = services.Clock.GetTimestamp();
        foreach (var component in needless)
        {
            open.Remove(component);
            NotRun(component, "nothing that can run needs it");
        }

        open.ExceptWith(Unchanged(plan, tasks));

        try
        {
            var parallel = new ParallelRun(services.Model.Platform.Concurrency ?? Environment.ProcessorCount);
            var ended =
                open.Count == 0
                    ? ParallelRunResult.Nothing
                    : await parallel.RunAsync(
                        services.Options.KeepsGoing ? Independent(open) : graph.Only(open),
                        (name, _) => Task.FromResult(RunOne(planned[name], tasks[name])),
                        NotRun,
                        services.Cancellation
                    );
            return Result(plan, ended, services.Clock.GetElapsedTime(begin));
        }
        finally
        {
            services.Store.Flush();
            if (services.Sources.ReadMuch || _results.Values.Any(node => node.Outcome != NodeOutcome.Unchanged))
            {
                services.Sources.Save();
            }
        }
    }

    /// <summary>Checks all that <see cref="RunAsync"/> checks but what the ledger says, and runs nothing.</summary>
    /// <exception cref="PlatformException">It could not start: wrong input, or refused.</exception>
    public void Check(ImmutableArray<ComponentManifest> asked)
    {
        var plan = Deploys || Plans ? RunGate.CheckHolds(services, environment, asked) : RunGate.Unchecked(asked);
        RunPreparation.CheckInput(services, environment, target, plan);
        RunPreparation.CheckCluster(services, environment, target, plan);
        NotNeeded(plan.Graph, plan, RunPreparation.Prepare(services, environment, target, plan));
    }

    private static RequirementGraph Independent(IEnumerable<string> components) =>
        RequirementGraph.Of(components.ToDictionary(name => name, _ => Array.Empty<string>(), StringComparer.Ordinal));

    /// <summary>What nothing needs that is left when some tasks do not compile; when nothing is left, the run does not start.</summary>
    private static ImmutableSortedSet<string> NotNeeded(
        RequirementGraph graph,
        DeploymentPlan plan,
        IReadOnlyDictionary<string, PreparedTasks> tasks
    )
    {
        if (tasks.Values.All(prepared => prepared is PreparedTasks.Ready or PreparedTasks.Unchanged))
        {
            return [];
        }

        var failures = tasks
            .Where(pair => pair.Value is PreparedTasks.Broken)
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .ToDictionary(pair => pair.Key, pair => ((PreparedTasks.Broken)pair.Value).Failure.Message);
        var asked = plan.Deployments.Where(planned => planned.IsAskedFor).Select(planned => planned.Component.Name);
        var reduced = ReducedRun.Of(graph, asked, failures.Keys);
        return reduced.Reachable.Count > 0
            ? reduced.Needless
            : throw new PlatformException(
                ExitCode.Failed,
                $"{string.Join('\n', failures.Values)}\nNothing was touched."
            );
    }

    /// <summary>Records the components for which there is nothing to do, and names them.</summary>
    private List<string> Unchanged(DeploymentPlan plan, IReadOnlyDictionary<string, PreparedTasks> tasks)
    {
        var names = new List<string>();
        var happenings = new List<JournalEvent>();
        var now = services.Clock.GetUtcNow();
        foreach (var component in plan.Deployments.Select(planned => planned.Component))
        {
            if (tasks[component.Name] is not PreparedTasks.Unchanged unchanged)
            {
                continue;
            }

            names.Add(component.Name);
            happenings.AddRange(
                unchanged.Stages.Select(stage => new JournalEvent.StageEnded(now, component.Name, stage))
            );
            happenings.Add(new JournalEvent.NodeEnded(now, component.Name, NodeOutcome.Unchanged, Cause: null));
            _results[component.Name] = new NodeResult
            {
                Component = component.Name,
                Version = component.Version,
                Outcome = NodeOutcome.Unchanged,
                Digest = unchanged.Digest,
                Stages = unchanged.Stages,
            };
        }

        services.Observer.Observe(happenings);
        return names;
    }

    private NodeOutcome RunOne(PlannedDeployment planned, PreparedTasks prepared)
    {
        var name = planned.Component.Name;
        services.Observer.Observe(new JournalEvent.NodeStarted(services.Clock.GetUtcNow(), name));
        var ready = prepared is PreparedTasks.Broken broken ? throw broken.Failure : (PreparedTasks.Ready)prepared;
        var session = new ComponentSession(
            services,
            planned.Component,
            environment,
            ready.Digest,
            services.Given.GetValueOrDefault(name)
        );
        var result = new ComponentGraph(session, ready.Own).Run(target);
        var outcome = Outcome(result);
        _results[name] = new NodeResult
        {
            Component = name,
            Version = planned.Component.Version,
            Outcome = outcome,
            Reason = planned.IsAskedFor ? null : PlanWriter.Reason(planned, environment.Name),
            Digest = result.Digest,
            Rendered = Rendered(name, outcome),
            Stages = result.Stages,
            HasFailedSmokeTest = result.HasFailedSmokeTest,
            Error = result.Failure is { } failure ? services.Redactor.Hide(Explain(failure)) : null,
        };
        services.Observer.Observe(new JournalEvent.NodeEnded(services.Clock.GetUtcNow(), name, outcome, Cause: null));
        return outcome;
    }

    private string? Rendered(string component, NodeOutcome outcome) =>
        Deploys
        && outcome.IsSuccess()
        && environment.Target is Target.Directory directory
        && RenderedFolder.Of(services.Workspace, directory, component) is var folder
        && Directory.Exists(folder)
            ? services.Workspace.Show(folder)
            : null;

    private NodeOutcome Outcome(ComponentGraphResult result) =>
        result.Failure switch
        {
            _ when services.Cancellation.IsCancellationRequested && result.Failure is not null => NodeOutcome.Cancelled,
            PlatformException failure => NodeOutcomes.Of(failure.ExitCode),
            not null => NodeOutcome.Failed,
            // What was asked for counts: a task of the component's own that checks something each time changes nothing.
            _ => result.Stages is [.., { Outcome: StageOutcome.Unchanged }] ? NodeOutcome.Unchanged : NodeOutcome.Done,
        };

    private static string Explain(Exception failure) =>
        failure is PlatformException or OperationCanceledException ? failure.Message : failure.ToString();

    private void NotRun(string component, string cause)
    {
        _results[component] = new NodeResult
        {
            Component = component,
            Version = services.Model.Components[component].Version,
            Outcome = NodeOutcome.NotRun,
            Reason = cause,
        };
        var happening = new JournalEvent.NodeEnded(services.Clock.GetUtcNow(), component, NodeOutcome.NotRun, cause);
        services.Observer.Observe(happening);
    }

    /// <summary>A component whose graph could not even be made, as its tools or its logs are not available.</summary>
    private void Failed(string component, Exception exception)
    {
        var outcome = exception is PlatformException failure ? NodeOutcomes.Of(failure.ExitCode) : NodeOutcome.Failed;
        _results[component] = new NodeResult
        {
            Component = component,
            Version = services.Model.Components[component].Version,
            Outcome = outcome,
            Error = services.Redactor.Hide(Explain(exception)),
        };
        services.Observer.Observe(
            new JournalEvent.NodeEnded(services.Clock.GetUtcNow(), component, outcome, Cause: null)
        );
    }

    private RunResult Result(DeploymentPlan plan, ParallelRunResult ended, TimeSpan duration)
    {
        foreach (var (component, exception) in ended.Exceptions)
        {
            Failed(component, exception);
        }

        var exitCode =
            Deploys || Destroys
                ? ExitCodes.OfChanges(ended.ExitCode, _results.Values.Select(node => node.Outcome))
                : ended.ExitCode;
        services.Observer.Observe(new JournalEvent.RunEnded(services.Clock.GetUtcNow(), exitCode));
        return new RunResult
        {
            Run = services.Run,
            Target = target,
            Environment = environment.Name,
            Nodes = [.. plan.Deployments.Select(planned => _results[planned.Component.Name])],
            ExitCode = exitCode,
            Duration = duration,
            Logs = services.Workspace.Show(services.Workspace.Run(services.Run)),
            IsAll = plan.Deployments.Length == services.Model.Components.Count,
            Ledger =
                (Deploys || Destroys)
                && services.Workspace.Ledger(environment.Name) is var ledger
                && File.Exists(ledger)
                    ? services.Workspace.Show(ledger)
                    : null,
        };
    }
}
