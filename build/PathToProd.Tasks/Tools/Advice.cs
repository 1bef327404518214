using PathToProd.Tasks.Processes;

namespace PathToProd.Tasks.Tools;

/// <summary>What to do next when a tool's output holds a known phrase.</summary>
/// <param name="Phrase">What the tool prints; upper and lower case are the same.</param>
/// <param name="Next">What the user does about it: whole sentences.</param>
public sealed record Advice(string Phrase, string Next)
{
    /// <summary>
    /// What fits the output best: what is wrong with the machine, else the first advice whose phrase is in it, else what to
    /// do about any failure.
    /// </summary>
    internal static string For(IReadOnlyList<string> lines, IReadOnlyList<Advice> known)
    {
        if (MachineTrouble.AdviceFor(lines) is { } next)
        {
            return next;
        }

        var text = MachineTrouble.Unwrapped(lines);
        foreach (var advice in known)
        {
            if (text.Contains(advice.Phrase, StringComparison.OrdinalIgnoreCase))
            {
                return advice.Next;
            }
        }

        return lines.Count > 0
            ? "Mend what the lines above name, then run the same stage again."
            : "Mend what it printed, then run the same stage again.";
    }
}
