using System.Collections.Immutable;
using PathToProd.Facts.Plans;
using PathToProd.Facts.Runs;

namespace PathToProd.Facts.Changes;

/// <summary>What a run of components adds to the report of a change.</summary>
public static class ChangeOfRun
{
    /// <summary>The report with what a run did. Its verdict stays as it is.</summary>
    /// <param name="report">The report.</param>
    /// <param name="result">The run.</param>
    /// <param name="lastLines">The last lines of a log, by its file.</param>
    public static ChangeReport With(
        this ChangeReport report,
        RunResult result,
        Func<string, ImmutableArray<string>> lastLines
    )
    {
        var environment = result.Target.ConcernsEnvironment ? result.Environment : null;
        return report with
        {
            Run = report.Run ?? result.Run.Text,
            Steps = report.Steps.AddRange(result.Nodes.SelectMany(node => Steps(node, result, environment))),
            Plans = result.Plan is { } plan ? report.Plans.Add(Of(plan)) : report.Plans,
            Problems =
            [
                .. report.Problems,
                .. result
                    .Nodes.SelectMany(node =>
                        node.Problems.Select(problem => ProblemPlace.InSources(node.Component, problem))
                    )
                    .Select(ChangeProblem.Of)
                    .Distinct(),
            ],
            Failures =
            [
                .. report.Failures,
                .. result.Error is { } error
                    ? [new ChangeFailure(result.Target.Name, Step: null, error, [])]
                    : Array.Empty<ChangeFailure>(),
                .. result.Nodes.Where(node => node.Error is not null).Select(node => ChangeFailure.Of(node, lastLines)),
            ],
        };
    }

    private static IEnumerable<ChangeStep> Steps(NodeResult node, RunResult result, string? environment) =>
        node.Stages.IsEmpty && !node.Outcome.IsSuccess()
            ?
            [
                new ChangeStep(
                    node.Component,
                    result.Target.Name,
                    node.Outcome == NodeOutcome.NotRun ? StepOutcome.NotRun : StepOutcome.Failed,
                    Seconds: 0,
                    node.Reason,
                    environment
                ),
            ]
            : node.Stages.Select(stage => new ChangeStep(
                node.Component,
                stage.Name,
                stage.Outcome switch
                {
                    StageOutcome.Done => StepOutcome.Passed,
                    StageOutcome.Unchanged => StepOutcome.Reused,
                    StageOutcome.Skipped => StepOutcome.NotRun,
                    _ => StepOutcome.Failed,
                },
                stage.Duration.TotalSeconds,
                stage.Note,
                environment
            ));

    /// <summary>What a plan comes to, in numbers.</summary>
    public static ChangePlan Of(EnvironmentPlan plan)
    {
        var actions = plan.Components.SelectMany(part => part.Changes).Select(change => change.Action).ToArray();
        return new ChangePlan(
            plan.Environment,
            Count(PlannedAction.Create, PlannedAction.Replace),
            Count(PlannedAction.Update, PlannedAction.Move, PlannedAction.Import, PlannedAction.Other),
            Count(PlannedAction.Delete, PlannedAction.Forget, PlannedAction.Replace),
            plan.Components.Sum(part => part.Unknown.Length)
        );

        int Count(params PlannedAction[] kinds) => actions.Count(kinds.Contains);
    }
}
