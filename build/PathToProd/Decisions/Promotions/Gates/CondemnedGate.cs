using PathToProd.Decisions.Promotions.Questions;

namespace PathToProd.Decisions.Promotions.Gates;

/// <summary>The set is not condemned. It holds for every step.</summary>
internal sealed class CondemnedGate : IGate
{
    public bool IsSameForStep => true;

    public IEnumerable<GateCause> Causes(PromotionQuestion question)
    {
        if (question.Promotions.Condemnation(question.Set.Digest) is { } condemnation)
        {
            yield return new GateCause
            {
                Kind = CauseKind.Closed,
                About = $"{question.Set.Name} ({condemnation.Head.Id})",
                Because = $"{condemnation.Set.Name} is condemned by {Decided.By(condemnation)}",
                Lift =
                    $"promote another set, or release this one: ./build.sh --target=Release --set={question.Set.Name} --reason=TEXT",
            };
        }
    }

    public string Open(PromotionQuestion question) => $"{question.Set.Name} is not condemned";
}
