using PathToProd.Decisions.Promotions.Questions;
using PathToProd.Decisions.Promotions.Times;
using PathToProd.Model.Promotions.Rules;
using PathToProd.Text;

namespace PathToProd.Decisions.Promotions.Gates;

/// <summary>A deployment that starts now is done before each window of the same policy closes, by how long it usually takes.</summary>
internal sealed class FitsWindowGate(FitsWindowRule rule) : IGate
{
    public IEnumerable<GateCause> Causes(PromotionQuestion question)
    {
        if (question.NotRead(question.Environment) is { } unread)
        {
            return [unread];
        }

        return Takes(question) is { } takes
            ? Windows(question).SelectMany(window => Causes(window, takes, question))
            :
            [
                new GateCause
                {
                    Kind = CauseKind.Unknown,
                    About = $"duration of deployments to {question.Environment}",
                    Because =
                        $"it is not known how long a deployment to {question.Environment} takes: no run there named a version set and succeeded",
                    Lift = "say in the policy how long: fits-window: { takes: 30m }",
                },
            ];
    }

    public string Open(PromotionQuestion question) =>
        $"a deployment to {question.Environment} takes {Duration.Text(Takes(question)!.Value)}, and is done before the window closes";

    private static IEnumerable<GateCause> Causes(WindowRule window, TimeSpan takes, PromotionQuestion question)
    {
        var spans = OpenSpans.From(window, question.Now).ToArray();
        var next = Array.Find(spans, span => span.HasTimeFor(takes, question.Now));
        if (next?.Holds(question.Now) == true)
        {
            yield break;
        }

        var open = Array.Find(spans, span => span.Holds(question.Now));
        yield return new GateCause
        {
            Kind = CauseKind.Closed,
            About = window.Text,
            Because =
                $"a deployment to {question.Environment} takes {Duration.Text(takes)}, and "
                + (
                    open is null
                        ? "the window is closed"
                        : $"the window closes in {Duration.Text(open.Closes!.Value - question.Now)}"
                )
                + (next is null ? "; it is never open for so long" : ""),
            Lift = next is null
                ? "widen the window, or have less to deploy at once"
                : $"wait until {LocalText.Of(next.Opens, window.TimeZone)} in {window.TimeZone}, which is {Moment.Text(next.Opens)}",
            Until = next?.Opens,
        };
    }

    private static IEnumerable<WindowRule> Windows(PromotionQuestion question) =>
        question.Step.Policy.Gates.Select(gate => gate.Rule).OfType<WindowRule>();

    private TimeSpan? Takes(PromotionQuestion question) =>
        UsualDuration.Of(question.Histories[question.Environment])?.Duration ?? rule.Takes;
}
