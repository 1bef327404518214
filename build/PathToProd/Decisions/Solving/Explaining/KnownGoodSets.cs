using System.Collections.Immutable;
using PathToProd.Decisions.Solving.Questions;
using PathToProd.Decisions.Solving.Searching;
using PathToProd.Model.Components;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Decisions.Solving.Explaining;

/// <summary>Which known-good set answers a question, and why another one does not.</summary>
internal static class KnownGoodSets
{
    /// <summary>The known-good sets, the most recent evidence first.</summary>
    public static IEnumerable<KnownGoodSet> Ordered(SolverQuestion question) =>
        question.KnownGood.OrderByDescending(set => set.At).ThenBy(set => set.Name, StringComparer.Ordinal);

    /// <summary>Those that fulfil all but the wish for upgrades, the most recent evidence first.</summary>
    public static IEnumerable<KnownGoodSet> Fitting(SolverQuestion question) =>
        Ordered(question).Where(set => Misfit(question, set) is null);

    /// <summary>The one with the most recent evidence that fulfils everything; null when none does.</summary>
    public static KnownGoodSet? Find(SolverQuestion question) =>
        Ordered(question).FirstOrDefault(set => Objection(question, set) is null);

    /// <summary>The first reason why a known-good set is not an answer, as prose; null when it is one.</summary>
    public static string? Objection(SolverQuestion question, KnownGoodSet set) =>
        Misfit(question, set) ?? UpgradeObjection(question, set);

    private static string? Misfit(SolverQuestion question, KnownGoodSet set) =>
        question.Wishes.Select(wish => Objection(wish, set)).FirstOrDefault(objection => objection is not null)
        ?? set.Versions.Select(member => Objection(question, member.Key, member.Value, set.Versions))
            .FirstOrDefault(objection => objection is not null)
        ?? question
            .KnownConflicts.Where(conflict =>
                conflict.Together is not [] && conflict.Together.All(one => Holds(set.Versions, one))
            )
            .Select(FactProse.FailedTogether)
            .FirstOrDefault();

    private static string? Objection(Wish wish, KnownGoodSet set) =>
        !set.Versions.TryGetValue(wish.Component, out var version) ? $"it has no {wish.Component}"
        : !wish.Range.Contains(version) ? $"{FactProse.Wished(wish)}, and it has {version}"
        : null;

    private static string? Objection(
        SolverQuestion question,
        string component,
        SemVersion version,
        ImmutableSortedDictionary<string, SemVersion> members
    )
    {
        if (question.Universe.Find(component, version) is not { } candidate)
        {
            return $"{component} {version} is in no artifact store";
        }

        foreach (var hold in question.Holds)
        {
            if (hold.Component == component && !hold.Range.Contains(version))
            {
                return $"{FactProse.Held(question, hold)}, and it has {version}";
            }
        }

        var relations = candidate.Relations;
        return question.Kubernetes is { } kubernetes
            && relations.Kubernetes is { } range
            && !range.ContainsKubernetes(kubernetes)
                ? $"{component} {version} needs Kubernetes {range.Text} ({FactProse.Place(question)} has {kubernetes})"
            : question.Provider is { } provider && !CandidateRelations.RunsOn(relations.Providers, provider)
                ? $"{component} {version} runs on {Prose.List(relations.Providers, "or")} only"
            : Broken(relations, members) is { } broken ? $"{component} {version} {broken}"
            : null;
    }

    private static string? Broken(ComponentRelations relations, ImmutableSortedDictionary<string, SemVersion> members)
    {
        foreach (var (name, requirement) in relations.Requires)
        {
            if (!members.TryGetValue(name, out var version) || !requirement.Range.Contains(version))
            {
                return $"requires {name} {requirement.Range.Text}";
            }
        }

        foreach (var (name, optional) in relations.Optional)
        {
            if (members.TryGetValue(name, out var version) && !optional.Range.Contains(version))
            {
                return $"needs {name} {optional.Range.Text} where {name} is there";
            }
        }

        foreach (var (name, conflict) in relations.Conflicts)
        {
            if (members.TryGetValue(name, out var version) && conflict.Range.Contains(version))
            {
                return $"conflicts with {name} {conflict.Range.Text}";
            }
        }

        return null;
    }

    /// <summary>With upgrades asked for, a set that brings none, or takes one of them back, is no answer.</summary>
    private static string? UpgradeObjection(SolverQuestion question, KnownGoodSet set)
    {
        if (question.Upgrades is not { IsEmpty: false } upgrades)
        {
            return null;
        }

        var isNewer = false;
        foreach (var component in upgrades)
        {
            var version = set.Versions.GetValueOrDefault(component);
            var current = question.Current.GetValueOrDefault(component);
            if (version is null || (current is not null && version < current))
            {
                return version is null
                    ? $"it has no {component}"
                    : $"its {component} {version} is older than the current {current}";
            }

            isNewer |= current is null || version > current;
        }

        return isNewer ? null : $"it has no newer {Prose.List(upgrades, "or")}";
    }

    private static bool Holds(
        ImmutableSortedDictionary<string, SemVersion> members,
        (string Component, SemVersion Version) one
    ) => members.GetValueOrDefault(one.Component) == one.Version;
}
