using PathToProd.Decisions.Solving.Explaining;
using PathToProd.Decisions.Solving.Questions;
using PathToProd.Decisions.Solving.Searching;
using Members = System.Collections.Immutable.ImmutableSortedDictionary<string, PathToProd.Versions.SemVersion>;

namespace PathToProd.Decisions.Solving;

/// <summary>Finds the known-good set that is as new as the answer of a search. <c>docs/solver.md</c> says when it is.</summary>
/// <param name="question">What was asked.</param>
/// <param name="answer">What the search found.</param>
/// <param name="budget">What looking for it may take.</param>
internal sealed class EquallyNew(SolverQuestion question, Members answer, StepBudget budget)
{
    private readonly DecisionOrder _order = new(question);
    private readonly UniverseFacts _facts = new(question);

    /// <summary>What was found so far. It spares a search where one of these is newer already.</summary>
    private readonly List<Members> _found = [answer];

    /// <summary>The answer itself, where it is known good; else the known-good set with the most recent evidence; null if none.</summary>
    public KnownGoodSet? Find()
    {
        var all = KnownGoodSets.Fitting(question).Where(set => IsCalledFor(set.Versions)).ToArray();
        return Array.Find(all, set => set.Versions.SequenceEqual(answer)) ?? Array.Find(all, IsAsNew);
    }

    private bool IsAsNew(KnownGoodSet good) =>
        question.CountsChanges ? IsSameUpgrade(good.Versions) : !IsOutdated(good.Versions);

    /// <summary>Upgrades have an order that the user asked for, so their versions must be the same, without more changes.</summary>
    private bool IsSameUpgrade(Members good) =>
        question.Upgrades!.Value.All(name => good.GetValueOrDefault(name) == answer.GetValueOrDefault(name))
        && Changes(good) <= Changes(answer);

    private int Changes(Members versions) =>
        versions.Count(one =>
            !question.IsUpgraded(one.Key) && question.Current.GetValueOrDefault(one.Key) != one.Value
        );

    /// <summary>Whether there is an answer that takes nothing back and has something newer. Also true when the budget ends before that is known.</summary>
    private bool IsOutdated(Members good)
    {
        if (_found.Exists(other => IsNewer(other, good)))
        {
            return true;
        }

        var search = budget.Run(new LimitedFacts(_facts, component => NotOlder(component, good), []), _order);
        if (search is not { Outcome: SearchOutcome.Found })
        {
            return true;
        }

        _found.Add(Choices.Versions(question.Universe, search.Solution));
        return IsNewer(_found[^1], good);
    }

    private Incompatibility? NotOlder(int component, Members good)
    {
        if (good.GetValueOrDefault(question.Universe.Components[component]) is not { } version)
        {
            return null;
        }

        var bit = question.Universe.PlaceOf(component, version) + 1;
        var size = question.Universe.At(component).Length + 1;
        var older = VersionBits.Where(size, one => one > bit);
        return Incompatibility.Of(new Fact.Supposed(component, older.Complement()), new Term(component, older));
    }

    /// <summary>Whether none of the components that both have is older in one of them, and some are newer.</summary>
    private static bool IsNewer(Members one, Members other)
    {
        var orders = other
            .Where(member => one.ContainsKey(member.Key))
            .Select(member => one[member.Key].CompareTo(member.Value))
            .ToArray();
        return Array.TrueForAll(orders, order => order >= 0) && Array.Exists(orders, order => order > 0);
    }

    /// <summary>Whether everything that a set has is wished, or required by something that it has.</summary>
    private bool IsCalledFor(Members good)
    {
        var called = question.Wishes.Select(wish => wish.Component).ToHashSet(StringComparer.Ordinal);
        var open = new Stack<string>(called);
        while (open.TryPop(out var name))
        {
            var required = question.Universe.Find(name, good[name])!.Relations.Requires.Keys;
            foreach (var other in required.Where(called.Add))
            {
                open.Push(other);
            }
        }

        return good.Keys.All(called.Contains);
    }
}
