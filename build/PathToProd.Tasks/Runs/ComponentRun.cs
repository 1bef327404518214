using System.Collections.Concurrent;
using System.Collections.Immutable;
using PathToProd.Decisions.Gates;
using PathToProd.Decisions.Ordering;
using PathToProd.Decisions.Planning;
using PathToProd.Decisions.Units;
using PathToProd.Facts.Runs;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Tasks.Facts.Ledger;
using PathToProd.Tasks.Stages;
using PathToProd.Tasks.Stages.Deployments;
using PathToProd.Text;
using PathToProd.Tools.Files;

namespace PathToProd.Tasks.Runs;

/// <summary>
/// Runs a target of one component or of many. First a plan is made, which checks everything; only then does anything run, each
/// component as soon as what it requires is done.
/// </summary>
public sealed class ComponentRun(RunServices services, RunRequest request)
{
    private readonly RunPlanner _planner = new(services, request);
    private readonly ConcurrentDictionary<string, NodeResult> _results = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TimeSpan> _starts = new(StringComparer.Ordinal);
    private long _begin;

    /// <summary>Runs it to the end.</summary>
    /// <exception cref="PlatformException">It cannot start: wrong input, or refused. Nothing was touched.</exception>
    public async Task<RunResult> RunAsync()
    {
        TemporaryFolders.RemoveLeft();
        var plan = await _planner.MakeAsync();
        var start = new JournalEvent.RunStarted(
            services.Clock.GetUtcNow(),
            services.Run,
            request.Target.Name,
            request.Environment.Name
        )
        {
            Asked = request.Asked,
        };
        services.Observer.Observe(start);
        _begin = services.Clock.GetTimestamp();
        RecordUnchanged(plan);
        var units = new UnitRuns(services, request, plan, (node, result) => Verified(node, result));
        try
        {
            var ended = await CarryOutAsync(plan, units);
            return Result(plan, units, ended.ExitCode, Now);
        }
        finally
        {
            units.CloseAll(_results);
            services.Store.Flush();
            if (services.Sources.ReadMuch || _results.Values.Any(node => node.Outcome != NodeOutcome.Unchanged))
            {
                services.Sources.Save();
            }
        }
    }

    /// <summary>Checks all that <see cref="RunAsync"/> checks but what the ledger says, and runs nothing.</summary>
    /// <exception cref="PlatformException">It could not start: wrong input, or refused.</exception>
    public void Check() => _planner.MakeWithoutLedger();

    private async Task<ParallelRunResult> CarryOutAsync(RunPlan.Ready plan, UnitRuns units)
    {
        var nodes = plan
            .Nodes.Where(node => node.Fate is NodeFate.Runs or NodeFate.Broken)
            .ToDictionary(node => node.Name, StringComparer.Ordinal);
        foreach (var node in plan.Nodes.Where(node => node.Fate is NodeFate.Needless))
        {
            NotRun(node.Name, "nothing that can run needs it", units);
        }

        if (nodes.Count == 0)
        {
            return ParallelRunResult.Nothing;
        }

        var rules = new QueueRules
        {
            OnFailure = request.Options.OnFailure,
            Durations = plan.Durations,
            Uses = plan.Components.ToDictionary(component => component.Name, component => component.Uses),
            Limits = services.Model.Platform.Resources,
        };
        var expected = new ExpectedRun(
            Graph(plan, nodes),
            rules,
            Concurrency.Of(request.Options, services.Model.Platform, request.Environment, Environment.ProcessorCount)
        );
        services.Observer.Expect(expected);
        return await new ParallelRun(expected.Concurrency, rules).RunAsync(
            WithEnds(expected.Graph, plan, nodes),
            (name, _) =>
                Task.FromResult(
                    units.EndedBy(name) is { } unit
                        ? units.Finish(unit, _results)
                        : RunOne(nodes[name], plan.Graph, units)
                ),
            (name, cause) => NotRun(name, cause, units),
            services.Cancellation
        );
    }

    private RequirementGraph Graph(RunPlan.Ready plan, Dictionary<string, RunNode> nodes) =>
        request.Options.KeepsGoing
            ? RequirementGraph.WithoutEdges(nodes.Keys)
            : plan.Graph.Only(nodes.Keys.ToHashSet(StringComparer.Ordinal));

