using PathToProd.Decisions.Solving.Questions;
using PathToProd.Decisions.Solving.Searching;
using PathToProd.Text;

namespace PathToProd.Decisions.Solving.Explaining;

/// <summary>Facts that could be said at once, a little weaker: "every ingress &gt;=2.1.0 requires base-k8s &gt;=1.31".</summary>
/// <param name="Whole">What all of them say together.</param>
/// <param name="Parts">The facts.</param>
internal sealed record FactMerging(Incompatibility Whole, Incompatibility[] Parts)
{
    /// <summary>Every way to say several of these facts at once.</summary>
    public static IEnumerable<FactMerging> Of(Universe universe, IEnumerable<Incompatibility> facts)
    {
        var groups = facts
            .GroupBy(incompatibility =>
                incompatibility.Fact switch
                {
                    Fact.Says says => ((int?)says.Kind, says.Component, says.Other),
                    Fact.NeedsKubernetes needs => (null, needs.Component, "Kubernetes version"),
                    Fact.NeedsProvider needs => (null, needs.Component, "provider of it"),
                    _ => default((int?, int, string)?),
                }
            )
            .Where(group => group.Key is not null);
        foreach (var group in groups)
        {
            if (group.ToArray() is { Length: > 1 } parts && Merge(universe, parts) is { IsVoid: false } whole)
            {
                yield return new FactMerging(whole, parts);
            }
        }
    }

    private static Incompatibility? Merge(Universe universe, Incompatibility[] parts)
    {
        switch (parts[0].Fact)
        {
            case Fact.NeedsKubernetes first:
                var needs = parts.Select(part => (Fact.NeedsKubernetes)part.Fact!).ToArray();
                var all = Union(needs.Select(one => one.Which));
                var range = needs.Select(one => one.Range).Aggregate((one, other) => one.Union(other));
                return Incompatibility.Of(first with { Which = all, Range = range }, new Term(first.Component, all));
            case Fact.NeedsProvider first:
                var providers = parts.Select(part => (Fact.NeedsProvider)part.Fact!).ToArray();
                var which = Union(providers.Select(one => one.Which));
                var names = providers
                    .SelectMany(one => one.Providers.Split([", ", " or "], StringSplitOptions.None))
                    .Distinct(StringComparer.Ordinal);
                return Incompatibility.Of(
                    first with
                    {
                        Which = which,
                        Providers = Prose.List([.. names], "or"),
                    },
                    new Term(first.Component, which)
                );
            case Fact.Says first:
                return Merge(universe, first, [.. parts.Select(part => (Fact.Says)part.Fact!)]);
            default:
                return null;
        }
    }

    private static Incompatibility Merge(Universe universe, Fact.Says first, Fact.Says[] says)
    {
        var which = Union(says.Select(one => one.Which));
        var range = says.Select(one => one.Range)
            .Aggregate((one, next) => first.Kind == RelationKind.Conflicts ? one.Intersect(next) : one.Union(next));
        var fact = first with { Which = which, Range = range };
        var other = universe.IndexOf(first.Other);
        return other < 0
            ? Incompatibility.Of(fact, new Term(first.Component, which))
            : Incompatibility.Of(fact, new Term(first.Component, which), new Term(other, Wrong(universe, fact, other)));
    }

    private static VersionBits Wrong(Universe universe, Fact.Says fact, int other)
    {
        var inside = universe.InRange(other, fact.Range);
        return fact.Kind switch
        {
            RelationKind.Requires => inside.Complement(),
            RelationKind.Optional => inside.Complement().Versions(),
            _ => inside,
        };
    }

    private static VersionBits Union(IEnumerable<VersionBits> all) => all.Aggregate((one, next) => one.Union(next));
}
