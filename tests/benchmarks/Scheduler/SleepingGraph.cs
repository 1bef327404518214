using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using PathToProd.Decisions.Ordering;

namespace SchedulerBenchmark;

/// <summary>A random graph of components that sleep. The same numbers always give the same graph.</summary>
internal sealed class SleepingGraph
{
    private const string Resource = "state";

    private readonly Dictionary<string, string[]> _requires = [];
    private readonly Dictionary<string, TimeSpan> _durations = [];
    private readonly Dictionary<string, ImmutableArray<string>> _uses = [];

    /// <param name="count">How many components.</param>
    /// <param name="seed">Which of the graphs of that many.</param>
    public SleepingGraph(int count, int seed)
    {
        var random = new Random(seed);
        for (var number = 0; number < count; number++)
        {
            var requires = new HashSet<string>();
            for (var some = random.Next(0, 4); some > 0 && number > 0; some--)
            {
                requires.Add(Name(random.Next(Math.Max(0, number - 60), number)));
            }

            _requires.Add(Name(number), [.. requires]);
            _durations.Add(Name(number), TimeSpan.FromMilliseconds(random.Next(20, 200)));
            _uses.Add(Name(number), random.Next(10) == 0 ? [Resource] : []);
        }

        Graph = RequirementGraph.Of(_requires);
    }

    public RequirementGraph Graph { get; }

    public TimeSpan this[string component] => _durations[component];

    /// <summary>The rules of a run.</summary>
    /// <param name="limit">How many use the resource at once; 0 for any number.</param>
    public QueueRules Rules(int limit) =>
        new()
        {
            Durations = _durations,
            Uses = _uses,
            Limits =
                limit == 0
                    ? ImmutableDictionary<string, int>.Empty
                    : new Dictionary<string, int> { [Resource] = limit },
        };

    /// <summary>No run can take less: the longest path, all work over all workers, and the resource's work over its limit.</summary>
    public TimeSpan LowerBound(int workers, int limit)
    {
        var ends = new Dictionary<string, TimeSpan>();
        foreach (var (name, requires) in _requires)
        {
            ends.Add(name, requires.Select(required => ends[required]).Append(TimeSpan.Zero).Max() + _durations[name]);
        }

        var work = _durations.Values.Aggregate(TimeSpan.Zero, (sum, one) => sum + one) / workers;
        var limited = _durations
            .Where(pair => _uses[pair.Key].Length > 0)
            .Aggregate(TimeSpan.Zero, (sum, pair) => sum + pair.Value);
        TimeSpan[] bounds = [ends.Values.Max(), work, limit == 0 ? TimeSpan.Zero : limited / limit];
        return bounds.Max();
    }

    /// <summary>The same graph for make.</summary>
    public string Makefile()
    {
        var text = new StringBuilder(
            $"all: {string.Join(' ', _requires.Keys)}\n.PHONY: all {string.Join(' ', _requires.Keys)}\n"
        );
        foreach (var (name, requires) in _requires)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{name}: {string.Join(' ', requires)}\n\t@sleep {_durations[name].TotalSeconds:F3}\n"
            );
        }

        return text.ToString();
    }

    private static string Name(int number) => $"c{number:d4}";
}
