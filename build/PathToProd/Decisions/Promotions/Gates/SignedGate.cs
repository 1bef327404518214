using PathToProd.Decisions.Promotions.Looks;
using PathToProd.Decisions.Promotions.Questions;
using PathToProd.Facts.Signing;

namespace PathToProd.Decisions.Promotions.Gates;

/// <summary>An allowed signer signed the set.</summary>
internal sealed class SignedGate : IGate
{
    public bool IsSameForStep => true;

    public IEnumerable<Look> Looks(PromotionQuestion question) => [LookOf(question)];

    public IEnumerable<GateCause> Causes(PromotionQuestion question)
    {
        var (check, why) = question.Answers.Of(LookOf(question));
        if (check?.State == SignatureState.Valid)
        {
            yield break;
        }

        var set = question.Set.Name;
        yield return new GateCause
        {
            Kind = check is null ? CauseKind.Unknown : CauseKind.Closed,
            About = check?.State == SignatureState.Missing ? $"{set} has no signature" : $"the signature of {set}",
            Because =
                check is null ? $"it is not known whether {set} is signed: {why}"
                : check.State == SignatureState.Missing ? $"{set} is not signed"
                : $"the signature of {set} is wrong: {check.Wrong}",
            Lift = $"have an allowed signer sign it: ./build.sh --target=Pin --set={set} --sign-with=KEY",
        };
    }

    public string Open(PromotionQuestion question) =>
        $"{question.Answers.Of(LookOf(question)).Answer!.Signer} signed {question.Set.Name}";

    private static SetSignatureLook LookOf(PromotionQuestion question) => new(question.Set.Name, question.Set.Digest);
}
