using PathToProd.Decisions.Ordering;
using PathToProd.Decisions.Planning;
using PathToProd.Facts.Runs;
using PathToProd.Tasks.Stages;
using PathToProd.Text;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Runs;

/// <summary>
/// What a run does with the platform as a whole, around its components: steps that have a line, a log and a place in the journal, as stages of
/// components do.
/// </summary>
internal abstract class PlatformSteps(RunServices services)
{
    private readonly List<StageResult> _steps = [];

    /// <summary>What became of it.</summary>
    public PlatformResult Result { get; private set; } = new() { Outcome = NodeOutcome.Done };

    /// <summary>Why no component runs when <see cref="Before"/> did not succeed: a clause.</summary>
    public virtual string Cause => $"the {PlatformResult.Name} {Result.Outcome.Verb()}";

    protected RunServices Services => services;

    /// <summary>Comes before the first component. No component runs unless it succeeds.</summary>
    public virtual NodeOutcome Before() => NodeOutcome.Done;

    /// <summary>The graph of the run with nodes for what comes between components.</summary>
    public virtual RequirementGraph Around(RequirementGraph graph, RunPlan.Ready plan) => graph;

    /// <summary>Does what comes between components; null when the node is not of this kind.</summary>
    public virtual NodeOutcome? Run(string node) => null;

    /// <summary>Whether each component is verified once all are there.</summary>
    public virtual bool Verifies => false;

    /// <summary>Comes when all components have ended.</summary>
    /// <param name="results">What became of each.</param>
    /// <param name="ended">How the run would end.</param>
    public abstract void After(IReadOnlyDictionary<string, NodeResult> results, ExitCode ended);

    protected void Add(Func<PlatformResult, PlatformResult> change) => Result = change(Result);

    /// <summary>Does a step while no component runs, so that it is all that is shown.</summary>
    protected NodeOutcome StepAlone(string name, Func<Action<string>, string?> act)
    {
        services.Observer.Expect(
            new ExpectedRun(RequirementGraph.WithoutEdges([PlatformResult.Name]), QueueRules.Default, Concurrency: 1)
        );
        return Step(name, act);
    }

    /// <summary>Does a step. What it gives is worth saying about it.</summary>
    protected NodeOutcome Step(string name, Func<Action<string>, string?> act)
    {
        var file = services.Workspace.StageLog(services.Run, PlatformResult.Name, name);
        using var log = new LogFileSink(file);
        var console = services.Observer.ToolOutput(PlatformResult.Name);
        services.Observer.Observe(new JournalEvent.StageStarted(services.Clock.GetUtcNow(), PlatformResult.Name, name));
        var begin = services.Clock.GetTimestamp();
        var (outcome, note, error) = Try(() => act(Say));
        if (error is not null)
        {
            Say(error);
        }

        var step = new StageResult(
            name,
            services.Clock.GetElapsedTime(begin),
            outcome.IsSuccess() ? StageOutcome.Done : StageOutcome.Failed,
            note,
            services.Workspace.Show(file)
        );
        services.Observer.Observe(new JournalEvent.StageEnded(services.Clock.GetUtcNow(), PlatformResult.Name, step));
        lock (_steps)
        {
            _steps.Add(step);
            Result = Result with
            {
                Outcome = Result.Outcome.IsSuccess() ? outcome : Result.Outcome,
                Steps = [.. _steps],
                Error = Result.Error ?? error,
            };
        }

        return outcome;

        void Say(string text)
        {
            var line = new OutputLine(OutputSource.Echo, services.Redactor.Hide(text));
            log.Write(line);
            console.Write(line);
        }
    }

    private (NodeOutcome, string? Note, string? Error) Try(Func<string?> act)
    {
        try
        {
            return (NodeOutcome.Done, act(), null);
        }
        catch (PlatformException exception)
        {
            return (NodeOutcomes.Of(exception.ExitCode), null, services.Redactor.Hide(exception.Message));
        }
        catch (OperationCanceledException) when (services.Cancellation.IsCancellationRequested)
        {
            return (NodeOutcome.Cancelled, null, null);
        }
#pragma warning disable CA1031 // What components did has to be reported, also when a step has a defect.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return (NodeOutcome.Failed, null, services.Redactor.Hide(exception.ToString()));
        }
    }
}
