using System.Collections.Concurrent;
using System.Collections.Immutable;
using PathToProd.Decisions.Promotions.Gates;
using PathToProd.Decisions.Promotions.Questions;
using PathToProd.Text;

namespace PathToProd.Decisions.Promotions;

/// <summary>What gates found. Those that say the same for all environments of a step are asked once for a set.</summary>
internal sealed class WaveFindings
{
    private readonly ConcurrentDictionary<Asked, Finding> _known = [];

    /// <summary>Findings for some questions, of which nothing is found yet.</summary>
    /// <param name="questions">The questions, all over the same facts: only step, environment and set differ.</param>
    /// <exception cref="ArgumentException">They are over different facts.</exception>
    public static WaveFindings For(IReadOnlyList<PromotionQuestion> questions) =>
        questions.All(question => question.IsOverTheFactsOf(questions[0]))
            ? new WaveFindings()
            : throw new ArgumentException("The questions are over different facts.", nameof(questions));

    /// <summary>What a gate of a step's policy finds, or one that holds for every step.</summary>
    /// <param name="place">Its place among the gates of the step.</param>
    /// <param name="gate">The gate.</param>
    /// <param name="question">The question; all are over the same facts.</param>
    public Finding Of(int place, IGate gate, PromotionQuestion question) =>
        gate.IsSameForStep
            ? _known.GetOrAdd(new Asked(question.Step.Name, question.Set.Digest, place), _ => Find(gate, question))
            : Find(gate, question);

    private static Finding Find(IGate gate, PromotionQuestion question)
    {
        var causes = gate.Causes(question).ToImmutableArray();
        return new Finding(causes, causes.IsEmpty ? gate.Open(question) : "");
    }

    private sealed record Asked(string Step, Digest Set, int Place);

    /// <summary>Why a gate is not open, and what holds when it is.</summary>
    internal sealed record Finding(ImmutableArray<GateCause> Causes, string Holds);
}
