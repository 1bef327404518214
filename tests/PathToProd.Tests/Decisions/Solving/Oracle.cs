using System.Collections.Immutable;
using PathToProd.Decisions.Solving.Questions;
using PathToProd.Versions;

namespace PathToProd.Tests.Decisions.Solving;

/// <summary>
/// What an answer is, and which one is preferred, written down as plainly as can be: by trying everything. It shares no code
/// with the solver.
/// </summary>
internal static class Oracle
{
    /// <summary>The preferred answer; null if none.</summary>
    public static ImmutableSortedDictionary<string, SemVersion>? Solve(SolverQuestion question)
    {
        var good = question
            .KnownGood.OrderByDescending(set => set.At)
            .ThenBy(set => set.Name, StringComparer.Ordinal)
            .Select(set => set.Versions)
            .Where(set => IsAnswer(question, set))
            .ToList();
        return question.OnlyKnownGood ? good.Find(set => BringsUpgrade(question, set))
            : Fewest(question).FirstOrDefault() is { } first
                ? good.Find(set => set.SequenceEqual(first))
                    ?? good.Find(set => IsAnswerWithout(question, set) && IsAsNew(question, set, first))
                    ?? first
            : null;
    }

    /// <summary>Whether nothing is there that is neither wished nor required.</summary>
    private static bool IsAnswerWithout(
        SolverQuestion question,
        ImmutableSortedDictionary<string, SemVersion> chosen
    ) => All(question).Any(answer => answer.SequenceEqual(chosen));

    /// <summary>
    /// Whether a known-good set is as new as the first answer. With upgrades, it has the same versions of them, and no more
    /// changes. Otherwise the first answer in which no component is older than in it has none that is newer either.
    /// </summary>
    private static bool IsAsNew(
        SolverQuestion question,
        ImmutableSortedDictionary<string, SemVersion> good,
        ImmutableSortedDictionary<string, SemVersion> first
    )
    {
        if (question.Upgrades is { } upgrades && !question.Current.IsEmpty)
        {
            return upgrades.All(name => good.GetValueOrDefault(name) == first.GetValueOrDefault(name))
                && Changes(question, good) <= Changes(question, first);
        }

        int Order(KeyValuePair<string, SemVersion> one) =>
            good.TryGetValue(one.Key, out var version) ? one.Value.CompareTo(version) : 0;
        return All(question).First(answer => answer.All(one => Order(one) >= 0)).All(one => Order(one) == 0);
    }

    /// <summary>The answers with the fewest changes that agree with the first one about the upgrades; the preferred one first.</summary>
    public static IEnumerable<ImmutableSortedDictionary<string, SemVersion>> Fewest(SolverQuestion question)
    {
        if (question.Upgrades is not { } upgrades || question.Current.IsEmpty)
        {
            return All(question);
        }

        var all = All(question).ToList();
        var agreed = all.Where(answer =>
                upgrades.All(name => answer.GetValueOrDefault(name) == all[0].GetValueOrDefault(name))
            )
            .ToList();
        var fewest = agreed.Select(answer => Changes(question, answer)).DefaultIfEmpty().Min();
        return agreed.Where(answer => Changes(question, answer) == fewest);
    }

    /// <summary>Every answer, in the order in which they are preferred component by component.</summary>
    public static IEnumerable<ImmutableSortedDictionary<string, SemVersion>> All(SolverQuestion question) =>
        Decide(question, ImmutableSortedDictionary.Create<string, SemVersion>(StringComparer.Ordinal));

    /// <summary>How many components that are not upgraded get another version, or come in.</summary>
    public static int Changes(SolverQuestion question, ImmutableSortedDictionary<string, SemVersion> chosen) =>
        chosen.Count(one =>
            question.Upgrades?.Contains(one.Key) == false
            && (!question.Current.TryGetValue(one.Key, out var before) || before != one.Value)
        );

