using PathToProd.Decisions.Promotions.Questions;
using PathToProd.Facts.Promotions;
using PathToProd.Model.Promotions.Rules;
using PathToProd.Text;

namespace PathToProd.Decisions.Promotions.Gates;

/// <summary>That the set comes to the environment was announced long enough before.</summary>
internal sealed class NoticeGate(NoticeRule rule) : IGate
{
    /// <summary>The word that a policy names it by.</summary>
    public const string Kind = "notice";

    /// <summary>What the cause is about that an announcement lifts.</summary>
    public const string NotAnnounced = "not announced";

    public IEnumerable<GateCause> Causes(PromotionQuestion question)
    {
        if (First(question) is not { } announced)
        {
            return
            [
                new GateCause
                {
                    Kind = CauseKind.Closed,
                    About = NotAnnounced,
                    Because =
                        $"{question.Set.Name} was not announced for {question.Environment}, which must be {Duration.Text(rule.Before)} before it is promoted",
                    Lift =
                        "let Advance announce it, or announce it now: "
                        + $"./build.sh --target=Promote --set={question.Set.Name} --environment={question.Environment} --announce",
                },
            ];
        }

        var until = announced.Head.At + rule.Before;
        return question.Now >= until
            ? []
            :
            [
                new GateCause
                {
                    Kind = CauseKind.Closed,
                    About = "announced too short a time ago",
                    Because =
                        $"{question.Set.Name} was announced for {question.Environment} {Moment.Age(announced.Head.At, question.Now)}, which must be {Duration.Text(rule.Before)} before it is promoted",
                    Lift = $"wait until {Moment.Text(until)}",
                    Until = until,
                },
            ];
    }

    public string Open(PromotionQuestion question) =>
        $"{question.Set.Name} was announced {Moment.Age(First(question)!.Head.At, question.Now)}";

    /// <summary>The first announcement for the promotion to come: another one of the same does not make people wait again.</summary>
    private static PromotionRecord.Announced? First(PromotionQuestion question)
    {
        var (environment, digest) = (question.Environment, question.Set.Digest);
        return PromotionRound
            .Of(question.Promotions, environment, digest)
            .OfType<PromotionRecord.Announced>()
            .FirstOrDefault(announced => announced.Environment == environment && announced.Set.Digest == digest);
    }
}
