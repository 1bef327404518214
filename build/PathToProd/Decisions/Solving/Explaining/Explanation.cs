using System.Collections.Immutable;
using PathToProd.Decisions.Solving.Searching;

namespace PathToProd.Decisions.Solving.Explaining;

/// <summary>Why there is no answer, for people who can change that.</summary>
/// <param name="Reasons">Each a text of one or more lines that is a whole proof: a reason that stays when all others are lifted.</param>
/// <param name="Remedies">
/// What would lift the refusal with all its reasons, each of them alone; the solver has tried them. Empty when nothing that it
/// tried does.
/// </param>
public sealed record Explanation(ImmutableArray<string> Reasons, ImmutableArray<Remedy> Remedies)
{
    /// <summary>
    /// Whether there may be more reasons: there are very many, or looking for them took more steps than it may.
    /// </summary>
    public bool MayHaveMore { get; init; }

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
                parts.Insert(0, $"There are {(MayHaveMore ? "at least " : "")}{Reasons.Length} reasons.");
            }
            else if (MayHaveMore)
            {
                parts.Add("There may be more reasons: looking for them took too many steps.");
            }

            if (!Remedies.IsEmpty)
            {
                parts.Add(Remedy.Sentence(Remedies));
            }

            return string.Join("\n\n", parts);
        }
    }
}