    /// <summary>Whether these versions fulfil everything that was asked.</summary>
    public static bool IsAnswer(SolverQuestion question, ImmutableSortedDictionary<string, SemVersion> chosen) =>
        question.Wishes.All(wish => chosen.TryGetValue(wish.Component, out var version) && wish.Range.Contains(version))
        && chosen.All(one =>
            question.Universe.Find(one.Key, one.Value) is { } candidate
            && Fits(question, candidate, chosen, isWhole: true)
        )
        && !question.KnownConflicts.Any(conflict =>
            !conflict.Together.IsEmpty
            && conflict.Together.All(one => chosen.GetValueOrDefault(one.Component) == one.Version)
        );

    private static bool Fits(
        SolverQuestion question,
        Candidate candidate,
        ImmutableSortedDictionary<string, SemVersion> chosen,
        bool isWhole
    )
    {
        var relations = candidate.Relations;
        return relations.Requires.All(one =>
                chosen.TryGetValue(one.Key, out var v) ? one.Value.Range.Contains(v) : !isWhole
            )
            && relations.Optional.All(one => !chosen.TryGetValue(one.Key, out var v) || one.Value.Range.Contains(v))
            && relations.Conflicts.All(one => !chosen.TryGetValue(one.Key, out var v) || !one.Value.Range.Contains(v))
            && question.Holds.All(hold =>
                hold.Component != candidate.Component || hold.Range.Contains(candidate.Version)
            )
            && (
                question.Kubernetes is not { } kubernetes
                || relations.Kubernetes is not { } range
                || range.Contains(kubernetes)
                || range.Contains(new SemVersion(kubernetes.Major, kubernetes.Minor, kubernetes.Patch))
            )
            && (
                question.Provider is not { } provider
                || relations.Providers.IsEmpty
                || relations.Providers.Contains(provider)
            );
    }

    private static bool BringsUpgrade(SolverQuestion question, ImmutableSortedDictionary<string, SemVersion> chosen)
    {
        if (question.Upgrades is not { IsEmpty: false } upgrades)
        {
            return true;
        }

        var order = upgrades.Select(name =>
            !chosen.TryGetValue(name, out var version)
                ? -1
                : version.CompareTo(question.Current.GetValueOrDefault(name))
        );
        return order.All(one => one >= 0) && order.Any(one => one > 0);
    }

    private static IEnumerable<ImmutableSortedDictionary<string, SemVersion>> Decide(
        SolverQuestion question,
        ImmutableSortedDictionary<string, SemVersion> chosen
    )
    {
        if (Next(question, chosen) is { } next)
        {
            // What already contradicts itself becomes no answer. Without this, trying everything takes too long.
            return Preferred(question, next)
                .Select(version => chosen.Add(next, version))
                .Where(more =>
                    more.All(one => Fits(question, question.Universe.Find(one.Key, one.Value)!, more, isWhole: false))
                )
                .SelectMany(more => Decide(question, more));
        }

        return IsAnswer(question, chosen) ? [chosen] : [];
    }

    private static string? Next(SolverQuestion question, ImmutableSortedDictionary<string, SemVersion> chosen)
    {
        var wished = question.Wishes.Select(wish => wish.Component).ToHashSet();
        var required = chosen.SelectMany(one => question.Universe.Find(one.Key, one.Value)!.Relations.Requires.Keys);
        var upgrades = (question.Upgrades ?? []).ToList();
        return wished
            .Concat(required)
            .Where(name => !chosen.ContainsKey(name))
            .OrderBy(name => upgrades.Contains(name) ? upgrades.IndexOf(name) : int.MaxValue)
            .ThenBy(name => wished.Contains(name) ? 0 : 1)
            .ThenBy(name => name, StringComparer.Ordinal)
            .FirstOrDefault();
    }

    private static IEnumerable<SemVersion> Preferred(SolverQuestion question, string component)
    {
        var newestFirst = question
            .Universe.Of(component)
            .Select(candidate => candidate.Version)
            .OrderByDescending(version => version);
        var keeps = question.Upgrades is { } upgrades && !upgrades.Contains(component);
        return keeps && question.Current.TryGetValue(component, out var current)
            ? newestFirst.OrderBy(version => version == current ? 0 : 1)
            : newestFirst;
    }
}