    /// <summary>With a node for the end of each unit, for which all wait that require one of its members.</summary>
    private RequirementGraph WithEnds(RequirementGraph graph, RunPlan.Ready plan, Dictionary<string, RunNode> nodes) =>
        plan.Units.IsEmpty || request.Options.KeepsGoing
            ? graph
            : UnitGraph.WithEnds(
                graph,
                plan.Units,
                nodes.Values.Where(node => node.Fate is NodeFate.Broken).Select(node => node.Name).ToHashSet()
            );

    /// <summary>Records the components for which there is nothing to do.</summary>
    private void RecordUnchanged(RunPlan.Ready plan)
    {
        var happenings = new List<JournalEvent>();
        var now = services.Clock.GetUtcNow();
        foreach (var node in plan.Nodes)
        {
            if (node.Fate is not NodeFate.Unchanged unchanged)
            {
                continue;
            }

            var stages = node.Stages.Select(Unchanged).ToImmutableArray();
            happenings.AddRange(stages.Select(stage => new JournalEvent.StageEnded(now, node.Name, stage)));
            happenings.Add(new JournalEvent.NodeEnded(now, node.Name, NodeOutcome.Unchanged, Cause: null));
            _results[node.Name] = new NodeResult
            {
                Component = node.Name,
                Version = node.Component.Version,
                Outcome = NodeOutcome.Unchanged,
                Digest = unchanged.Artifact,
                Stages = stages,
            };
        }

        services.Observer.Observe(happenings);
    }

    private static StageResult Unchanged(PlannedStage planned) =>
        new(planned.Stage.ToString(), TimeSpan.Zero, StageOutcome.Unchanged, planned.Reason, LogFile: null);

    private TimeSpan Now => services.Clock.GetElapsedTime(_begin);

    private NodeOutcome RunOne(RunNode node, RequirementGraph graph, UnitRuns units)
    {
        _starts[node.Name] = Now;
        try
        {
            services.Observer.Observe(new JournalEvent.NodeStarted(services.Clock.GetUtcNow(), node.Name));
            return RunGraph(node, graph, units);
        }
        catch (Exception exception)
        {
            Failed(node.Name, exception);
            units.MemberEnded(node.Name, _results);
            throw;
        }
    }

    private NodeOutcome RunGraph(RunNode node, RequirementGraph graph, UnitRuns units)
    {
        if (node.Fate is NodeFate.Broken broken)
        {
            throw broken.Failure;
        }

        if (request.Target.ChangesEnvironment && graph.RequirementsOf(node.Name).Any(HasFailed))
        {
            _planner.AskGateAgain(node.Component);
        }

        var own = _planner.Tasks[node.Name];
        var session = new ComponentSession(
            services with
            {
                Units = units.Units,
            },
            node.Component,
            request.Environment,
            request.OptionsOf(node.Name),
            own.Digest,
            services.Given.GetValueOrDefault(node.Name)
        );
        var result = new ComponentGraph(session, own.Assembly).Run(request.Target.Task);
        var outcome = Outcome(result);
        Ended(
            new NodeResult
            {
                Component = node.Name,
                Version = node.Component.Version,
                Outcome = outcome,
                Reason = node.Deployment.IsAskedFor
                    ? null
                    : PlanWriter.Reason(node.Deployment, request.Environment.Name),
                Digest = result.Digest,
                Rendered = Rendered(node.Name, outcome),
                Stages = result.Stages,
                HasFailedSmokeTest = result.HasFailedSmokeTest,
                Error = result.Failure is { } failure ? services.Redactor.Hide(Explain(failure)) : null,
            }
        );
        units.MemberEnded(node.Name, _results);
        return outcome;
    }

    /// <summary>Runs the smoke tests of a member once all of its unit is there, also of one that was unchanged: what is beside it may have changed.</summary>
    private NodeResult Verified(RunNode node, NodeResult result)
    {
        var own = _planner.Tasks[node.Name];
        if (own.Assembly is null && node.Component.Smoke is null)
        {
            return result;
        }

        var given =
            services.Given.GetValueOrDefault(node.Name)
            ?? (result.Digest is { } digest ? services.Store.Find(digest) : null);
        var session = new ComponentSession(
            services,
            node.Component,
            request.Environment,
            new RunOptions(),
            own.Digest,
            given
        );
        var verified = new ComponentGraph(session, own.Assembly).Run(nameof(Stage.Verify));
        var stages = verified.Stages.Where(stage =>
            stage.Outcome is not (StageOutcome.Skipped or StageOutcome.Unchanged)
        );
        result = result with { Stages = [.. result.Stages, .. stages] };
        if (verified.Failure is not { } failure)
        {
            return result;
        }

        var outcome = Outcome(verified);
        Observe(node.Name, outcome, cause: null);
        return result with
        {
            Outcome = outcome,
            HasFailedSmokeTest = true,
            Error = services.Redactor.Hide(Explain(failure)),
        };
    }

