using PathToProd.Decisions.Compatibility;
using PathToProd.Decisions.Promotions.Questions;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.VersionSets;
using PathToProd.Model.Promotions.Rules;
using PathToProd.Text;

namespace PathToProd.Decisions.Promotions.Gates;

/// <summary>Evidence shows that the step from what runs in the environment now to the set works.</summary>
internal sealed class TransitionGate(TransitionRule rule) : IGate
{
    public IEnumerable<GateCause> Causes(PromotionQuestion question)
    {
        if (question.NotRead(question.Environment) is { } unread)
        {
            return [unread];
        }

        var ledger = question.State(question.Environment);
        if (IsEmpty(ledger))
        {
            return [];
        }

        if (Running(ledger) is not { } running)
        {
            return
            [
                new GateCause
                {
                    Kind = CauseKind.Unknown,
                    About = "what runs there",
                    Because = $"it is not known what runs in {question.Environment} now",
                    Lift =
                        $"deploy again what did not succeed there, and look with ./build.sh --target=Status --environment={question.Environment}",
                },
            ];
        }

        return running.Digest == question.Set.Digest ? [] : Untested(question, running, Step(question, running));
    }

    public string Open(PromotionQuestion question)
    {
        var ledger = question.State(question.Environment);
        return IsEmpty(ledger) ? $"nothing runs in {question.Environment} yet"
            : Running(ledger)!.Digest == question.Set.Digest ? $"{question.Set.Name} runs there already"
            : $"the step from {Name(question, Running(ledger)!)} to {question.Set.Name} was tested";
    }

    private MatrixCell Step(PromotionQuestion question, VersionSet running) =>
        new Transitions(question.Verdicts, [running, question.Set], rule.In).Of(running, question.Set);

    private IEnumerable<GateCause> Untested(PromotionQuestion question, VersionSet running, MatrixCell step)
    {
        if (step.State == MatrixState.KnownGood)
        {
            yield break;
        }

        var name = Name(question, running);
        var (about, because) = step.State switch
        {
            MatrixState.Failed => ("failed", $"failed in {step.Evidence!.Environment}"),
            MatrixState.Stale => (
                "stale",
                $"was tested in {step.Evidence!.Environment}, and {Prose.List([.. step.WhyStale.Select(reason => reason.ToString())])}"
            ),
            _ => ("not tested", $"was never tested{(rule.In is null ? "" : $" in {rule.In}")}"),
        };
        yield return new GateCause
        {
            Kind = step.State == MatrixState.Failed ? CauseKind.Closed : CauseKind.Unknown,
            About = $"{about} from {running.Digest.ShortText}",
            Because = $"the step from {name}, which runs in {question.Environment}, to {question.Set.Name} {because}",
            Lift =
                $"test it: ./build.sh --target=Certify --from={name} --set={question.Set.Name}"
                + (rule.In is null ? "" : $" --environment={rule.In}"),
        };
    }

    private static string Name(PromotionQuestion question, VersionSet running) =>
        question.Sets.LastOrDefault(set => set.Digest == running.Digest)?.Name ?? question.Environment;

    private static bool IsEmpty(LedgerState ledger) =>
        ledger.DoubtOfAll is null
        && ledger.Components.Values.All(state => state.Presence is Presence.Nothing or Presence.Destroyed);

    private static VersionSet? Running(LedgerState ledger) =>
        ledger.DoubtOfAll is null
        && ledger.Components.Values.All(state =>
            state.Presence is Presence.Deployed or Presence.Nothing or Presence.Destroyed
        )
            ? RunningSet.Of(ledger)
            : null;
}
