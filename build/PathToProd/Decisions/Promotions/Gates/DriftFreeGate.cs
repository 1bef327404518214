using PathToProd.Decisions.Promotions.Looks;
using PathToProd.Decisions.Promotions.Questions;
using PathToProd.Facts.Drift;
using PathToProd.Facts.Ledger;
using PathToProd.Model.Promotions.Rules;
using PathToProd.Text;

namespace PathToProd.Decisions.Promotions.Gates;

/// <summary>The last look at an environment found each component as it was deployed, and is not long ago. What was not looked at is unknown.</summary>
internal sealed class DriftFreeGate(DriftFreeRule rule) : IGate
{
    public IEnumerable<Look> Looks(PromotionQuestion question) => [new DriftLook(Place(question))];

    public IEnumerable<GateCause> Causes(PromotionQuestion question)
    {
        if (question.NotRead(Place(question)) is { } unread)
        {
            return [unread];
        }

        var (found, why) = question.Answers.Of(new DriftLook(Place(question)));
        return found is null
            ?
            [
                Cause(
                    question,
                    CauseKind.Unknown,
                    "all",
                    $"it is not known whether {Place(question)} has drifted: {why}"
                ),
            ]
            : Deployed(question)
                .Select(state => Cause(question, state, found.Components.GetValueOrDefault(state.Component)))
                .OfType<GateCause>();
    }

    public string Open(PromotionQuestion question)
    {
        var found = question.Answers.Of(new DriftLook(Place(question))).Answer!.Components;
        var times = Deployed(question).Select(state => found[state.Component].At).ToArray();
        return times.Length == 0
            ? $"nothing runs in {Place(question)} yet"
            : $"{Place(question)} was as it was deployed {Moment.Age(times.Min(), question.Now)}";
    }

    private GateCause? Cause(PromotionQuestion question, ComponentState state, DriftRecord? record)
    {
        var component = state.Component;
        return record switch
        {
            null => Cause(
                question,
                CauseKind.Unknown,
                component,
                $"no one has looked at {component} in {Place(question)}"
            ),
            _ when !record.IsAbout(state) => Cause(
                question,
                CauseKind.Unknown,
                component,
                $"{component} in {Place(question)} was deployed since the last look at it, {Moment.Age(record.At, question.Now)}"
            ),
            _ when question.Now - record.At > rule.Within => Cause(
                question,
                CauseKind.Unknown,
                component,
                $"the last look at {component} in {Place(question)} was {Moment.Age(record.At, question.Now)}, and may be {Duration.Text(rule.Within)} old"
            ),
            { Verdict: DriftVerdict.None } => null,
            { Verdict: DriftVerdict.Drifted } => Cause(
                question,
                CauseKind.Closed,
                component,
                $"{component} in {Place(question)} has drifted: {Prose.Count(record.Findings, "thing")} differed {Moment.Age(record.At, question.Now)}"
            ),
            _ => Cause(
                question,
                CauseKind.Unknown,
                component,
                $"the last look at {component} in {Place(question)} could not tell whether it has drifted"
            ),
        };
    }

    private GateCause Cause(PromotionQuestion question, CauseKind kind, string component, string because) =>
        new()
        {
            Kind = kind,
            About = $"{component} in {Place(question)}",
            Because = because,
            Lift =
                (kind == CauseKind.Closed ? "deploy it again, then look again" : "look")
                + $": ./build.sh --target=Drift --environment={Place(question)}",
        };

    private string Place(PromotionQuestion question) => rule.In ?? question.Environment;

    private IEnumerable<ComponentState> Deployed(PromotionQuestion question) =>
        question
            .State(Place(question))
            .Components.Values.Where(state => state.Presence is not (Presence.Nothing or Presence.Destroyed));
}
