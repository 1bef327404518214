using System.Security.Cryptography;
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
    // The end of an attempt is worth waiting for. A network that is away for longer is found by the next look at the ledger.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    private readonly GitReference _reference = GitLedgers.Reference(store, branch);

    public string Place => $"{branch}:{environment} in {store.Remote}";

    public LedgerReading Read() => GitLedgers.Read(store, _reference, branch, [environment])[environment];

    public void Append(string component, LedgerEntry entry)
    {
        var start = clock.GetTimestamp();
        for (var tries = 1; ; tries++)
        {
            var outcome = TryAppend(component, entry);
            switch (AppendDecisions.After(outcome, clock.GetElapsedTime(start) > Patience))
            {
                case AppendDecision.Done:
                    return;
                case AppendDecision.Declined declined:
                    throw new PlatformException(
                        ExitCode.Failed,
                        $"Could not write the ledger: {store.Remote} declined a push to its branch {branch}: {declined.Why}. "
                            + "The same push would be declined again. Let this user push there, or change the hook that declined it; "
                            + "then run the same command again."
                    );
                case AppendDecision.GivenUp given:
                    throw GitLedgers.Unreachable("write", store, branch, given.Why);
                default:
                    Pause(Random(tries));
                    break;
            }
        }
    }

    private WriteOutcome TryAppend(string component, LedgerEntry entry)
    {
        try
        {
            // Runs on this machine queue up, as each push that comes second is wasted. Others are seen by the branch.
            using var turn = store.Turn();
            var path = $"{environment}/{component}.jsonl";
            var tip = _reference.Look();
            var text = tip is null ? "" : store.Read($"{tip}:{path}")[0] ?? "";
            switch (AppendDecisions.Of(entry, LedgerText.Read(text, path).Entries))
            {
                case AppendDecision.Done:
                    return new WriteOutcome.Accepted(tip!);
                case AppendDecision.Fenced fenced:
                    throw Fenced(component, entry, fenced);
            }

            var commit = store.Commit(tip, path, WithLine(text, entry), Message(component, entry), entry.Run, entry.At);
            var move = _reference.Move(tip, commit, Pause);
            return move.IsDone ? new WriteOutcome.Accepted(commit)
                : move.Declined is { } declined ? new WriteOutcome.Declined(declined)
                : new WriteOutcome.Moved();
        }
        catch (GitRemoteException exception)
        {
            return new WriteOutcome.NoAnswer(exception.Message);
        }
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

    private PlatformException Fenced(string component, LedgerEntry entry, AppendDecision.Fenced fenced) =>
        new(
            entry is LedgerEntry.Started or LedgerEntry.UnitStarted ? ExitCode.Refused : ExitCode.Failed,
            $"This run no longer holds {component} in {environment}: its lease ended, and another run has taken it over and has written to the "
                + $"ledger since (token {fenced.Newest}, and this run has {fenced.Token}). Nothing was written. Look at what that run did "
                + "with --target=History before you run the same command again."
        );

    private static TimeSpan Random(int tries)
    {
        // Writers that collided once must not collide again; their number is not known, so the range grows.
        var longest = Math.Min(LongestPause.TotalMilliseconds, 50 * Math.Pow(2, tries));
        return TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(10, (int)longest));
    }

    private void Pause(TimeSpan time)
    {
        if (time > TimeSpan.Zero)
        {
            Task.Delay(time, clock).GetAwaiter().GetResult();
        }
    }
}
