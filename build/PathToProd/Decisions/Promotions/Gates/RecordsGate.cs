using PathToProd.Decisions.Promotions.Questions;

namespace PathToProd.Decisions.Promotions.Gates;

/// <summary>Every record of the promotions can be read: one that cannot may be a hold, a freeze or a condemnation.</summary>
internal sealed class RecordsGate : IGate
{
    public bool IsSameForStep => true;

    public IEnumerable<GateCause> Causes(PromotionQuestion question) =>
        question.UnreadRecords.Select(problem => new GateCause
        {
            Kind = CauseKind.Unknown,
            About = $"{problem.Where}",
            Because = $"the record at {problem.Where} cannot be read, and it may be a hold, a freeze or a condemnation",
            Lift = problem.Fix,
        });

    public string Open(PromotionQuestion question) => "every record can be read";
}
