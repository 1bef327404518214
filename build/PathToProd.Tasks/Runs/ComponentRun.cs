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
using PathToProd.Tasks.Artifacts;
using PathToProd.Tasks.ComponentTasks;
using PathToProd.Tasks.Deployments;
using PathToProd.Tasks.Ledger;
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
        var plan = Plan(asked);
        if (plan.Deployments.Any(planned => planned.Component.Type != ComponentType.Terraform))
        {
            Refuse(Kubeconfig.Check(environment, services.Workspace));
        }

        Prepare(plan);
        services.Observer.Observe(
            new JournalEvent.RunStarted(services.Clock.GetUtcNow(), services.Run, target, environment.Name)
        );
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
            return new DeploymentPlan([
                .. names.Select(name => new PlannedDeployment(asked.First(c => c.Name == name), [])),
            ]);
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
            GateDecision.Refused refused => throw new PlatformException(
                ExitCode.Refused,
                RefusalWriter.Write(question, refused)
            ),
            var other => throw new InvalidOperationException($"{other}"),
        };
    }

    private void Prepare(DeploymentPlan plan)
    {
        Refuse(plan.Deployments.SelectMany(planned => Links(planned.Component)));
        FindTools(plan);
        var failures = new ConcurrentBag<PlatformException>();
        Parallel.ForEach(
            plan.Deployments.Select(planned => new ComponentProject(services.Workspace, planned.Component.Name))
                .Where(project => !project.IsUpToDate),
            project => Compile(project, failures)
        );
        if (!failures.IsEmpty)
        {
            throw new PlatformException(
                ExitCode.Failed,
                string.Join('\n', failures.Select(failure => failure.Message).Order(StringComparer.Ordinal))
            );
        }

        foreach (var planned in plan.Deployments)
        {
            var own = new ComponentProject(services.Workspace, planned.Component.Name).Load();
            _tasks[planned.Component.Name] = own;
            RefuseUnknownTarget(planned.Component, own);
        }
    }

    /// <summary>What leads out of a component's folder; Build finds it too, but only after what is required was deployed.</summary>
    private IEnumerable<Problem> Links(ComponentManifest component)
    {
        try
        {
            ArtifactFolder.Content(services.Workspace.Component(component.Name), component);
            return [];
        }
        catch (PlatformException failure)
        {
            return failure.Problems.Select(problem =>
                problem with
                {
                    Where = new SourcePosition(services.Workspace.Show(problem.Where!.Value.File)),
                }
            );
        }
    }

    /// <summary>Finds or installs all tools, and tells of all that cannot be had at once.</summary>
    private void FindTools(DeploymentPlan plan)
    {
        var missing = new List<string>();
        var tools = plan.Deployments.SelectMany(planned => NeededTools.Of(planned.Component.Type, environment));
        foreach (var tool in tools.Distinct(StringComparer.Ordinal))
        {
            try
            {
                services.Tools.Get(tool);
            }
            catch (PlatformException failure) when (failure.ExitCode == ExitCode.WrongInput)
            {
                missing.Add(failure.Message);
            }
        }

        if (missing.Count > 0)
        {
            throw new PlatformException(ExitCode.WrongInput, string.Join("\n\n", missing));
        }
    }

    private void Compile(ComponentProject project, ConcurrentBag<PlatformException> failures)
    {
        try
        {
            services.Observer.Say($"Compiling the tasks of {project.Component}");
            project.Compile(services.Commands, services.ProcessScope);
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
                new Problem(
                    null,
                    $"{component.Name} has no target {target}",
                    Suggestion.Fix(target, names, "target", "it has none")
                ),
            ]);
        }
    }

    private NodeOutcome RunOne(PlannedDeployment planned)
    {
        var name = planned.Component.Name;
        services.Observer.Observe(new JournalEvent.NodeStarted(services.Clock.GetUtcNow(), name));
        var session = new ComponentSession(
            services,
            planned.Component,
            environment,
            new ComponentProject(services.Workspace, name).Digest
        );
        var result = new ComponentGraph(session, _tasks[name]).Run(target);
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
            Error = result.Failure is { } failure ? services.Redactor.Hide(Explain(failure)) : null,
        };
        services.Observer.Observe(new JournalEvent.NodeEnded(services.Clock.GetUtcNow(), name, outcome, Cause: null));
        return outcome;
    }

    private string? Rendered(string component, NodeOutcome outcome) =>
        Deploys
        && outcome.IsSuccess()
        && environment.Target is Target.Directory directory
        && Path.Combine(services.Workspace.Root, directory.Path, component) is var folder
        && Directory.Exists(folder)
            ? services.Workspace.Show(folder)
            : null;

    private NodeOutcome Outcome(ComponentGraphResult result) =>
        result.Failure switch
        {
            _ when services.Cancellation.IsCancellationRequested && result.Failure is not null => NodeOutcome.Cancelled,
            PlatformException failure => NodeOutcomes.Of(failure.ExitCode),
            not null => NodeOutcome.Failed,
            null when result.CakeExitCode != 0 => NodeOutcome.Failed,
            _ => result.Stages.All(stage => stage.Outcome == StageOutcome.Unchanged)
                ? NodeOutcome.Unchanged
                : NodeOutcome.Done,
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

    private RunResult Result(DeploymentPlan plan, ParallelRunResult ended, TimeSpan duration)
    {
        var unexpected = ended.Exceptions.Values.FirstOrDefault(exception => exception is not PlatformException);
        if (unexpected is not null)
        {
            throw new InvalidOperationException("A component's graph failed in a way that is a defect.", unexpected);
        }

        services.Observer.Observe(new JournalEvent.RunEnded(services.Clock.GetUtcNow(), ended.ExitCode));
        return new RunResult
        {
            Run = services.Run,
            Target = target,
            Environment = environment.Name,
            Nodes = [.. plan.Deployments.Select(planned => _results[planned.Component.Name])],
            ExitCode = ended.ExitCode,
            Duration = duration,
            Logs = services.Workspace.Show(services.Workspace.Run(services.Run)),
            Ledger =
                (Deploys || Destroys)
                && services.Workspace.Ledger(environment.Name) is var ledger
                && File.Exists(ledger)
                    ? services.Workspace.Show(ledger)
                    : null,
        };
    }

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
