namespace PathToProd.Tasks.Tools;

/// <summary>What to do next when a tool's output holds a known phrase.</summary>
/// <param name="Phrase">What the tool prints; upper and lower case are the same.</param>
/// <param name="Next">What the user does about it: whole sentences.</param>
public sealed record Advice(string Phrase, string Next)
{
    /// <summary>The first advice whose phrase is in the output; null when none fits.</summary>
    internal static string? For(string text, IReadOnlyList<Advice> known) =>
        known.FirstOrDefault(advice => text.Contains(advice.Phrase, StringComparison.OrdinalIgnoreCase))?.Next;
}
