using PathToProd.Tasks.Files;
using PathToProd.Tasks.Locks;
using PathToProd.Text;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Git;

/// <summary>
/// A commit's files beside the work tree, in <c>artifacts/base/</c>: a work tree of the same repository, of which only the newest is kept. It is the
/// caller's alone until it is disposed.
/// </summary>
public sealed class BaseCheckout : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly IDisposable _lock;

    private BaseCheckout(Workspace workspace, IDisposable held) => (Workspace, _lock) = (workspace, held);

    /// <summary>The platform as the commit has it.</summary>
    public Workspace Workspace { get; }

    /// <summary>Has Git check a commit out, unless it is there from an earlier run.</summary>
    /// <param name="workspace">The checkout; its root may lie below the repository's.</param>
    /// <param name="commit">The commit.</param>
    /// <param name="scope">What ends the processes when the run is cancelled.</param>
    /// <param name="say">Tells that another run is waited for.</param>
    /// <exception cref="PlatformException">Git cannot check it out, or another run has it for too long.</exception>
    public static BaseCheckout Of(Workspace workspace, string commit, ProcessScope scope, Action<string> say)
    {
        try
        {
            return Held(workspace, commit, scope, say);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new PlatformException(
                ExitCode.Failed,
                $"The base cannot be checked out in {workspace.Show(workspace.Bases)}: {exception.Message.TrimEnd('.')}.\n"
                    + "Free some space, or get permission to write there; then run this again.",
                exception
            );
        }
    }

    private static BaseCheckout Held(Workspace workspace, string commit, ProcessScope scope, Action<string> say)
    {
        Directory.CreateDirectory(workspace.Locks);
        var held = FileLock.Take(
            Path.Combine(workspace.Locks, "base.lock"),
            Patience,
            () => say("Waiting for another run of this checkout, which works with a base as well"),
            scope.Cancellation
        );
        try
        {
            var git = new GitProcess(workspace.Root, scope);
            using var prefix = git.Run("rev-parse", "--show-prefix").EnsureEnded();
            var folder = Path.Combine(workspace.Bases, commit);
            if (!IsWhole(folder, commit, scope))
            {
                Make(workspace, git, folder, commit);
            }

            var root = Path.Combine(folder, prefix.Output.Lines().FirstOrDefault() ?? "");
            return new BaseCheckout(new Workspace(Path.TrimEndingDirectorySeparator(root)), held);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public void Dispose() => _lock.Dispose();

    private static bool IsWhole(string folder, string commit, ProcessScope scope)
    {
        if (!File.Exists(Path.Combine(folder, ".git")))
        {
            return false;
        }

        var git = new GitProcess(folder, scope);
        using var head = git.Run("rev-parse", "HEAD");
        using var status = git.Run("status", "--porcelain");
        return head.Succeeded
            && head.Output.Lines().FirstOrDefault() == commit
            && status.Succeeded
            && !status.Output.Lines().Any();
    }

    private static void Make(Workspace workspace, GitProcess git, string folder, string commit)
    {
        if (Directory.Exists(workspace.Bases))
        {
            Directory.Delete(workspace.Bases, recursive: true);
        }

        using var pruned = git.Run("worktree", "prune");
        // Hooks of this repository are for commits of people.
        using var added = git.Run(
            "-c",
            $"core.hooksPath={Path.Combine(workspace.Artifacts, "no-hooks")}",
            "worktree",
            "add",
            "--detach",
            "--force",
            folder,
            commit
        );
        if (!added.Succeeded)
        {
            throw new PlatformException(
                ExitCode.Failed,
                $"Git could not check out {commit}, the base, in {workspace.Show(folder)}:\n"
                    + string.Concat(added.LastLines.Select(line => $"  {line}\n"))
                    + "Free some space or remove that folder, then run the same command again."
            );
        }
    }
}
