using PathToProd.Decisions.Solving.Questions;
using PathToProd.Decisions.Solving.Searching;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Decisions.Solving.Explaining;

/// <summary>What could be changed about the facts of a proof.</summary>
internal static class Relaxations
{
    /// <summary>The changes, in the order in which to show them.</summary>
    public static IEnumerable<Relaxation> Of(SolverQuestion question, Incompatibility proof) =>
        proof.Facts().SelectMany(fact => Of(question, fact.Fact!)).OrderBy(relaxation => relaxation.Rank);

    private static IEnumerable<Relaxation> Of(SolverQuestion question, Fact fact) =>
        fact switch
        {
            Fact.Held held => [OfHold(held)],
            Fact.NeedsKubernetes needs => OfKubernetes(question, needs),
            Fact.NeedsProvider needs => OfProvider(question, needs),
            Fact.FailedTogether failed => [OfConflict(failed)],
            Fact.Says { Kind: RelationKind.Requires } says =>
            [
                .. OfMissing(question, says, says.Other, says.Range),
                .. OfSaying(question, says),
            ],
            Fact.Says says => OfSaying(question, says),
            Fact.Wished wished =>
            [
                .. OfMissing(question, wished, wished.Wish.Component, wished.Wish.Range),
                .. OfWish(question, wished),
            ],
            _ => [],
        };

    private static Relaxation OfHold(Fact.Held held)
    {
        var hold = held.Hold;
        return new Relaxation(
            RelaxationRank.Hold,
            $"hold {hold.Component} {hold.Range.Text}",
            question => question with { Holds = question.Holds.Remove(hold) },
            answer =>
                answer.Of(hold.Component)?.Version is not { } chosen ? $"lift the hold of {hold.Component}"
                : hold.Range.Contains(chosen) ? null
                : $"{Verb(answer.Question, hold, chosen)} {hold.Component} to {chosen}"
        )
        {
            Relaxes = held.Covers,
        };
    }

    private static string Verb(SolverQuestion question, Hold hold, SemVersion chosen)
    {
        var held = question.Universe.Of(hold.Component).Where(candidate => hold.Range.Contains(candidate.Version));
        return (held.FirstOrDefault()?.Version ?? hold.Range.LowestRelease()) is { } newest && chosen < newest
            ? "lower"
            : "raise";
    }

    private static IEnumerable<Relaxation> OfKubernetes(SolverQuestion question, Fact.NeedsKubernetes needs)
    {
        var newest = question.Universe.At(needs.Component)[needs.Which.Newest - 1];
        var without = newest.Relations with { Kubernetes = null };
        yield return Published(question, needs, newest, without, $"that runs on Kubernetes {question.Kubernetes}");

        // Kubernetes is never taken back to an older version.
        if (needs.Range.LowestRelease(question.Kubernetes) is { } version)
        {
            var where = question.EnvironmentName is { } name ? $" of {name}" : "";
            yield return new Relaxation(
                RelaxationRank.Kubernetes,
                $"kubernetes {version}",
                asked => asked with { Kubernetes = version },
                _ => $"upgrade the Kubernetes{where} to {version}"
            )
            {
                Subject = "kubernetes",
                Relaxes = fact => fact is Fact.NeedsKubernetes one && one.Range.ContainsKubernetes(version),
            };
        }
    }

    private static IEnumerable<Relaxation> OfProvider(SolverQuestion question, Fact.NeedsProvider needs)
    {
        var newest = question.Universe.At(needs.Component)[needs.Which.Newest - 1];
        var without = newest.Relations with { Providers = [] };
        yield return Published(question, needs, newest, without, $"that runs on {question.Provider}");
        foreach (var provider in Providers(question, needs).Where(provider => provider != question.Provider))
        {
            yield return new Relaxation(
                RelaxationRank.Provider,
                $"provider {provider}",
                asked => asked with { Provider = provider },
                _ => $"use an environment of provider {provider}"
            )
            {
                Subject = "provider",
                Relaxes = fact => fact is Fact.NeedsProvider one && Providers(question, one).Contains(provider),
            };
        }
    }

    private static IEnumerable<string> Providers(SolverQuestion question, Fact.NeedsProvider needs) =>
        question
            .Universe.At(needs.Component)
            .SelectMany(candidate => candidate.Relations.Providers)
            .Distinct(StringComparer.Ordinal);

    private static Relaxation OfConflict(Fact.FailedTogether failed)
    {
        var together = Prose.List([.. failed.Conflict.Together.Select(one => $"{one.Component} {one.Version}")]);
        return new Relaxation(
            RelaxationRank.Certify,
            $"certify {together}",
            question => question with { KnownConflicts = question.KnownConflicts.Remove(failed.Conflict) },
            _ => $"certify {together} again once that is fixed"
        )
        {
            Relaxes = failed.Covers,
        };
    }

