using PathToProd.Decisions.Promotions.Questions;
using PathToProd.Facts.Promotions;
using PathToProd.Text;

namespace PathToProd.Decisions.Promotions.Gates;

/// <summary>Neither the environment nor its step nor the whole path is frozen. It holds for every step.</summary>
internal sealed class FreezeGate : IGate
{
    public IEnumerable<GateCause> Causes(PromotionQuestion question) =>
        question
            .Promotions.Freezes([question.Environment, question.Step.Name], question.Now)
            .Select(freeze => Cause(freeze));

    public string Open(PromotionQuestion question) => $"{question.Environment} is not frozen";

    private static GateCause Cause(PromotionRecord.Frozen freeze) =>
        new()
        {
            Kind = CauseKind.Closed,
            // Another freeze of the same place is another cause.
            About = $"{freeze.Place ?? "the path"} ({freeze.Head.Id})",
            Because =
                $"{freeze.Place ?? "the whole path"} is frozen {(freeze.Until is { } until ? $"until {Moment.Text(until)}" : "without an end")}, by "
                + Decided.By(freeze),
            Lift =
                (freeze.Until is { } end ? $"wait until {Moment.Text(end)}, or end it" : "end it")
                + $": ./build.sh --target=Unfreeze{(freeze.Place is null ? "" : $" --environment={freeze.Place}")} --reason=TEXT",
            Until = freeze.Until,
        };
}
