using System.Collections.Immutable;

namespace PathToProd.Decisions.Compatibility.Bisection;

/// <summary>
/// Finds a smallest part of some changes that still fails, when none of them passes and all of them fail: the algorithm ddmin
/// of Zeller and Hildebrandt, "Simplifying and Isolating Failure-Inducing Input", IEEE Transactions on Software Engineering
/// 28(2), 2002, section 3. Changes that need others are tried with these; leaving out a change leaves out what needs it.
/// </summary>
/// <remarks>
/// One guilty change of n is found in at most 2 log2(n) trials, as each halves what is left; changes that fail only together
/// take more, at worst n² + 3n. The result is 1-minimal whatever the outcomes are, also when more changes make a failure
/// pass again; unclear trials count as not failed, and cost further trials.
/// </remarks>
public sealed class DeltaDebugging
{
    private readonly ChangeNeeds _needs;
    private readonly Func<ImmutableSortedSet<int>, Task<TrialOutcome>> _try;
    private readonly Dictionary<string, TrialOutcome> _known = [];
    private readonly List<Trial> _trials = [];

    private DeltaDebugging(ChangeNeeds needs, Func<ImmutableSortedSet<int>, Task<TrialOutcome>> trial)
    {
        (_needs, _try) = (needs, trial);
        _known[Key([])] = TrialOutcome.Passed;
        _known[Key(All)] = TrialOutcome.Failed;
    }

    private ImmutableSortedSet<int> All => [.. Enumerable.Range(0, _needs.Count)];

    /// <summary>Finds it.</summary>
    /// <param name="needs">How many changes there are, and which needs which. Nothing and all of them are not tried: the one passes, the other fails.</param>
    /// <param name="trial">Tries some changes; it is asked for none twice.</param>
    public static Task<MinimalFailure> MinimizeAsync(
        ChangeNeeds needs,
        Func<ImmutableSortedSet<int>, Task<TrialOutcome>> trial
    ) => new DeltaDebugging(needs, trial).MinimizeAsync();

    private async Task<MinimalFailure> MinimizeAsync()
    {
        var failing = All;
        var parts = 2;
        while (failing.Count > 1)
        {
            parts = Math.Min(parts, failing.Count);
            if (await FirstFailing(failing, Parts(failing, parts).Select(one => _needs.With(one))) is { } part)
            {
                (failing, parts) = (part, 2);
            }
            else if (
                await FirstFailing(failing, Parts(failing, parts).Select(one => _needs.Within(failing.Except(one)))) is
                { } rest
            )
            {
                (failing, parts) = (rest, Math.Max(parts - 1, 2));
            }
            else if (parts == failing.Count)
            {
                break;
            }
            else
            {
                parts *= 2;
            }
        }

        var unclear = failing.Where(change =>
            _known.GetValueOrDefault(Key(_needs.Within(failing.Remove(change)))) == TrialOutcome.Unresolved
        );
        return new MinimalFailure(failing, [.. _trials], [.. unclear]);
    }

    /// <summary>The first that fails, and is not all that fails already.</summary>
    private async Task<ImmutableSortedSet<int>?> FirstFailing(
        ImmutableSortedSet<int> failing,
        IEnumerable<ImmutableSortedSet<int>> candidates
    )
    {
        foreach (var candidate in candidates)
        {
            if (candidate.Count < failing.Count && await Outcome(candidate) == TrialOutcome.Failed)
            {
                return candidate;
            }
        }

        return null;
    }

    private async Task<TrialOutcome> Outcome(ImmutableSortedSet<int> changes)
    {
        var key = Key(changes);
        if (!_known.TryGetValue(key, out var outcome))
        {
            outcome = await _try(changes);
            _known.Add(key, outcome);
            _trials.Add(new Trial(changes, outcome));
        }

        return outcome;
    }

    /// <summary>Cuts changes into parts of the same size, give or take one.</summary>
    private static IEnumerable<ImmutableArray<int>> Parts(ImmutableSortedSet<int> changes, int count)
    {
        var all = changes.ToImmutableArray();
        for (var part = 0; part < count; part++)
        {
            var start = part * all.Length / count;
            yield return all[start..((part + 1) * all.Length / count)];
        }
    }

    private static string Key(IEnumerable<int> changes) => string.Join(',', changes);
}
