using PathToProd.Decisions.Solving.Questions;
using PathToProd.Decisions.Solving.Searching;

namespace PathToProd.Decisions.Solving.Explaining;

/// <summary>One change to a question that would relax it.</summary>
/// <param name="Rank">Lower ones are shown first.</param>
/// <param name="Key">What it is: two with the same key are the same.</param>
/// <param name="Apply">The question after the change.</param>
/// <param name="Describe">What to do, given the answer after the change; null when the change was no help after all.</param>
internal sealed record Relaxation(
    RelaxationRank Rank,
    string Key,
    Func<SolverQuestion, SolverQuestion> Apply,
    Func<Answer, string?> Describe
)
{
    /// <summary>What can be changed in one way only; null when it goes with every other relaxation.</summary>
    public string? Subject { get; init; }

    /// <summary>Whether a proof needs what this takes away.</summary>
    public required Predicate<Fact> Relaxes { get; init; }
}

/// <summary>Who can make a change, and how much it costs: first what the user can do alone.</summary>
internal enum RelaxationRank
{
    /// <summary>A hold is lifted, or a misspelt name corrected.</summary>
    Hold,

    /// <summary>Another version than was asked for will do.</summary>
    OtherVersion,

    /// <summary>What failed is tested again.</summary>
    Certify,

    /// <summary>The environment gets a newer Kubernetes.</summary>
    Kubernetes,

    /// <summary>What does not exist is published.</summary>
    Publish,

    /// <summary>A component is left out.</summary>
    Without,

    /// <summary>It is another environment that will do.</summary>
    Provider,

    /// <summary>A new version of something asks for less. Shown only if nothing else helps.</summary>
    NewVersion,
}

/// <summary>What is chosen after a change.</summary>
/// <param name="Question">The question as it was.</param>
/// <param name="Versions">The candidates, by name.</param>
internal sealed record Answer(SolverQuestion Question, IReadOnlyDictionary<string, Candidate> Versions)
{
    public Candidate? Of(string component) => Versions.GetValueOrDefault(component);
}
