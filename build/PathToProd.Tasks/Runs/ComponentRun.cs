using System.Collections.Immutable;
using PathToProd.Decisions.Ordering;
using PathToProd.Decisions.Planning;
using PathToProd.Decisions.Units;
using PathToProd.Facts.Runs;
using PathToProd.Model.Components;
using PathToProd.Tasks.Facts.Ledger;
using PathToProd.Tasks.Stages;
using PathToProd.Text;
using PathToProd.Tools.Files;
using PathToProd.Versions;

namespace PathToProd.Tasks.Runs;

/// <summary>
/// Runs a target of one component or of many. First a plan is made, which checks everything; only then does anything run, each
/// component as soon as what it requires is done.
/// </summary>
public sealed class ComponentRun(RunServices services, RunRequest request)
{
    private readonly RunPlanner _planner = new(services, request);
    private readonly NodeResults _results = new(services);

    /// <summary>What it does with the platform as a whole; null for a run that is about components alone.</summary>
    internal PlatformSteps? Steps { get; init; }

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
            Product = ProductVersion.Text,
        };
        services.Observer.Observe(start);
        _results.Begin();
        _results.Unchanged(plan.Nodes);
        var units = new UnitRuns(services, request, plan);
        var run = new NodeRun(services, request, _planner, _results, units.Units);
        try
        {
            var ended = await CarryOutAsync(plan, units, run);
            return Result(plan, units, Steps is null ? ended : await WithStepsAsync(plan, run, ended), _results.Now);
        }
        finally
        {
            units.CloseAll(_results.All);
            services.Store.Flush();
            if (services.Sources.ReadMuch || _results.All.Values.Any(node => node.Outcome != NodeOutcome.Unchanged))
            {
                services.Sources.Save();
            }
        }
    }

    /// <summary>Checks all that <see cref="RunAsync"/> checks but what the ledger says, and runs nothing.</summary>
    /// <exception cref="PlatformException">It could not start: wrong input, or refused.</exception>
    public void Check() => _planner.MakeWithoutLedger();

    /// <summary>Makes the plan that <see cref="RunAsync"/> would carry out, and runs nothing.</summary>
    /// <exception cref="PlatformException">It could not start: wrong input, or refused.</exception>
    public Task<RunPlan.Ready> PlanAsync() => _planner.MakeAsync();

    private async Task<ExitCode> CarryOutAsync(RunPlan.Ready plan, UnitRuns units, NodeRun run)
    {
        if (Steps?.Before() is { } before && !before.IsSuccess())
        {
            foreach (var node in plan.Nodes)
            {
                NotRun(node.Name, Steps.Cause, units);
            }

            return before.ExitCode();
        }

        var nodes = plan
            .Nodes.Where(node => node.Fate is NodeFate.Runs or NodeFate.Broken)
            .ToDictionary(node => node.Name, StringComparer.Ordinal);
        foreach (var node in plan.Nodes.Where(node => node.Fate is NodeFate.Needless))
        {
            NotRun(node.Name, "nothing that can run needs it", units);
        }

        if (nodes.Count == 0 && Steps is null)
        {
            return ExitCode.Done;
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
        var graph = WithEnds(expected.Graph, plan, nodes);
        var ended = await new ParallelRun(expected.Concurrency, rules).RunAsync(
            Steps?.Around(graph, plan) ?? graph,
            (name, _) =>
                Task.FromResult(
                    Steps?.Run(name)
                        ?? (
                            units.EndedBy(name) is { } unit
                                ? units.Finish(unit, _results.All, run.Verify)
                                : RunOne(run, nodes[name], plan.Graph, units)
                        )
                ),
            (name, cause) => NotRun(name, cause, units),
            services.Cancellation
        );
        return ended.ExitCode;
    }

    /// <summary>What comes when all components have ended, and how the run ends then.</summary>
    private async Task<ExitCode> WithStepsAsync(RunPlan.Ready plan, NodeRun run, ExitCode ended)
    {
        if (ended == ExitCode.Done && Steps!.Verifies)
        {
            ended = await VerifyAsync(plan, run);
        }

        Steps!.After(_results.All, ended);
        return ExitCodes.Merge([ended, Steps.Result.Outcome.ExitCode()]);
    }

    /// <summary>Verifies what no unit has verified with all of it there; nothing of it waits for anything else.</summary>
    private async Task<ExitCode> VerifyAsync(RunPlan.Ready plan, NodeRun run)
    {
        var open = plan
            .Nodes.Where(node => _results.All[node.Name].Stages.All(stage => stage.Name != nameof(Stage.Verify)))
            .ToDictionary(node => node.Name, StringComparer.Ordinal);
        var ended = await new ParallelRun(
            Concurrency.Of(request.Options, services.Model.Platform, request.Environment, Environment.ProcessorCount)
        ).RunAsync(
            RequirementGraph.WithoutEdges(open.Keys),
            (name, _) =>
            {
                var verified = _results.All[name] = run.Verify(open[name], _results.All[name]);
                return Task.FromResult(verified.Outcome);
            },
            notRun: null,
            services.Cancellation
        );
        return ended.ExitCode;
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

    private NodeOutcome RunOne(NodeRun run, RunNode node, RequirementGraph graph, UnitRuns units)
    {
        try
        {
            return run.Run(node, graph);
        }
        finally
        {
            units.MemberEnded(node.Name, _results.All);
        }
    }

    private void NotRun(string component, string cause, UnitRuns units)
    {
        // The end of a unit whose members did not all succeed: the last of them ends it. A step of the whole is no component either.
        if (units.EndedBy(component) is not null || !services.Model.Components.TryGetValue(component, out var manifest))
        {
            return;
        }

        _results.NotRun(manifest, cause);
        units.MemberEnded(component, _results.All);
    }

    private RunResult Result(RunPlan.Ready plan, UnitRuns units, ExitCode ended, TimeSpan duration)
    {
        units.CloseAll(_results.All);
        var changes = request.Target.ChangesEnvironment;
        var exitCode = changes ? ExitCodes.OfChanges(ended, _results.All.Values.Select(node => node.Outcome)) : ended;
        services.Observer.Observe(new JournalEvent.RunEnded(services.Clock.GetUtcNow(), exitCode));
        var nodes = plan.Nodes.Select(node => _results.All[node.Name]);
        return new RunResult
        {
            Run = services.Run,
            Plan = request.Target.Stage == Stage.Plan ? PlanOfRun.Of(services, request, nodes) : null,
            Resumes = request.Asked?.Resumes,
            Target = request.Target,
            Environment = request.Environment.Name,
            Nodes =
            [
                .. plan.Nodes.Select(node =>
                    _results.All[node.Name] with
                    {
                        Resumption = request.Resumed.GetValueOrDefault(node.Name)?.Because,
                    }
                ),
            ],
            Units = units.Results,
            Platform = Steps?.Result,
            ExitCode = exitCode,
            Duration = duration,
            Logs = services.Workspace.Show(services.Workspace.Run(services.Run)),
            CriticalPath = request.Options.KeepsGoing ? null : _results.CriticalPath(plan.Graph),
            IsAll = plan.Nodes.Length == services.Model.Components.Count,
            Ledger = changes
                ? CurrentLedger
                    .Of(services.Workspace, services.Model.Platform, request.Environment.Name, services.Clock)
                    .Place
                : null,
        };
    }
}
