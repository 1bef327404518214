using System.Collections.Immutable;
using PathToProd.Solving.Searching;

namespace PathToProd.Solving;

/// <summary>Why there is no answer, for somebody who can change that.</summary>
/// <param name="Reasons">Each a text of one or more lines that is a whole proof; several ones have nothing to do with each other.</param>
/// <param name="Remedies">What would lift the refusal, each of them alone; the solver has tried them. Empty when nothing that it tried does.</param>
public sealed record Explanation(ImmutableArray<string> Reasons, ImmutableArray<Remedy> Remedies)
{
    /// <summary>The proof of each reason that has one.</summary>
    internal ImmutableArray<Incompatibility> Proofs { get; init; } = [];

    /// <summary>All of it: the reasons, and then one sentence with the remedies.</summary>
    public string Text => string.Join("\n\n", Remedies.IsEmpty ? Reasons : [.. Reasons, Remedy.Sentence(Remedies)]);
}
