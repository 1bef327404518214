using PathToProd.Text;

namespace PathToProd.Tasks.Stages;

/// <summary>Problems that environments may have in common: each is reported once, with all environments where it is so.</summary>
internal sealed class ProblemsByEnvironment
{
    private readonly List<(Problem Problem, string Environment)> _all = [];

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => _all.Count == 0;

    /// <summary>The problems, in the order in which they came.</summary>
    public IEnumerable<Problem> All =>
        _all.Distinct()
            .GroupBy(one => one.Problem, one => one.Environment)
            .Select(same => same.Key with { What = $"{same.Key.What} (in {Prose.List([.. same])})" });

    /// <summary>Takes those of an environment.</summary>
    public void Add(string environment, IEnumerable<Problem> problems) =>
        _all.AddRange(problems.Select(problem => (problem, environment)));
}
