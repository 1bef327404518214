using PathToProd.Decisions.Leases;
using PathToProd.Facts.Promotions;
using PathToProd.Tasks.Facts.Ledger;
using PathToProd.Tasks.Git;

namespace PathToProd.Tasks.Facts.Promotions;

/// <summary>The promotions in the branch that holds the ledgers: one file, a commit for each change.</summary>
/// <param name="store">The repository.</param>
/// <param name="branch">The branch.</param>
/// <param name="clock">The clock.</param>
internal sealed class PromotionGitLog(GitStore store, string branch, TimeProvider clock) : IPromotionLog
{
    private readonly GitReference _reference = GitLedgers.Reference(store, branch);

    public string Place => $"{branch}:{PromotionText.FileName} in {store.Remote}";

    public PromotionLines Read()
    {
        try
        {
            return ReadAt(_reference.Look());
        }
        catch (GitRemoteException exception)
        {
            throw GitLedgers.Unreachable("read", store, branch, exception.Message);
        }
    }

    public WriteOutcome TryAppend(string lines, PromotionLines over, PromotionRecord first)
    {
        try
        {
            using var turn = store.Turn();
            // The branch moves with each deployment; only what was decided since counts.
            for (var tip = _reference.Look(); ; tip = _reference.Look())
            {
                if (ReadAt(tip).Text != over.Text)
                {
                    return new WriteOutcome.Moved();
                }

                var text = over.Text.Length == 0 || over.Text[^1] == '\n' ? over.Text : over.Text + "\n";
                var commit = store.Commit(
                    tip,
                    new GitChange(
                        PromotionText.FileName,
                        text + lines,
                        PromotionText.Title(first),
                        first.Head.Who,
                        first.Head.At
                    )
                );
                var move = _reference.Move(tip, commit, wait => Task.Delay(wait, clock).GetAwaiter().GetResult());
                if (move.IsDone)
                {
                    return new WriteOutcome.Accepted(commit);
                }

                if (move.Declined is { } declined)
                {
                    return new WriteOutcome.Declined(declined);
                }
            }
        }
        catch (GitRemoteException exception)
        {
            return new WriteOutcome.NoAnswer(exception.Message);
        }
    }

    private PromotionLines ReadAt(string? tip) =>
        new(tip is null ? "" : store.Read($"{tip}:{PromotionText.FileName}")[0] ?? "", tip ?? "");
}
