using System.Collections.Concurrent;
using System.Collections.Immutable;
using PathToProd.Decisions.Ordering;
using PathToProd.Decisions.Planning;
using PathToProd.Facts.Runs;
using PathToProd.Model.Components;
using PathToProd.Tasks.Stages;

namespace PathToProd.Tasks.Runs;

/// <summary>What became of each component of a run. Each result is in the journal as soon as it is known.</summary>
internal sealed class NodeResults(RunServices services)
{
    private readonly ConcurrentDictionary<string, NodeResult> _results = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TimeSpan> _starts = new(StringComparer.Ordinal);
    private long _begin;

    /// <summary>All of them, by component.</summary>
    public ConcurrentDictionary<string, NodeResult> All => _results;

    /// <summary>The time since the run began.</summary>
    public TimeSpan Now => services.Clock.GetElapsedTime(_begin);

    /// <summary>The run begins now.</summary>
    public void Begin() => _begin = services.Clock.GetTimestamp();

    /// <summary>Whether a component has ended, and without success.</summary>
    public bool HasFailed(string component) =>
        _results.TryGetValue(component, out var result) && !result.Outcome.IsSuccess();

    /// <summary>There is nothing to do for some of the components.</summary>
    public void Unchanged(IEnumerable<RunNode> nodes)
    {
        var happenings = new List<JournalEvent>();
        var now = services.Clock.GetUtcNow();
        foreach (var node in nodes)
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

    /// <summary>A component starts.</summary>
    public void Starts(string component)
    {
        _starts[component] = Now;
        services.Observer.Observe(new JournalEvent.NodeStarted(services.Clock.GetUtcNow(), component));
    }

    /// <summary>A component that started has ended.</summary>
    public void Ended(NodeResult result)
    {
        result = result with { Span = new RunSpan(_starts[result.Component], Now) };
        _results[result.Component] = result;
        Observe(result.Component, result.Outcome, cause: null);
        services.Observer.Ended(result);
    }

    /// <summary>A component that had ended came to another end.</summary>
    public void EndedAgain(NodeResult result) => Observe(result.Component, result.Outcome, cause: null);

    /// <summary>A component is not run, because of a cause.</summary>
    public void NotRun(ComponentManifest component, string cause)
    {
        _results[component.Name] = new NodeResult
        {
            Component = component.Name,
            Version = component.Version,
            Outcome = NodeOutcome.NotRun,
            Reason = cause,
        };
        Observe(component.Name, NodeOutcome.NotRun, cause);
    }

    /// <summary>What the run took so long for; null when that says nothing.</summary>
    public CriticalPath? CriticalPath(RequirementGraph graph)
    {
        var spans = new Dictionary<string, RunSpan>(StringComparer.Ordinal);
        foreach (var node in _results.Values)
        {
            if (node.Span is { } span)
            {
                spans.Add(node.Component, span);
            }
        }

        return spans.Count > 1 ? CriticalPaths.Of(graph, spans) : null;
    }

    private static StageResult Unchanged(PlannedStage planned) =>
        new(planned.Stage.ToString(), TimeSpan.Zero, StageOutcome.Unchanged, planned.Reason, LogFile: null);

    private void Observe(string component, NodeOutcome outcome, string? cause) =>
        services.Observer.Observe(new JournalEvent.NodeEnded(services.Clock.GetUtcNow(), component, outcome, cause));
}
