using System.Collections.Immutable;
using PathToProd.Reporting;

namespace PathToProd.Solving;

/// <summary>Something that lifts a refusal.</summary>
/// <param name="Text">What to do, to stand in a list: <c>raise base-k8s to 1.31.2</c>.</param>
public sealed record Remedy(string Text)
{
    /// <summary>The question that then has an answer.</summary>
    internal SolverQuestion? Question { get; init; }

    /// <summary>One sentence: <c>Raise base-k8s to 1.31.2, or ask for ingress 2.0.5.</c></summary>
    internal static string Sentence(ImmutableArray<Remedy> remedies)
    {
        var text = Prose.List([.. remedies.Select(remedy => remedy.Text)], remedies.Length == 2 ? ", or" : "or");
        return string.Concat(text[..1].ToUpperInvariant(), text.AsSpan(1), ".")
            .Replace(" , or", ", or", StringComparison.Ordinal);
    }
}
