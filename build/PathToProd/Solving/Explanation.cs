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

    /// <summary>All of it: the reasons, and then what would lift them.</summary>
    public string Text
    {
        get
        {
            var parts = new List<string>(Reasons);
            if (Reasons.Length > 1)
            {
                parts.Insert(0, $"There are {Reasons.Length} reasons.");
            }

            if (!Remedies.IsEmpty)
            {
                parts.Add(Remedy.Sentence(Remedies));
            }

            return string.Join("\n\n", parts);
        }
    }
}
