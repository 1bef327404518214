using PathToProd.Decisions.Promotions.Questions;
using PathToProd.Facts.Ledger;

namespace PathToProd.Decisions.Promotions.Gates;

/// <summary>What runs in the environment now was verified since it was deployed: a deployment that succeeded has passed its smoke tests.</summary>
internal sealed class VerifiedGate : IGate
{
    public IEnumerable<GateCause> Causes(PromotionQuestion question) =>
        question.NotRead(question.Environment) is { } unread ? [unread] : Failures.Of(question, question.Environment);

    public string Open(PromotionQuestion question) =>
        question.State(question.Environment).Components.Values.Any(state => state.Presence is Presence.Deployed)
            ? $"what runs in {question.Environment} passed its smoke tests"
            : $"nothing runs in {question.Environment} yet";
}
