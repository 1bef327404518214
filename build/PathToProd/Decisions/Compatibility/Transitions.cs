using System.Collections.Immutable;
using PathToProd.Facts.VersionSets;
using PathToProd.Text;

namespace PathToProd.Decisions.Compatibility;

/// <summary>
/// The steps between sets that were tested, each in its own direction. A step is tested when it passed in one environment
/// and failed in none.
/// </summary>
public sealed class Transitions
{
    private readonly VersionSet[] _sets;
    private readonly Dictionary<Digest, int> _places;
    private readonly Dictionary<(int From, int To), List<MatrixCell>> _cells = [];

    /// <summary>The steps between some sets.</summary>
    /// <param name="verdicts">The latest verdicts of the evidence.</param>
    /// <param name="sets">The sets, in the order in which they are preferred; of two with the same digest the first.</param>
    /// <param name="environment">Where the steps were tested; null for anywhere.</param>
    public Transitions(LatestVerdicts verdicts, IEnumerable<VersionSet> sets, string? environment = null)
    {
        var known = new List<VersionSet>();
        _places = [];
        foreach (var set in sets)
        {
            if (_places.TryAdd(set.Digest, known.Count))
            {
                known.Add(set);
            }
        }

        _sets = [.. known];
        var all = ImmutableArray.CreateBuilder<Transition>();
        foreach (var verdict in verdicts.Transitions)
        {
            if (
                (environment is null || verdict.Evidence.Environment == environment)
                && _places.TryGetValue(verdict.Evidence.From!, out var from)
                && _places.TryGetValue(verdict.Evidence.Set, out var to)
            )
            {
                var cell = MatrixCell.Of(verdict);
                if (!_cells.TryGetValue((from, to), out var step))
                {
                    _cells.Add((from, to), step = []);
                }

                step.Add(cell);
                all.Add(new Transition(_sets[from], _sets[to], cell));
            }
        }

        All = all.ToImmutable();
    }

    /// <summary>The steps that were tested, the last one first: each in each environment, with each Kubernetes version.</summary>
    public ImmutableArray<Transition> All { get; }

    /// <summary>The answer for one step: failed where it failed anywhere lately, else good where it passed; else what is the newest.</summary>
    /// <exception cref="ArgumentException">A set is not among those that were given.</exception>
    public MatrixCell Of(VersionSet from, VersionSet to) => Of(Place(from), Place(to));

    /// <summary>
    /// The shortest path over tested steps, found by breadth-first search: both ends, and what lies between. Of paths of the
    /// same length, the one over preferred sets. Null when there is none.
    /// </summary>
    /// <exception cref="ArgumentException">A set is not among those that were given.</exception>
    public ImmutableArray<VersionSet>? Path(VersionSet from, VersionSet to)
    {
        var (start, end) = (Place(from), Place(to));
        var next = _cells
            .Keys.Where(step => Of(step.From, step.To).State == MatrixState.KnownGood)
            .OrderBy(step => step.To)
            .ToLookup(step => step.From, step => step.To);
        var before = new Dictionary<int, int> { [start] = start };
        var open = new Queue<int>([start]);
        while (open.TryDequeue(out var at) && at != end)
        {
            foreach (var one in next[at])
            {
                if (before.TryAdd(one, at))
                {
                    open.Enqueue(one);
                }
            }
        }

        if (!before.ContainsKey(end))
        {
            return null;
        }

        var path = new List<VersionSet> { _sets[end] };
        for (var at = end; at != start; at = before[at])
        {
            path.Add(_sets[before[at]]);
        }

        path.Reverse();
        return [.. path];
    }

    private MatrixCell Of(int from, int to)
    {
        if (!_cells.TryGetValue((from, to), out var step))
        {
            return MatrixCell.Unknown;
        }

        return Of(step);
    }

    /// <summary>The answer for one step of what each place says of it: failed where it failed anywhere lately, else good where it passed.</summary>
    internal static MatrixCell Of(List<MatrixCell> step) =>
        step.Find(cell => cell.State == MatrixState.Failed)
        ?? step.Find(cell => cell.State == MatrixState.KnownGood)
        ?? step[0];

    private int Place(VersionSet set) =>
        _places.TryGetValue(set.Digest, out var place)
            ? place
            : throw new ArgumentException($"{set.Name} is not among the sets", nameof(set));
}

/// <summary>A step that was tested.</summary>
/// <param name="From">The set that ran before.</param>
/// <param name="To">The set that ran then.</param>
/// <param name="Cell">The result, where and when.</param>
public sealed record Transition(VersionSet From, VersionSet To, MatrixCell Cell);
