using System.Collections.Immutable;
using PathToProd.Decisions.Gates;
using PathToProd.Decisions.Ordering;
using PathToProd.Model.Components;
using PathToProd.Model.Units;
using PathToProd.Text;

namespace PathToProd.Decisions.Planning;

/// <summary>
/// What a run is going to do, decided from what was asked and what is known, before anything is touched. A run carries it out;
/// Explain shows it.
/// </summary>
public abstract record RunPlan
{
    private RunPlan() { }

    /// <summary>The run does not start, and nothing was touched.</summary>
    /// <param name="Why">Everything that is in its way.</param>
    public sealed record Refused(PlatformException Why) : RunPlan;

    /// <summary>The run can start.</summary>
    /// <param name="Request">What was asked.</param>
    /// <param name="Nodes">The components in the order of deployment.</param>
    /// <param name="Graph">Which of them waits for which.</param>
    public sealed record Ready(RunRequest Request, ImmutableArray<RunNode> Nodes, RequirementGraph Graph) : RunPlan
    {
        /// <summary>What is deployed, recorded and verified as one, beside components by themselves.</summary>
        public ImmutableArray<DeploymentUnit> Units { get; init; } = [];

        /// <summary>How long components took here the last time, by name.</summary>
        public ImmutableDictionary<string, TimeSpan> Durations { get; init; } =
            ImmutableDictionary<string, TimeSpan>.Empty;

        /// <summary>The components in the order of deployment.</summary>
        public IEnumerable<ComponentManifest> Components => Nodes.Select(node => node.Component);

        /// <summary>The components whose task graphs run, and so whose tasks must compile.</summary>
        public IEnumerable<ComponentManifest> Running =>
            Nodes.Where(node => node.Fate is NodeFate.Runs).Select(node => node.Component);

        /// <summary>The same plan once it is known which tasks these have: some may be missing, or not compile.</summary>
        public RunPlan With(IReadOnlyDictionary<string, TaskFacts> tasks)
        {
            var problems = Running
                .OrderBy(component => component.Name, StringComparer.Ordinal)
                .SelectMany(component => Problems(component, tasks[component.Name]))
                .ToArray();
            return problems.Length > 0 ? new Refused(new PlatformException(problems)) : WithoutBroken(tasks);
        }

        private IEnumerable<Problem> Problems(ComponentManifest component, TaskFacts tasks)
        {
            if (tasks.Failure is not null)
            {
                return [];
            }

            return tasks.Names.Contains(Request.Target.Task, StringComparer.OrdinalIgnoreCase)
                ? tasks.Problems
                : tasks.Problems.Prepend(
                    new Problem(
                        null,
                        $"{component.Name} has no target {Request.Target.Task}",
                        Suggestion.Fix(Request.Target.Task, tasks.Names, "target", "it has none")
                    )
                );
        }

        /// <summary>When nothing that was asked for is left, the run does not start.</summary>
        private RunPlan WithoutBroken(IReadOnlyDictionary<string, TaskFacts> tasks)
        {
            var failures = new SortedDictionary<string, PlatformException>(StringComparer.Ordinal);
            foreach (var (name, facts) in tasks)
            {
                if (facts.Failure is { } failure)
                {
                    failures.Add(name, failure);
                }
            }

            if (failures.Count == 0)
            {
                return this;
            }

            var asked = Nodes.Where(node => node.Deployment.IsAskedFor).Select(node => node.Name);
            var reduced = ReducedRun.Of(Graph, asked, failures.Keys);
            return reduced.Reachable.Count == 0
                ? new Refused(
                    new PlatformException(
                        ExitCode.Failed,
                        $"{string.Join('\n', failures.Values.Select(failure => failure.Message))}\nNothing was touched."
                    )
                )
                : this with
                {
                    Nodes =
                    [
                        .. Nodes.Select(node =>
                            reduced.Needless.Contains(node.Name) ? node with { Fate = new NodeFate.Needless() }
                            : failures.TryGetValue(node.Name, out var failure)
                                ? node with
                                {
                                    Fate = new NodeFate.Broken(failure),
                                }
                            : node
                        ),
                    ],
                };
        }
    }

    /// <summary>Decides what can be decided before tools are installed and tasks are compiled.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="scope">The components that this is about.</param>
    /// <param name="facts">What is known of them.</param>
    /// <param name="now">The current time, to say how long ago something was.</param>
    public static RunPlan Of(RunRequest request, RunScope scope, RunFacts facts, DateTimeOffset now) =>
        scope switch
        {
            RunScope.Refused refused => new Refused(new PlatformException(ExitCode.Refused, refused.Message)),
            _ when !facts.Problems.IsEmpty => new Refused(new PlatformException(facts.Problems)),
            RunScope.Open open => new Ready(
                request,
                [
                    .. open.Plan.Deployments.Select(planned =>
                        Node(
                            request,
                            planned,
                            facts.Nodes.GetValueOrDefault(planned.Component.Name, NodeFacts.None),
                            now
                        )
                    ),
                ],
                open.Graph
            )
            {
                Durations = open.Durations,
                Units = open.Units,
            },
            _ => throw new InvalidOperationException($"{scope} is not known."),
        };

    private static RunNode Node(RunRequest request, PlannedDeployment planned, NodeFacts facts, DateTimeOffset now)
    {
        var stages = Stages(facts, request.Options, now);
        return new RunNode(planned, stages, Fate(request, facts, stages));
    }

    private static ImmutableArray<PlannedStage> Stages(NodeFacts facts, RunOptions options, DateTimeOffset now)
    {
        var stages = ImmutableArray.CreateBuilder<PlannedStage>(facts.Stages.Length + 1);
        foreach (var stage in facts.Stages)
        {
            stages.Add(new PlannedStage(stage.Stage, StageDecision.Of(stage, options, now)));
        }

        if (facts.Deployment is { } deployment)
        {
            stages.Add(new PlannedStage(Stage.Deploy, DeploymentDecision.Of(deployment, options, now)));
        }

        return stages.ToImmutable();
    }

    /// <summary>Only where everything up to the target was looked up, and no task of the component's own has a say.</summary>
    private static NodeFate Fate(RunRequest request, NodeFacts facts, ImmutableArray<PlannedStage> stages)
    {
        var isKnown =
            !facts.HasOwnTasks
            && !request.Options.Exclusive
            && stages is [.., { Stage: var last }]
            && last == request.Target.Stage;
        return isKnown && stages.All(stage => !stage.Runs) && facts.Stages is [{ Same.Artifact: var artifact }, ..]
            ? new NodeFate.Unchanged(artifact)
            : new NodeFate.Runs();
    }
}