    // Only where a failure holds nothing up does anything run after it.
    private bool HasFailed(string component) =>
        _results.TryGetValue(component, out var result) && !result.Outcome.IsSuccess();

    private string? Rendered(string component, NodeOutcome outcome) =>
        request.Target.Stage == Stage.Deploy
        && outcome.IsSuccess()
        && request.Environment.Target is Target.Directory directory
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

    private void NotRun(string component, string cause, UnitRuns units)
    {
        // The end of a unit whose members did not all succeed: the last of them ends it.
        if (units.EndedBy(component) is not null)
        {
            return;
        }

        _results[component] = new NodeResult
        {
            Component = component,
            Version = services.Model.Components[component].Version,
            Outcome = NodeOutcome.NotRun,
            Reason = cause,
        };
        Observe(component, NodeOutcome.NotRun, cause);
        units.MemberEnded(component, _results);
    }

    /// <summary>A component whose graph could not even be made, as its tools or its logs are not available.</summary>
    private void Failed(string component, Exception exception)
    {
        Ended(
            new NodeResult
            {
                Component = component,
                Version = services.Model.Components[component].Version,
                Outcome = exception switch
                {
                    PlatformException failure => NodeOutcomes.Of(failure.ExitCode),
                    OperationCanceledException when services.Cancellation.IsCancellationRequested =>
                        NodeOutcome.Cancelled,
                    _ => NodeOutcome.Failed,
                },
                Error = services.Redactor.Hide(Explain(exception)),
            }
        );
    }

    /// <summary>Records what a component that started did.</summary>
    private void Ended(NodeResult result)
    {
        result = result with { Span = new RunSpan(_starts[result.Component], Now) };
        _results[result.Component] = result;
        Observe(result.Component, result.Outcome, cause: null);
        services.Observer.Ended(result);
    }

    private void Observe(string component, NodeOutcome outcome, string? cause) =>
        services.Observer.Observe(new JournalEvent.NodeEnded(services.Clock.GetUtcNow(), component, outcome, cause));

    private RunResult Result(RunPlan.Ready plan, UnitRuns units, ExitCode ended, TimeSpan duration)
    {
        units.CloseAll(_results);
        var changes = request.Target.ChangesEnvironment;
        var exitCode = changes ? ExitCodes.OfChanges(ended, _results.Values.Select(node => node.Outcome)) : ended;
        services.Observer.Observe(new JournalEvent.RunEnded(services.Clock.GetUtcNow(), exitCode));
        return new RunResult
        {
            Run = services.Run,
            Resumes = request.Asked?.Resumes,
            Target = request.Target,
            Environment = request.Environment.Name,
            Nodes =
            [
                .. plan.Nodes.Select(node =>
                    _results[node.Name] with
                    {
                        Resumption = request.Resumed.GetValueOrDefault(node.Name)?.Because,
                    }
                ),
            ],
            Units = units.Results,
            ExitCode = exitCode,
            Duration = duration,
            Logs = services.Workspace.Show(services.Workspace.Run(services.Run)),
            CriticalPath = CriticalPath(plan),
            IsAll = plan.Nodes.Length == services.Model.Components.Count,
            Ledger = changes
                ? CurrentLedger
                    .Of(services.Workspace, services.Model.Platform, request.Environment.Name, services.Clock)
                    .Place
                : null,
        };
    }

    private CriticalPath? CriticalPath(RunPlan.Ready plan)
    {
        var spans = new Dictionary<string, RunSpan>(StringComparer.Ordinal);
        foreach (var node in _results.Values)
        {
            if (node.Span is { } span)
            {
                spans.Add(node.Component, span);
            }
        }

        return spans.Count > 1 && !request.Options.KeepsGoing ? CriticalPaths.Of(plan.Graph, spans) : null;
    }
}
