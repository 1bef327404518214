using System.Collections.Immutable;
using PathToProd.Facts.Runs;

namespace PathToProd.Decisions.Ordering;

/// <summary>
/// Which component of a run may start now. There are no waves: a component is ready the moment the last of its own
/// requirements succeeded, whatever else is still running. Of those that are ready the one with the longest way to the end of the run
/// before it comes first. Each change gives a new queue.
/// </summary>
#pragma warning disable CA1711 // It is a queue, though not a collection: that is the word for it.
public sealed record ReadyQueue
#pragma warning restore CA1711
{
    /// <summary>The cause of what was given up by <see cref="Cancel"/>.</summary>
    public const string CancelledCause = "the run was cancelled";

    private readonly RequirementGraph _graph;
    private readonly QueueRules _rules;

    /// <summary>How many requirements each component that is not ready yet still waits for.</summary>
    private ImmutableDictionary<string, int> _waiting;

    /// <summary>
    /// The components, the one that has the most time before it first; of equal ones the first by name, so that what is left of a run goes as
    /// it would have gone in the whole.
    /// </summary>
    private readonly string[] _urgent;

    /// <summary>The place of each in that order.</summary>
    private readonly Dictionary<string, int> _places;
    private readonly ImmutableArray<string> _order;
    private ImmutableSortedSet<int> _ready;

    private ReadyQueue(RequirementGraph graph, QueueRules rules)
    {
        (_graph, _rules) = (graph, rules);
        _order = DeploymentOrder.Of(graph);
        var remaining = RemainingTime.Of(graph, _order, rules.Durations);
        _urgent = [.. _order.OrderByDescending(name => remaining[name]).ThenBy(name => name, StringComparer.Ordinal)];
        _places = new Dictionary<string, int>(_order.Length, StringComparer.Ordinal);
        foreach (var name in _urgent)
        {
            _places.Add(name, _places.Count);
        }

        _waiting = _order
            .Where(name => graph.RequirementsOf(name).Length > 0)
            .ToImmutableDictionary(name => name, name => graph.RequirementsOf(name).Length);
        _ready = [.. _order.Where(name => graph.RequirementsOf(name).Length == 0).Select(name => _places[name])];
    }

    /// <summary>The components of which each may start now, the most urgent first. Starting one may keep another from starting.</summary>
    public IEnumerable<string> Next => _ready.Select(place => _urgent[place]).Where(HasRoom);

    /// <summary>The components that started and did not end yet.</summary>
    public ImmutableSortedSet<string> Running { get; private init; } =
        ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary>The components that ended, or that will never run, with how and why.</summary>
    public ImmutableSortedDictionary<string, NodeEnd> Ends { get; private init; } =
        ImmutableSortedDictionary.Create<string, NodeEnd>(StringComparer.Ordinal);

    /// <summary>Whether nothing runs and nothing ever will.</summary>
    public bool IsDone => Ends.Count == _order.Length;

    /// <summary>The components in the order of deployment.</summary>
    public ImmutableArray<string> Order => _order;

    /// <summary>The queue of a graph of which nothing has started.</summary>
    /// <exception cref="ArgumentException">The graph has a cycle.</exception>
    public static ReadyQueue Of(RequirementGraph graph, QueueRules? rules = null) =>
        new(graph, rules ?? QueueRules.Default);

    /// <summary>Takes a component that is ready: it runs now.</summary>
    /// <exception cref="InvalidOperationException">It is not ready, has no room, or started before.</exception>
    public ReadyQueue Start(string component) =>
        _places.TryGetValue(component, out var place) && _ready.Contains(place) && HasRoom(component)
            ? this with
            {
                _ready = _ready.Remove(place),
                Running = Running.Add(component),
            }
            : throw new InvalidOperationException($"{component} is not ready.");

    /// <summary>Ends a component that runs. After a success its dependants may become ready; after anything else the policy decides.</summary>
    /// <exception cref="InvalidOperationException">It does not run.</exception>
    public ReadyQueue Complete(string component, NodeOutcome outcome)
    {
        if (!Running.Contains(component))
        {
            throw new InvalidOperationException($"{component} does not run.");
        }

        var ended = this with
        {
            Running = Running.Remove(component),
            Ends = Ends.Add(component, new NodeEnd(outcome, Cause: null)),
        };
        if (outcome.IsSuccess() || _rules.OnFailure == FailurePolicy.FinishEverything)
        {
            return ended.Release(component);
        }

        var cause = $"{component} {outcome.Verb()}";
        var skipped = ended.Skip(_graph.WithDependants(component).Remove(component), cause);
        return _rules.OnFailure == FailurePolicy.Stop
            ? skipped.Skip(_order.Where(name => !Running.Contains(name)), $"{cause}, and a failure stops this run")
            : skipped;
    }

    /// <summary>Gives up everything that did not start; what runs still has to complete.</summary>
    public ReadyQueue Cancel() => Skip(_order.Where(name => !Running.Contains(name)), CancelledCause);

    private bool HasRoom(string component)
    {
        foreach (var resource in UsedBy(component))
        {
            if (
                _rules.Limits.TryGetValue(resource, out var limit)
                && Running.Count(other => UsedBy(other).Contains(resource)) >= limit
            )
            {
                return false;
            }
        }

        return true;
    }

    private ImmutableArray<string> UsedBy(string component) => _rules.Uses.GetValueOrDefault(component, []);

    private ReadyQueue Release(string component)
    {
        var stillWaiting = _waiting;
        var nowReady = _ready;
        foreach (var dependant in _graph.DependantsOf(component))
        {
            // A dependant that will never run has left the count already.
            if (!stillWaiting.TryGetValue(dependant, out var count))
            {
                continue;
            }

            if (count > 1)
            {
                stillWaiting = stillWaiting.SetItem(dependant, count - 1);
            }
            else
            {
                stillWaiting = stillWaiting.Remove(dependant);
                nowReady = nowReady.Add(_places[dependant]);
            }
        }

        return this with
        {
            _waiting = stillWaiting,
            _ready = nowReady,
        };
    }

    private ReadyQueue Skip(IEnumerable<string> components, string cause)
    {
        var skipped = components.Where(name => !Ends.ContainsKey(name)).ToArray();
        return this with
        {
            _waiting = _waiting.RemoveRange(skipped),
            _ready = _ready.Except(skipped.Select(name => _places[name])),
            Ends = Ends.AddRange(
                skipped.Select(name => KeyValuePair.Create(name, new NodeEnd(NodeOutcome.NotRun, cause)))
            ),
        };
    }
}

/// <summary>How a component's part of a run ended.</summary>
/// <param name="Outcome">How.</param>
/// <param name="Cause">Why it was not run: <c>base-k8s failed</c>; null for one that ran.</param>
public sealed record NodeEnd(NodeOutcome Outcome, string? Cause);
