using PathToProd.Text;

namespace PathToProd.Tasks.Git;

/// <summary>One reference of a remote repository: a look at it, and a change that counts only if nothing else came in between.</summary>
/// <param name="store">The repository.</param>
/// <param name="name">The whole name: <c>refs/heads/ledger</c>.</param>
/// <param name="shown">What it is, as messages say it: <c>The branch ledger</c>.</param>
/// <param name="comesBack">Whether one that was removed may be written again from where it was seen.</param>
internal sealed class GitReference(GitStore store, string name, string shown, bool comesBack = false)
{
    // Another's push holds the reference's lock for an instant before the reference moves.
    private static readonly TimeSpan[] Looks =
    [
        TimeSpan.Zero,
        TimeSpan.FromMilliseconds(100),
        TimeSpan.FromMilliseconds(400),
        TimeSpan.FromSeconds(1),
    ];

    private readonly string _memory = name["refs/".Length..];
    private string? _seen;

    /// <summary>
    /// Where it was when it was last seen from this checkout, which costs no look; null if never. What is written from there counts only if it
    /// still is there.
    /// </summary>
    public string? Seen() => _seen = store.Remembered(_memory) ?? _seen;

    /// <summary>Its commit in the remote, which is then here too; null when it is not there.</summary>
    /// <exception cref="GitRemoteException">The remote gives no answer.</exception>
    /// <exception cref="PlatformException">It was moved back or away, so what was in it may be lost (exit code 1).</exception>
    public string? Look()
    {
        // What was seen before is asked first: of what is asked later, it must be a part.
        _seen ??= store.Remembered(_memory);
        var tip = store.Tips(name).GetValueOrDefault(name);
        if (tip == _seen)
        {
            return tip;
        }

        // That a commit is here says nothing of what it holds: a fetch that was killed, or goes on beside us, leaves objects one by one. What was
        // remembered is whole, and so is what Git says that it fetched.
        if (tip is not null && store.Remembered(_memory) != tip)
        {
            store.Fetch(name);
        }

        if (_seen is not null && (tip is null || !store.ComesFrom(tip, _seen)))
        {
            throw Moved(tip);
        }

        store.Remember(_memory, tip!);
        return _seen = tip;
    }

    /// <summary>
    /// Moves it from one commit to another. Git says in many ways, and each server in its own, that it did not; so what became of it is
    /// seen by where the reference is now, and never by a message's text (https://github.com/akuity/kargo/issues/5286).
    /// </summary>
    /// <param name="from">Where it was seen; null when it was not there.</param>
    /// <param name="commit">A commit that comes from there.</param>
    /// <param name="pause">Waits.</param>
    /// <exception cref="GitRemoteException">The remote gives no answer, so what became of it is not known.</exception>
    public GitMove Move(string? from, string commit, Action<TimeSpan> pause)
    {
        if (store.Push(commit, name, comesBack ? null : from ?? "", _memory) is not { } said)
        {
            _seen = commit;
            return new GitMove(IsDone: true, Declined: null);
        }

        foreach (var wait in Looks)
        {
            pause(wait);
            var tip = store.Tips(name).GetValueOrDefault(name);
            if (tip != from)
            {
                return new GitMove(IsDone: tip == commit, Declined: null);
            }
        }

        return new GitMove(IsDone: false, said);
    }

    private PlatformException Moved(string? tip) =>
        new(
            ExitCode.Failed,
            $"{shown} of {store.Remote} {(tip is null ? "was deleted" : "was force-pushed")}: it no longer holds the commit {_seen![..12]}, which was seen in it, so records "
                + "may be lost. Nothing was written. Restore it with "
                + $"git --git-dir={store.Folder} push --force {store.Remote} {_seen}:{name}, or, if the change was meant, remove {store.Folder}; "
                + "then run the same command again."
        );
}

/// <summary>What became of a move of a reference.</summary>
/// <param name="IsDone">Whether it is where it should be. Else it stands elsewhere, unless it was declined.</param>
/// <param name="Declined">What was said by a remote that stands still and does not take it; null otherwise.</param>
internal sealed record GitMove(bool IsDone, string? Declined);
