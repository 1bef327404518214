using PathToProd.Solving.Searching;

namespace PathToProd.Solving.Explaining;

/// <summary>One thing that somebody could change about a question.</summary>
/// <param name="Rank">Lower ones are told first.</param>
/// <param name="Fact">The fact that it takes away or weakens; null for one that is not about a fact.</param>
/// <param name="Apply">The question after the change.</param>
/// <param name="Describe">What to do, given the answer after the change; null when the change was no help after all.</param>
internal sealed record Lift(
    int Rank,
    Fact? Fact,
    Func<SolverQuestion, SolverQuestion> Apply,
    Func<Answer, string?> Describe
);

/// <summary>What is chosen after a change.</summary>
/// <param name="Question">The question as it was.</param>
/// <param name="Versions">The candidates, by name.</param>
internal sealed record Answer(SolverQuestion Question, IReadOnlyDictionary<string, Candidate> Versions)
{
    public Candidate? Of(string component) => Versions.GetValueOrDefault(component);
}
