using PathToProd.Decisions.Leases;
using PathToProd.Tasks.Git;

namespace PathToProd.Tasks.Facts.Leases;

/// <summary>
/// One small file in a reference of its own. It is not a branch: no list of branches shows it, and no CI system starts jobs for it.
/// </summary>
/// <param name="store">The repository.</param>
/// <param name="name">The reference.</param>
/// <param name="file">The file in it.</param>
/// <param name="shown">What it is, as messages say it at the start of a sentence.</param>
internal sealed class GitRecord(GitStore store, string name, string file, string shown)
{
    private readonly GitReference _reference = new(store, name, shown, comesBack: true);

    /// <summary>Its text, and the commit that has it; null when it is not there.</summary>
    /// <exception cref="LeaseSilenceException">There is no answer.</exception>
    public (string? Text, string? Position) Look()
    {
        try
        {
            var tip = _reference.Look();
            return (tip is null ? null : store.Read($"{tip}:{file}")[0], tip);
        }
        catch (GitRemoteException exception)
        {
            throw new LeaseSilenceException(exception);
        }
    }

    /// <summary>Replaces it, if it still is where it was seen.</summary>
    public WriteOutcome Write(string? position, string text, string message, string who, DateTimeOffset now)
    {
        try
        {
            var commit = store.Commit(position, new GitChange(file, text + "\n", message, who, now));
            var move = _reference.Move(position, commit, pause => Thread.Sleep(pause));
            return move.IsDone ? new WriteOutcome.Accepted(commit)
                : move.Declined is { } declined ? new WriteOutcome.Declined(declined)
                : new WriteOutcome.Moved();
        }
        catch (GitRemoteException exception)
        {
            return new WriteOutcome.NoAnswer(exception.Message);
        }
    }
}
