using System.Collections.Immutable;
using System.Text;
using PathToProd.Facts.Promotions;
using PathToProd.Text;

namespace PathToProd.Decisions.Promotions;

/// <summary>A set that was not promoted is deployed anyway: every cause against it was accepted, by name and until a time.</summary>
/// <param name="Verdict">The verdict, in which all that is in the way is accepted.</param>
public sealed record Admission(PromotionVerdict Verdict)
{
    /// <summary>The admission; null when something is in the way, or nothing is, as then the set is to be promoted.</summary>
    public static Admission? Of(PromotionVerdict verdict) =>
        verdict.IsOpen && verdict.Gates.Any(gate => !gate.IsInforming && !gate.Accepted.IsEmpty)
            ? new Admission(verdict)
            : null;

    /// <summary>The record of it.</summary>
    public PromotionRecord.Admitted Record(RecordHead head) =>
        new()
        {
            Head = head,
            Environment = Verdict.Question.Environment,
            Set = PromotionDecision.Reference(Verdict.Question.Set),
            Accepted = [.. Accepted],
        };

    /// <summary>What it means, and for each cause who accepted it, until when and why.</summary>
    /// <param name="should">What should run there, as a clause.</param>
    public string Text(string should)
    {
        var question = Verdict.Question;
        var overrides = PromotionDecision.Overrides(question).ToImmutableArray();
        var text = new StringBuilder(
            $"Although {should}, {question.Set.Name} is deployed without a promotion, as each cause against it was accepted:\n"
        );
        foreach (var cause in Accepted)
        {
            var by = overrides.Last(record => record.Causes.Contains(cause));
            text.Append(
                $"  - {cause.Gate}/{cause.About}, {(cause.WasUnknown ? "which is not known" : "which is closed")}: by {by.Head.Who} until {Moment.Text(by.Until)}: {by.Head.Reason}\n"
            );
        }

        return text.ToString();
    }

    private IEnumerable<AcceptedCause> Accepted =>
        Verdict
            .Gates.Where(gate => !gate.IsInforming)
            .SelectMany(gate => gate.Accepted.Select(cause => PromotionDecision.Acceptance(gate.Gate, cause)));
}
