using System.Collections.Immutable;
using PathToProd.Decisions.Solving.Questions;

namespace PathToProd.Decisions.Solving.Explaining;

/// <summary>Something that lifts a refusal: all of its reasons.</summary>
/// <param name="Text">What to do, to stand in a list: <c>raise base-k8s to 1.31.2</c>.</param>
public sealed record Remedy(string Text)
{
    /// <summary>The question that then has an answer.</summary>
    internal SolverQuestion? Question { get; init; }

    /// <summary>Whether it takes several changes.</summary>
    internal bool IsSeveral { get; init; }

    /// <summary>One sentence (<c>Raise base-k8s to 1.31.2, or take ingress 2.0.5.</c>), or one for each that takes several changes.</summary>
    internal static string Sentence(ImmutableArray<Remedy> remedies)
    {
        string[] texts = [.. remedies.Select(remedy => remedy.Text)];
        var text = string.Join(remedies.Any(remedy => remedy.IsSeveral) ? ". Or " : ", or ", texts);
        return string.Concat(text[..1].ToUpperInvariant(), text.AsSpan(1), ".");
    }
}
