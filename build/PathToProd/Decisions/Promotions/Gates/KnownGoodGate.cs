using PathToProd.Decisions.Compatibility;
using PathToProd.Decisions.Promotions.Questions;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Model.Promotions.Rules;
using PathToProd.Text;

namespace PathToProd.Decisions.Promotions.Gates;

/// <summary>Evidence shows that exactly these artifacts work together. One later failure anywhere withdraws that.</summary>
internal sealed class KnownGoodGate(KnownGoodRule rule) : IGate
{
    public bool IsSameForStep => true;

    public IEnumerable<GateCause> Causes(PromotionQuestion question)
    {
        var verdicts = Verdicts(question);
        var failed = verdicts.Where(verdict => verdict.IsKnownBad).ToArray();
        if (failed.Length > 0)
        {
            return failed.Select(verdict => Failed(question, verdict));
        }

        return verdicts.Any(verdict => verdict.IsKnownGood) ? []
            : verdicts.Length > 0 ? [Stale(question, verdicts[0])]
            : [NeverTested(question)];
    }

    public string Open(PromotionQuestion question)
    {
        var good = Verdicts(question).First(verdict => verdict.IsKnownGood).Evidence;
        return $"{question.Set.Name} passed its tests in {good.Environment} {Moment.Age(good.Start, question.Now)}";
    }

    /// <summary>The latest verdicts on the set, by its digest: the name alone proves nothing.</summary>
    private LatestVerdict[] Verdicts(PromotionQuestion question) =>
        [
            .. question.Verdicts.States.Where(verdict =>
                verdict.Evidence.Set == question.Set.Digest
                && (rule.In is null || verdict.Evidence.Environment == rule.In)
            ),
        ];

    private static GateCause Failed(PromotionQuestion question, LatestVerdict verdict) =>
        new()
        {
            Kind = CauseKind.Closed,
            About = $"failed in {verdict.Evidence.Environment}, run {verdict.Evidence.Run}",
            Because =
                $"{question.Set.Name} failed its tests in {verdict.Evidence.Environment} {Moment.Age(verdict.Evidence.Start, question.Now)}",
            Lift = Certify("fix it in another set, or test this one again", question, verdict.Evidence.Environment),
        };

    private static GateCause Stale(PromotionQuestion question, LatestVerdict verdict) =>
        new()
        {
            Kind = CauseKind.Unknown,
            About = $"stale in {verdict.Evidence.Environment}",
            Because =
                $"what is known of {question.Set.Name} is stale: it {(verdict.Evidence.Outcome == EvidenceOutcome.Passed ? "passed" : "failed")} in "
                + $"{verdict.Evidence.Environment}, and {Prose.List([.. verdict.WhyStale.Select(reason => reason.ToString())])}",
            Lift = Certify("test it again", question, verdict.Evidence.Environment),
        };

    private GateCause NeverTested(PromotionQuestion question) =>
        new()
        {
            Kind = CauseKind.Unknown,
            About = "no evidence",
            Because = $"no evidence shows whether {question.Set.Name} works{(rule.In is null ? "" : $" in {rule.In}")}",
            Lift = Certify("test it", question, rule.In),
        };

    private static string Certify(string verb, PromotionQuestion question, string? environment) =>
        $"{verb}: ./build.sh --target=Certify --set={question.Set.Name}{(environment is null ? "" : $" --environment={environment}")}";
}
