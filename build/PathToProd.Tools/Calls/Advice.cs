using PathToProd.Tools.Processes;

namespace PathToProd.Tools.Calls;

/// <summary>What to do next when a tool's output holds a known phrase.</summary>
/// <param name="Phrase">What the tool prints; upper and lower case are the same.</param>
/// <param name="Next">What the user does about it: whole sentences.</param>
public sealed record Advice(string Phrase, string Next)
{
    /// <summary>
    /// What fits the output best: what is wrong with the machine, else the first advice whose phrase is in it; null when none
    /// fits. Programs wrap their lines anywhere.
    /// </summary>
    internal static string? For(string text, IReadOnlyList<Advice> known)
    {
        var line = MachineTrouble.Unwrapped([text]);
        return MachineTrouble.AdviceFor([text])
            ?? known.FirstOrDefault(advice => line.Contains(advice.Phrase, StringComparison.OrdinalIgnoreCase))?.Next;
    }
}
