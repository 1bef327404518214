using PathToProd.Decisions.Promotions.Questions;
using PathToProd.Decisions.Promotions.Times;
using PathToProd.Model.Promotions;
using PathToProd.Model.Promotions.Rules;
using PathToProd.Text;

namespace PathToProd.Decisions.Promotions.Gates;

/// <summary>It is an allowed time.</summary>
internal sealed class WindowGate(WindowRule rule) : IGate
{
    public bool IsSameForStep => true;

    public IEnumerable<GateCause> Causes(PromotionQuestion question)
    {
        var next = OpenSpans.From(rule, question.Now).FirstOrDefault();
        if (next?.Holds(question.Now) == true)
        {
            yield break;
        }

        var now = LocalText.Of(question.Now, rule.TimeZone);
        var isHoliday = rule.Holidays.Contains(LocalText.DayOf(question.Now, rule.TimeZone));
        yield return new GateCause
        {
            Kind = CauseKind.Closed,
            About = rule.Text,
            Because =
                $"it is {now} in {rule.TimeZone}, {(isHoliday ? "a holiday there" : $"and the window is {Prose.List([.. rule.Open.Select(time => time.Text)])}")}"
                + (next is null ? ", which never opens again" : ""),
            Lift = next is null
                ? $"add a time that is still to come, in {PromotionPath.FileName}"
                : $"wait until {LocalText.Of(next.Opens, rule.TimeZone)}, which is {Moment.Text(next.Opens)}",
            Until = next?.Opens,
        };
    }

    public string Open(PromotionQuestion question) =>
        OpenSpans.From(rule, question.Now).First().Closes is { } closes
            ? $"the window is open until {LocalText.Of(closes, rule.TimeZone)} in {rule.TimeZone}"
            : "the window is open";
}
