using PathToProd.Decisions.Promotions.Questions;

namespace PathToProd.Decisions.Promotions.Gates;

/// <summary>The environment is not held at what it has. It holds for every step.</summary>
internal sealed class HoldGate : IGate
{
    public IEnumerable<GateCause> Causes(PromotionQuestion question)
    {
        if (question.Promotions.Hold(question.Environment) is { } hold)
        {
            yield return new GateCause
            {
                Kind = CauseKind.Closed,
                About = $"{question.Environment} ({hold.Head.Id})",
                Because = $"{question.Environment} is held by {Decided.By(hold)}",
                Lift = $"release it: ./build.sh --target=Release --environment={question.Environment} --reason=TEXT",
            };
        }
    }

    public string Open(PromotionQuestion question) => $"{question.Environment} is not held";
}
