using PathToProd.Decisions.Leases;
using PathToProd.Facts.Ledger;
using PathToProd.Tasks.Git;
using PathToProd.Text;

namespace PathToProd.Tasks.Facts.Ledger;

/// <summary>
/// The ledger of one environment in a branch of a Git repository: a file for each component, a commit for each entry. So two runs
/// that deploy different components change different files, and only the branch itself is contended.
/// </summary>
/// <param name="store">The repository.</param>
/// <param name="branch">The branch.</param>
/// <param name="environment">The environment.</param>
/// <param name="clock">The clock.</param>
internal sealed class GitLedger(GitStore store, string branch, string environment, TimeProvider clock) : ILedger
{
    private readonly PatientAppend _append = new(environment, clock, TimeSpan.FromMilliseconds(10));
    private readonly GitReference _reference = GitLedgers.Reference(store, branch);

    public string Place => $"{branch}:{environment} in {store.Remote}";

    public LedgerReading Read() => GitLedgers.Read(store, _reference, branch, [environment])[environment];

    public void Append(string component, LedgerEntry entry) =>
        _append.Add(
            tries => TryAppend(component, entry, isFirst: tries == 1),
            why => new PlatformException(
                ExitCode.Failed,
                $"Could not write the ledger: {store.Remote} declined a push to its branch {branch}: {why}. "
                    + "The same push would be declined again. Let this user push there, or change the hook that declined it; "
                    + "then run the same command again."
            ),
            why => GitLedgers.Unreachable("write", store, branch, why)
        );

    private WriteOutcome TryAppend(string component, LedgerEntry entry, bool isFirst)
    {
        try
        {
            // Runs on this machine queue up, as each push that comes second is wasted. Others are seen by the branch.
            using var turn = store.Turn();
            var path = $"{environment}/{component}.jsonl";
            // What was seen last saves a look: a write from there does not count if the branch is elsewhere by now.
            var tip = isFirst ? _reference.Seen() : null;
            var (text, decision) = Decide(tip, path, entry);
            if (tip is null || decision is not AppendDecision.Write)
            {
                tip = _reference.Look();
                (text, decision) = Decide(tip, path, entry);
            }

            switch (decision)
            {
                case AppendDecision.Done:
                    return new WriteOutcome.Accepted(tip!);
                case AppendDecision.Fenced fenced:
                    throw _append.Fenced(component, entry, fenced);
            }

            var commit = store.Commit(tip, path, WithLine(text, entry), Message(component, entry), entry.Run, entry.At);
            var move = _reference.Move(tip, commit, _append.Pause);
            return move.IsDone ? new WriteOutcome.Accepted(commit)
                : move.Declined is { } declined ? new WriteOutcome.Declined(declined)
                : new WriteOutcome.Moved();
        }
        catch (GitRemoteException exception)
        {
            return new WriteOutcome.NoAnswer(exception.Message);
        }
    }

    private (string Text, AppendDecision Decision) Decide(string? tip, string path, LedgerEntry entry)
    {
        var text = tip is null ? "" : store.Read($"{tip}:{path}")[0] ?? "";
        return (text, AppendDecisions.Of(entry, LedgerText.Read(text, path).Entries));
    }

    private static string WithLine(string text, LedgerEntry entry) =>
        $"{text}{(text.Length == 0 || text[^1] == '\n' ? "" : "\n")}{LedgerText.Write(entry)}\n";

    private string Message(string component, LedgerEntry entry) =>
        entry switch
        {
            LedgerEntry.Started { Action: var action, Version: var version } =>
                $"{environment}: {Word(action)} of {component} {version} started",
            LedgerEntry.UnitStarted { Action: var action } started =>
                $"{environment}: {Word(action)} of {UnitAttemptWriter.Name(started)} started",
            LedgerEntry.UnitEnded { Outcome: var outcome } => $"{environment}: {component} as a whole {Word(outcome)}",
            _ => $"{environment}: {component} {Word(((LedgerEntry.Ended)entry).Outcome)}",
        };

    private static string Word(LedgerAction action) => action == LedgerAction.Deploy ? "deployment" : "removal";

    private static string Word(Outcome outcome) => outcome.ToString().ToLowerInvariant();
}
