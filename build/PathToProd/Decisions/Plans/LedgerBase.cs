using PathToProd.Facts.Ledger;
using PathToProd.Facts.Plans;

namespace PathToProd.Decisions.Plans;

/// <summary>The state that a plan is made over, as far as the ledger knows it.</summary>
public static class LedgerBase
{
    /// <summary>The base that the ledger gives.</summary>
    public static PlanBase Of(ComponentState state) =>
        new(
            state.Presence switch
            {
                Presence.Deployed { Deployment: var there } => $"{there.Version} was deployed by run {there.Run}",
                Presence.Destroyed { By: var attempt } => $"run {attempt.Started.Run} removed it",
                Presence.Unknown { Because: var attempt } => AttemptWriter.Write(attempt),
                Presence.InDoubt { Because: var doubt } => DoubtWriter.Write(state.Component, state.Environment, doubt),
                _ => "nothing was ever deployed",
            },
            state.LastAttempt?.Started.Attempt,
            State: null
        );
}
