using PathToProd.Reporting;
using PathToProd.Solving.Searching;

namespace PathToProd.Solving.Explaining;

/// <summary>Writes why a version was chosen: what kept every version out that was to be tried before it.</summary>
internal sealed class ChoiceProse(SolverQuestion question, PartialSolution solution)
{
    private readonly Universe universe = question.Universe;
    private readonly DecisionOrder order = new(question);
    private readonly FactProse facts = new(question);

    public string Because(int component)
    {
        var chosen = solution.Left(component)!.Newest;
        var kept = order.Kept(component);
        if (chosen == kept)
        {
            return "kept, as it was not to be upgraded";
        }

        var sentences = new List<string>();
        if (kept > 0)
        {
            sentences.Add(
                $"not {universe.At(component)[kept - 1].Version} as before, because {WhyNot(component, kept)}"
            );
        }

        // A pre-release that no range names was never to be tried.
        var newer = Enumerable
            .Range(1, chosen - 1)
            .Where(bit => bit != kept && !universe.At(component)[bit - 1].Version.IsPrerelease)
            .ToArray();
        var causes = newer.GroupBy(bit => CauseOf(component, bit)).ToArray();
        sentences.Add(
            newer.Length == 0
                ? "the newest"
                : "the newest that fits: "
                    + string.Join("; ", causes.Take(2).Select(cause => WhyNot(component, cause.First())))
        );
        return string.Join("; ", sentences);
    }

    private string WhyNot(int component, int bit) =>
        CauseOf(component, bit) is { } cause
            ? WhyNot(component, VersionBits.One(solution.Left(component)!.Size, bit), cause)
            : "nothing asks for it";

    private Incompatibility? CauseOf(int component, int bit) =>
        solution.About(component).FirstOrDefault(assignment => !assignment.Left.Contains(bit))?.Cause;

    private string WhyNot(int component, VersionBits which, Incompatibility cause)
    {
        // The facts behind it, with what became of the others, have no answer with that version.
        var supposed = cause
            .Terms.Where(term => term.Component != component)
            .Select(term => Suppose(term.Component, Became(term)))
            .Append(Suppose(component, which));
        var list = new FactList(universe, [.. cause.Facts(), .. supposed]);
        var search = new Search(list, order.Only(list.Numbers), question.Limit);
        search.Run();
        var proof = new Core(question, order).Of(list.InUniverse(search.Failure!));
        var needed = proof.Facts();
        var subjects = needed.Select(fact => fact.Fact).OfType<Fact.Says>().Select(says => says.Component).ToHashSet();
        var clauses = needed
            .Where(fact => fact.Fact is not Fact.Supposed supposed || !subjects.Contains(supposed.Component))
            .Where(fact => fact.Fact is not Fact.Supposed supposed || supposed.Component != component)
            .Select(fact => facts.Write(fact.Fact!));
        return Prose.List([.. clauses]);
    }

    private VersionBits Became(Term term)
    {
        if (solution.IsDecided(term.Component))
        {
            return solution.Left(term.Component)!;
        }

        var all = VersionBits.All(term.Versions.Size);
        return all.Intersect(all.Versions().Complement());
    }

    private static Incompatibility Suppose(int component, VersionBits versions) =>
        Incompatibility.Of(new Fact.Supposed(component, versions), new Term(component, versions.Complement()));
}
