using PathToProd.Tasks.Git;
using PathToProd.Text;

namespace PathToProd.Tasks.Facts.Ledger;

/// <summary>The ledgers of several environments in one branch, read with one look at the remote.</summary>
internal static class GitLedgers
{
    /// <summary>The branch.</summary>
    public static GitReference Reference(GitStore store, string branch) =>
        new(store, $"refs/heads/{branch}", $"The branch {branch}");

    /// <summary>The ledgers as they are now.</summary>
    /// <exception cref="PlatformException">The remote gives no answer, or the branch lost what was seen in it (exit code 1).</exception>
    public static BranchReading Look(GitStore store, GitReference reference, string branch)
    {
        try
        {
            return new BranchReading(store, branch, reference.Look());
        }
        catch (GitRemoteException exception)
        {
            throw Unreachable("read", store, branch, exception.Message);
        }
    }

    /// <summary>What to say when the remote gives no answer.</summary>
    public static PlatformException Unreachable(string verb, GitStore store, string branch, string why) =>
        new(
            ExitCode.Failed,
            $"Could not {verb} the ledger in the branch {branch} of {store.Remote}: {why}. Check the address in platform.yaml and the network, "
                + "then run the same command again."
        );
}
