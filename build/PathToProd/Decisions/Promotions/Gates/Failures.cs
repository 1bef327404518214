using PathToProd.Decisions.Promotions.Questions;
using PathToProd.Facts.Ledger;

namespace PathToProd.Decisions.Promotions.Gates;

/// <summary>What of an environment did not end well, as causes.</summary>
internal static class Failures
{
    /// <summary>A cause for each component, and each unit, whose last attempt did not succeed, or of which that is not known.</summary>
    public static IEnumerable<GateCause> Of(PromotionQuestion question, string environment)
    {
        var ledger = question.State(environment);
        foreach (var state in ledger.Components.Values)
        {
            switch (state.Presence)
            {
                case Presence.Unknown { Because: var attempt }:
                    yield return Cause(
                        environment,
                        attempt.Outcome == AttemptOutcome.Failed ? CauseKind.Closed : CauseKind.Unknown,
                        $"{state.Component} in {environment}, run {attempt.Started.Run}",
                        AttemptWriter.Write(attempt),
                        attempt.Outcome == AttemptOutcome.InProgress
                    );
                    break;
                case Presence.InDoubt { Because: var doubt }:
                    yield return Cause(
                        environment,
                        CauseKind.Unknown,
                        $"{state.Component} in {environment}",
                        DoubtWriter.Write(state.Component, environment, doubt),
                        isRunning: false
                    );
                    break;
            }
        }

        foreach (var unit in ledger.CurrentUnits.Where(unit => unit.Outcome != AttemptOutcome.Succeeded))
        {
            yield return Cause(
                environment,
                unit.Outcome == AttemptOutcome.Failed ? CauseKind.Closed : CauseKind.Unknown,
                $"{unit.Started.Unit} in {environment}, run {unit.Started.Run}",
                UnitAttemptWriter.Write(unit),
                unit.Outcome == AttemptOutcome.InProgress
            );
        }
    }

    private static GateCause Cause(string environment, CauseKind kind, string about, string because, bool isRunning) =>
        new()
        {
            Kind = kind,
            About = about,
            Because = because,
            Lift = isRunning
                ? "wait until that run has ended"
                : $"deploy it again, or go back: ./build.sh --target=Rollback --environment={environment}",
        };
}