    /// <summary>What does not exist could be published.</summary>
    private static IEnumerable<Relaxation> OfMissing(
        SolverQuestion question,
        Fact fact,
        string component,
        VersionRange range
    )
    {
        var exists = question.Universe.Of(component).Any(candidate => range.Contains(candidate.Version));
        if (!exists && range.LowestRelease() is { } version)
        {
            var published = new Candidate(component, version, Digest.None, ComponentRelations.None);
            yield return new Relaxation(
                RelaxationRank.Publish,
                $"publish {component} {range.Text}",
                asked => asked with { Universe = asked.Universe.With(published) },
                _ => range.Equals(VersionRange.Any) ? $"publish {component}" : $"publish {component} {range.Text}"
            )
            {
                Relaxes = fact.Covers,
            };
        }
    }

    /// <summary>A new version could ask for less.</summary>
    private static IEnumerable<Relaxation> OfSaying(SolverQuestion question, Fact.Says says)
    {
        var newest = question.Universe.At(says.Component)[says.Which.Newest - 1];
        var relations = newest.Relations;
        var (without, what) = says.Kind switch
        {
            RelationKind.Requires => (relations with { Requires = relations.Requires.Remove(says.Other) }, "require"),
            RelationKind.Optional => (relations with { Optional = relations.Optional.Remove(says.Other) }, "need"),
            _ => (relations with { Conflicts = relations.Conflicts.Remove(says.Other) }, "conflict with"),
        };
        var range = says.Range.Equals(VersionRange.Any) ? "" : $" {says.Range.Text}";
        yield return Published(question, says, newest, without, $"that does not {what} {says.Other}{range}");
    }

    private static Relaxation Published(
        SolverQuestion question,
        Fact fact,
        Candidate newest,
        ComponentRelations relations,
        string what
    )
    {
        var version = newest.Version;
        do
        {
            version = new SemVersion(version.Major, version.Minor, version.Patch + 1);
        } while (question.Universe.Find(newest.Component, version) is not null);

        var published = newest with { Version = version, Relations = relations };
        return new Relaxation(
            RelaxationRank.NewVersion,
            $"version of {published.Component} {what}",
            asked => asked with { Universe = asked.Universe.With(published) },
            answer =>
                answer.Of(published.Component)?.Version == version
                    ? $"publish a version of {published.Component} {what}"
                    : null
        )
        {
            Relaxes = fact.Covers,
        };
    }

    private static IEnumerable<Relaxation> OfWish(SolverQuestion question, Fact.Wished wished)
    {
        var wish = wished.Wish;
        var candidates = question.Universe.Of(wish.Component);
        if (!candidates.IsEmpty && !wish.Range.Equals(VersionRange.Any))
        {
            yield return Relaxed(wished, VersionRange.Any);
        }

        var early =
            question.Universe.PrereleasesOf(wish.Component, wish.Range).FirstOrDefault()
            ?? candidates.FirstOrDefault()?.Version;
        if (early is { IsPrerelease: true } && !wish.Range.Contains(early))
        {
            yield return Relaxed(wished, VersionRange.Exactly(early));
        }

        if (candidates.IsEmpty && Suggestion.For(wish.Component, question.Universe.Components) is { } nearest)
        {
            yield return new Relaxation(
                RelaxationRank.Hold,
                $"ask for {nearest}",
                asked => Replace(asked, wish, wish with { Component = nearest }),
                _ => $"ask for {nearest}"
            )
            {
                Subject = Subject(wish),
                Relaxes = wished.Covers,
            };
        }

        yield return new Relaxation(
            RelaxationRank.Without,
            $"without {Subject(wish)}",
            asked => asked with { Wishes = asked.Wishes.RemoveAll(one => IsSame(one, wish)) },
            answer =>
                answer.Of(wish.Component) is null && !answer.Versions.IsEmpty() ? $"leave {wish.Component} out" : null
        )
        {
            Subject = Subject(wish),
            Relaxes = fact => fact is Fact.Wished { Wish: var one } && IsSame(one, wish),
        };
    }

    private static Relaxation Relaxed(Fact.Wished wished, VersionRange range)
    {
        var wish = wished.Wish;
        return new Relaxation(
            RelaxationRank.OtherVersion,
            $"{range.Text} of {Subject(wish)}",
            asked => Replace(asked, wish, wish with { Range = range }),
            answer =>
            {
                // Another change may have left it out.
                if (answer.Of(wish.Component)?.Version is not { } chosen)
                {
                    return null;
                }

                return answer.Question.Current.GetValueOrDefault(wish.Component) == chosen
                    ? $"stay with {wish.Component} {chosen}"
                    : $"take {wish.Component} {chosen}";
            }
        )
        {
            Subject = Subject(wish),
            Relaxes = wished.Covers,
        };
    }

    private static SolverQuestion Replace(SolverQuestion question, Wish wish, Wish by) =>
        question with
        {
            Wishes = [.. question.Wishes.Select(one => IsSame(one, wish) ? by : one)],
        };

    /// <summary>Whether two wishes are the same but for their range, which an earlier change may have widened.</summary>
    private static bool IsSame(Wish one, Wish other) =>
        one.Component == other.Component && one.Because == other.Because;

    private static string Subject(Wish wish) => $"{wish.Component} ({wish.Because})";

    private static bool IsEmpty(this IReadOnlyDictionary<string, Candidate> versions) => versions.Count == 0;
}
