using PathToProd.Decisions.Solving.Questions;
using PathToProd.Decisions.Solving.Searching;
using PathToProd.Text;

namespace PathToProd.Decisions.Solving.Explaining;

/// <summary>Writes what was tried when a search took too long, and what to do.</summary>
internal static class GivingUp
{
    private const int MostComponents = 3;

    public static string Reason(SolverQuestion question, Search search)
    {
        var worst = Enumerable
            .Range(0, search.Conflicts.Length)
            .Where(component => search.Conflicts[component] > 0)
            .OrderByDescending(component => search.Conflicts[component])
            .ThenBy(component => component)
            .Take(MostComponents)
            .Select(component => question.Universe.Components[component])
            .ToArray();
        var where = worst.Length == 0 ? "" : $" Most attempts failed at {Prose.List(worst)}.";
        var them = worst.Length == 0 ? "some components" : Prose.List(worst, "or");
        return $"Neither a set that fulfils everything nor a proof that there is none was found in {question.Limit} steps.{where}"
            + $" Hold {them} in a narrow range, upgrade fewer components at once, start from a known-good set, or allow more steps with --limit.";
    }
}
