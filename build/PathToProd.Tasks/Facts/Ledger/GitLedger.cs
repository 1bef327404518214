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
    private (string Commit, string Path, string Text)? _written;

    public string Place => $"{branch}:{environment} in {store.Remote}";

    public LedgerReading Read() => GitLedgers.Look(store, _reference, branch).Whole([environment])[0];

    public IReadOnlyList<string> Texts() => GitLedgers.Look(store, _reference, branch).Texts(environment);

    public void Append(string component, LedgerEntry entry) => AppendAll(component, [entry]);

    /// <summary>In one commit.</summary>
    public void AppendAll(string component, IReadOnlyList<LedgerEntry> entries) =>
        _append.Add(
            tries => TryAppend(component, entries, isFirst: tries == 1),
            why => new PlatformException(
                ExitCode.Failed,
                $"Could not write the ledger: {store.Remote} declined a push to its branch {branch}: {why}. "
                    + "The same push would be declined again. Let this user push there, or change the hook that declined it; "
                    + "then run the same command again."
            ),
            why => GitLedgers.Unreachable("write", store, branch, why)
        );

    private WriteOutcome TryAppend(string component, IReadOnlyList<LedgerEntry> entries, bool isFirst)
    {
        try
        {
            // Runs on this machine queue up, as each push that comes second is wasted. Others are seen by the branch.
            using var turn = store.Turn();
            var path = $"{environment}/{component}.jsonl";
            // What was seen last saves a look: a write from there does not count if the branch is elsewhere by now.
            var tip = isFirst ? _reference.Seen() : null;
            var (text, decision) = Decide(tip, path, entries);
            if (tip is null || decision is not AppendDecision.Write)
            {
                tip = _reference.Look();
                (text, decision) = Decide(tip, path, entries);
            }

            switch (decision)
            {
                case AppendDecision.Done:
                    return new WriteOutcome.Accepted(tip!);
                case AppendDecision.Fenced fenced:
                    throw _append.Fenced(component, entries[^1], fenced);
            }

            var last = entries[^1];
            var commit = store.Commit(tip, path, text, Message(component, entries), last.Run, last.At);
            var move = _reference.Move(tip, commit, _append.Pause);
            if (move.IsDone)
            {
                _written = (commit, path, text);
                return new WriteOutcome.Accepted(commit);
            }

            return move.Declined is { } declined ? new WriteOutcome.Declined(declined) : new WriteOutcome.Moved();
        }
        catch (GitRemoteException exception)
        {
            return new WriteOutcome.NoAnswer(exception.Message);
        }
    }

    /// <summary>What to do, and the file with all entries.</summary>
    private (string Text, AppendDecision Decision) Decide(string? tip, string path, IReadOnlyList<LedgerEntry> entries)
    {
        var text = tip is null ? "" : Text(tip, path);
        var there = LedgerText.Read(text, path).Entries.ToList();
        AppendDecision what = new AppendDecision.Done();
        foreach (var entry in entries)
        {
            switch (AppendDecisions.Of(entry, there))
            {
                case AppendDecision.Write write:
                    what = write;
                    text = WithLine(text, entry);
                    there.Add(entry);
                    break;
                case AppendDecision.Fenced fenced:
                    return (text, fenced);
            }
        }

        return (text, what);
    }

    /// <summary>The file in a commit. An attempt has two entries: when the second is added, the first commit is still known.</summary>
    private string Text(string commit, string path) =>
        _written is { } written && (written.Commit, written.Path) == (commit, path)
            ? written.Text
            : store.Read($"{commit}:{path}")[0] ?? "";

    private static string WithLine(string text, LedgerEntry entry) =>
        $"{text}{(text.Length == 0 || text[^1] == '\n' ? "" : "\n")}{LedgerText.Write(entry)}\n";

    private string Message(string component, IReadOnlyList<LedgerEntry> entries) =>
        entries.Count == 1
            ? Message(component, entries[0])
            : $"{environment}: {entries.Count} entries about {component} imported";

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
