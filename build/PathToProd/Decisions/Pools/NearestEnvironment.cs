using System.Collections.Immutable;
using PathToProd.Facts.Pools;
using PathToProd.Text;

namespace PathToProd.Decisions.Pools;

/// <summary>
/// Orders the environments of a pool by how near they are to a version set: the one comes first whose set has the shortest tested way to it, so that
/// going there repeats, and adds to, what is known of steps.
/// </summary>
public static class NearestEnvironment
{
    /// <summary>The environments, the nearest first: over fewer tested steps; then those from which no tested way is known; of equals by name.</summary>
    /// <param name="there">The set of each environment; null where none is known.</param>
    /// <param name="to">The set under test; null where none is named, and then names decide.</param>
    /// <param name="steps">The steps that are known to work.</param>
    public static ImmutableArray<RankedEnvironment> Rank(
        IReadOnlyDictionary<string, SetThere?> there,
        SetThere? to,
        IReadOnlySet<(Digest From, Digest To)> steps
    )
    {
        var distances = to is null ? [] : Distances(to.Digest, steps);
        return
        [
            .. there
                .Select(one => new RankedEnvironment(
                    one.Key,
                    one.Value,
                    one.Value is { } set && distances.TryGetValue(set.Digest, out var distance) ? distance : null
                ))
                .OrderBy(one => one.Steps ?? int.MaxValue)
                .ThenBy(one => to is not null && one.Set is null)
                .ThenBy(one => one.Environment, StringComparer.Ordinal),
        ];
    }

    /// <summary>How many tested steps it takes at least from each set from which there is a way: breadth-first, from the end.</summary>
    private static Dictionary<Digest, int> Distances(Digest to, IReadOnlySet<(Digest From, Digest To)> steps)
    {
        var before = steps.ToLookup(step => step.To, step => step.From);
        var distances = new Dictionary<Digest, int> { [to] = 0 };
        var open = new Queue<Digest>([to]);
        while (open.TryDequeue(out var at))
        {
            foreach (var from in before[at])
            {
                if (distances.TryAdd(from, distances[at] + 1))
                {
                    open.Enqueue(from);
                }
            }
        }

        return distances;
    }
}

/// <summary>How near an environment is to a version set.</summary>
/// <param name="Environment">The environment.</param>
/// <param name="Set">What is there; null where that is no whole set, or nothing.</param>
/// <param name="Steps">Over how many tested steps the set is reached; null when no tested way is known.</param>
public sealed record RankedEnvironment(string Environment, SetThere? Set, int? Steps)
{
    /// <summary>Why it stands where it stands: <c>ci-2 has 2026.10.2, from which 1 tested step leads to 2026.11.1</c>.</summary>
    /// <param name="to">The set under test; null where none is named.</param>
    public string Text(SetThere? to) =>
        to is null ? $"{Environment} has {Set?.Name ?? "no whole set"}"
        : Set is null ? $"{Environment} has no whole set"
        : Steps switch
        {
            null => $"{Environment} has {Set.Name}, from which no tested way to {to.Name} is known",
            0 => $"{Environment} has {Set.Name}{(Set.Name == to.Name ? "" : $", which is the same as {to.Name}")}",
            1 => $"{Environment} has {Set.Name}, from which 1 tested step leads to {to.Name}",
            var many => $"{Environment} has {Set.Name}, from which {many} tested steps lead to {to.Name}",
        };
}
