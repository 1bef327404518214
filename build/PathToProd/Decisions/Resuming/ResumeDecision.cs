using System.Collections.Immutable;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Runs;
using PathToProd.Model.Components;

namespace PathToProd.Decisions.Resuming;

/// <summary>
/// What of a run that broke off is done. The journal alone is never believed where a ledger can be asked: what runs now, the ledger
/// says; and whether it is still there, the stage looks when its turn comes.
/// </summary>
public static class ResumeDecision
{
    /// <summary>Decides for each component that the run was asked for.</summary>
    /// <param name="found">The run that goes on, and those that it went on with.</param>
    /// <param name="ledger">What the ledger of its environment says now; null for a target that changes no environment.</param>
    public static ImmutableArray<ResumedComponent> Of(ResumeChoice.Found found, LedgerState? ledger)
    {
        var chain = found.Chain.Where(run => run.Story is not null).ToArray();
        var runs = chain.Select(run => run.Id.Text).ToHashSet(StringComparer.Ordinal);
        var target = RunTarget.Of(found.Run.Story!.Start.Target);
        return
        [
            .. found.Run.Asked!.Components.Select(component =>
                Of(component, target, Last(chain, component), runs, ledger?[component])
            ),
        ];
    }

    /// <summary>What the newest of the runs says that has come to the component.</summary>
    private static JournalNode? Last(PastRun[] chain, string component)
    {
        var nodes = chain.Select(run => run.Story!.Nodes.GetValueOrDefault(component)).OfType<JournalNode>().ToArray();
        // A run that gave it up before it started says less than an earlier one that came to it.
        return nodes.FirstOrDefault(node => node.Outcome != NodeOutcome.NotRun) ?? nodes.FirstOrDefault();
    }

    private static ResumedComponent Of(
        string component,
        RunTarget target,
        JournalNode? journal,
        HashSet<string> runs,
        ComponentState? state
    )
    {
        var (isDone, because) = target.Stage switch
        {
            Stage.Deploy when state is not null => Deployed(journal, runs, state),
            Stage.Destroy when state is not null => Destroyed(journal, runs, state),
            _ => ByJournal(target, journal),
        };
        return new ResumedComponent(component, isDone, because);
    }

    private static (bool, string) Deployed(JournalNode? journal, HashSet<string> runs, ComponentState state)
    {
        var says = journal?.Outcome?.IsSuccess() == true;
        return state.Presence switch
        {
            Presence.Deployed { Deployment: var there } when runs.Contains(there.Run) => (
                true,
                says
                    ? $"run {there.Run} deployed it, as its journal and the ledger say"
                    : $"run {there.Run} deployed it, as the ledger says; its journal breaks off before that"
            ),
            Presence.Deployed when says && IsUnchangedSince(journal!, state) => (
                true,
                $"run {journal!.Run} found it unchanged, and nothing in the ledger has changed it since"
            ),
            Presence.Deployed { Deployment: var there } when journal is not null && IsLater(there.Run, journal.Run) => (
                false,
                $"run {there.Run} has deployed it since"
            ),
            Presence.Deployed { Deployment: var there } when says => (
                false,
                $"its journal says that it is deployed, but the last deployment in the ledger is that of run {there.Run}"
            ),
            Presence.Nothing when says => (false, "its journal says that it is deployed, but the ledger does not"),
            _ => Open(journal, runs, state),
        };
    }

    private static (bool, string) Destroyed(JournalNode? journal, HashSet<string> runs, ComponentState state) =>
        state.Presence switch
        {
            Presence.Destroyed { By: var attempt } => (
                true,
                $"run {attempt.Started.Run} removed it, as the ledger says"
            ),
            Presence.Nothing => (true, "there is none, as the ledger says"),
            Presence.Deployed { Deployment: var there } when journal?.Outcome?.IsSuccess() == true => (
                false,
                $"the ledger says that run {there.Run} deployed it"
            ),
            _ => Open(journal, runs, state),
        };

    private static (bool, string) Open(JournalNode? journal, HashSet<string> runs, ComponentState state) =>
        state.Presence switch
        {
            Presence.InDoubt => (false, "a line of the ledger that may be about it cannot be read"),
            Presence.Unknown { Because: var attempt } when runs.Contains(attempt.Started.Run) => (
                false,
                Ended(attempt)
            ),
            Presence.Unknown { Because: var attempt } => (false, AttemptWriter.Write(attempt)),
            _ => ByJournal(null, journal),
        };

    private static string Ended(Attempt attempt)
    {
        var what = attempt.Started.Action == LedgerAction.Deploy ? "deployment" : "removal";
        return attempt.Outcome switch
        {
            AttemptOutcome.Interrupted => $"its {what} was interrupted in run {attempt.Started.Run}",
            AttemptOutcome.Cancelled => $"its {what} was cancelled in run {attempt.Started.Run}",
            _ => $"its {what} failed in run {attempt.Started.Run}",
        };
    }

    private static (bool, string) ByJournal(RunTarget? target, JournalNode? journal) =>
        journal switch
        {
            null => (false, "it had not started"),
            { Outcome: NodeOutcome.Done or NodeOutcome.Unchanged } => (
                target is not null,
                $"run {journal.Run} did it, as its journal says"
            ),
            { Outcome: NodeOutcome.NotRun } => (false, $"it did not run: {journal.Cause}"),
            { Outcome: null, Stage: null } => (false, $"run {journal.Run} broke off when it had just started it"),
            { Outcome: null } => (false, $"run {journal.Run} broke off during its {journal.Stage}"),
            { Outcome: { } outcome, Stage: var stage } => (
                false,
                $"{(stage is null ? "it" : $"its {stage}")} {outcome.Verb()} in run {journal.Run}"
            ),
        };

    private static bool IsUnchangedSince(JournalNode journal, ComponentState state) =>
        journal.Outcome == NodeOutcome.Unchanged
        && state.LastAttempt is { } last
        && !IsLater(last.Started.Run, journal.Run);

    // What names no run was not written by one of ours, so it cannot be placed in time.
    private static bool IsLater(string run, RunId than) => !RunId.TryParse(run, out var id) || id > than;
}
