using PathToProd.Decisions.Promotions.Questions;
using PathToProd.Facts.Promotions;
using PathToProd.Text;

namespace PathToProd.Decisions.Promotions.Gates;

/// <summary>The environment was not brought back from this set, or it was released since. It holds for every step.</summary>
internal sealed class PinnedBackGate : IGate
{
    public IEnumerable<GateCause> Causes(PromotionQuestion question)
    {
        if (question.NotRead(question.Environment) is { } unread)
        {
            return [unread];
        }

        return Find(question) is { } back && !IsReleased(question, back) ? [Cause(question, back)] : [];
    }

    public string Open(PromotionQuestion question) =>
        Find(question) is null
            ? $"{question.Environment} was never rolled back from {question.Set.Name}"
            : $"{question.Environment} was rolled back from {question.Set.Name}, and released since";

    private static PinnedBack? Find(PromotionQuestion question) =>
        PinnedBack.Find(question.Histories[question.Environment], question.Set, question.Sets);

    /// <summary>The set is released for every environment, the environment for every set.</summary>
    private static bool IsReleased(PromotionQuestion question, PinnedBack back) =>
        question
            .Promotions.Records.OfType<PromotionRecord.Released>()
            .Any(released =>
                released.Head.At >= back.At
                && (released.Environment == question.Environment || released.Set?.Digest == question.Set.Digest)
            );

    private static GateCause Cause(PromotionQuestion question, PinnedBack back) =>
        new()
        {
            Kind = CauseKind.Closed,
            About = $"{question.Set.Name} in {question.Environment} ({back.Run})",
            Because =
                $"{question.Environment} was rolled back from {back.Set} by {back.Who} at {Moment.Text(back.At)}"
                + (back.Components.Count == 0 ? "" : $" ({Prose.List(back.Components)})")
                + $": {back.Because}",
            Lift =
                $"promote another set, or release this one: ./build.sh --target=Release --set={question.Set.Name} --reason=TEXT",
        };
}
