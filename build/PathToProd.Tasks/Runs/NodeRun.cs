using System.Collections.Immutable;
using PathToProd.Decisions.Gates;
using PathToProd.Decisions.Ordering;
using PathToProd.Decisions.Planning;
using PathToProd.Facts.Runs;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Tasks.Stages;
using PathToProd.Tasks.Stages.Deployments;
using PathToProd.Tasks.Store.Blobs;
using PathToProd.Text;

namespace PathToProd.Tasks.Runs;

/// <summary>Runs the task graph of one component of a run.</summary>
/// <param name="services">The run.</param>
/// <param name="request">What was asked.</param>
/// <param name="planner">Has the compiled tasks, and asks the gate again.</param>
/// <param name="results">What became of the components.</param>
/// <param name="units">What is deployed as one.</param>
internal sealed class NodeRun(
    RunServices services,
    RunRequest request,
    RunPlanner planner,
    NodeResults results,
    RunUnits units
)
{
    /// <summary>Runs it to its end, which is recorded, whatever it is.</summary>
    /// <param name="node">The component.</param>
    /// <param name="graph">Which components wait for which.</param>
    public NodeOutcome Run(RunNode node, RequirementGraph graph)
    {
        results.Starts(node.Name);
        try
        {
            return RunGraph(node, graph);
        }
        catch (Exception exception)
        {
            Failed(node.Component, exception);
            throw;
        }
    }

    /// <summary>
    /// Runs its smoke tests once all that goes with it is there, also of one that was unchanged: what is beside it may have changed.
    /// </summary>
    /// <param name="node">The component.</param>
    /// <param name="result">How it ended.</param>
    /// <returns>How it ends with that.</returns>
    public NodeResult Verify(RunNode node, NodeResult result)
    {
        var own = planner.Tasks[node.Name];
        if (own.Assembly is null && node.Component.Smoke is null)
        {
            return result;
        }

        var given =
            services.Given.GetValueOrDefault(node.Name)
            ?? (result.Digest is { } digest ? services.Store.Find(digest) : null);
        var verified = Graph(node, new RunOptions(), own, given).Run(nameof(Stage.Verify));
        var stages = verified.Stages.Where(stage =>
            stage.Outcome is not (StageOutcome.Skipped or StageOutcome.Unchanged)
        );
        result = result with { Stages = [.. result.Stages, .. stages] };
        if (verified.Failure is not { } failure)
        {
            return result;
        }

        result = result with
        {
            Outcome = Outcome(verified),
            HasFailedSmokeTest = true,
            Error = services.Redactor.Hide(Explain(failure)),
        };
        results.EndedAgain(result);
        return result;
    }

    private NodeOutcome RunGraph(RunNode node, RequirementGraph graph)
    {
        if (node.Fate is NodeFate.Broken broken)
        {
            throw broken.Failure;
        }

        // Only where a failure holds nothing up does anything run after it.
        if (request.Target.ChangesEnvironment && graph.RequirementsOf(node.Name).Any(results.HasFailed))
        {
            planner.AskGateAgain(node.Component);
        }

        var given = services.Given.GetValueOrDefault(node.Name);
        var result = Graph(node, request.OptionsOf(node.Name), planner.Tasks[node.Name], given)
            .Run(request.Target.Task);
        var outcome = Outcome(result);
        results.Ended(
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
                Problems = Problems(result.Failure),
            }
        );
        return outcome;
    }

    private ComponentGraph Graph(RunNode node, RunOptions options, CompiledTasks own, StoredArtifact? given) =>
        new(
            new ComponentSession(
                services with
                {
                    Units = units,
                },
                node.Component,
                request.Environment,
                options,
                own.Digest,
                given
            ),
            own.Assembly
        );

    /// <summary>A component whose graph could not even be made, as its tools or its logs are not available.</summary>
    private void Failed(ComponentManifest component, Exception exception) =>
        results.Ended(
            new NodeResult
            {
                Component = component.Name,
                Version = component.Version,
                Outcome = exception switch
                {
                    PlatformException failure => NodeOutcomes.Of(failure.ExitCode),
                    OperationCanceledException when services.Cancellation.IsCancellationRequested =>
                        NodeOutcome.Cancelled,
                    _ => NodeOutcome.Failed,
                },
                Error = services.Redactor.Hide(Explain(exception)),
                Problems = Problems(exception),
            }
        );

    private ImmutableArray<Problem> Problems(Exception? exception) =>
        [
            .. ((exception as PlatformException)?.Problems ?? []).Select(problem =>
                problem with
                {
                    What = services.Redactor.Hide(problem.What),
                    Fix = services.Redactor.Hide(problem.Fix),
                }
            ),
        ];

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
}
