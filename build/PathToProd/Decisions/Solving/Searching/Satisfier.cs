namespace PathToProd.Decisions.Solving.Searching;

/// <summary>The assignment that made the last term of an incompatibility true.</summary>
/// <param name="Place">Its place in the partial solution.</param>
/// <param name="Term">That term.</param>
/// <param name="LevelBefore">How many decisions it takes for all the rest to be true.</param>
internal readonly record struct Satisfier(int Place, Term Term, int LevelBefore)
{
    /// <summary>The satisfier of an incompatibility whose terms are all true.</summary>
    public static Satisfier Of(PartialSolution solution, Incompatibility incompatibility)
    {
        var (place, term, level) = (-1, default(Term), 0);
        foreach (var candidate in incompatibility.Terms)
        {
            var satisfier = solution.SatisfierOf(candidate);
            if (satisfier > place)
            {
                level = place < 0 ? 0 : Math.Max(level, solution.At(place).Level);
                (place, term) = (satisfier, candidate);
            }
            else
            {
                level = Math.Max(level, solution.At(satisfier).Level);
            }
        }

        if (solution.HelperOf(place, term) is { } helper)
        {
            level = Math.Max(level, solution.At(helper).Level);
        }

        return new Satisfier(place, term, level);
    }
}
