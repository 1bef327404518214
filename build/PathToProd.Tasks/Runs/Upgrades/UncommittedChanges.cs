using PathToProd.Tasks.Files;
using PathToProd.Tasks.Git;
using PathToProd.Text;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Runs.Upgrades;

/// <summary>Refuses to change a work tree from which Git could not take the change back.</summary>
internal static class UncommittedChanges
{
    private const int Shown = 3;

    private const string Why = "as Git is what takes an upgrade back";

    /// <summary>Ledgers and evidence are left out: they change with each run, and no upgrade touches them.</summary>
    /// <exception cref="PlatformException">Something is not committed, or there is no Git.</exception>
    public static void Refuse(Workspace workspace, ProcessScope scope)
    {
        var files = Files(workspace, scope);
        if (files.Length > 0)
        {
            var more = files.Length > Shown ? [$"{files.Length - Shown} more"] : Array.Empty<string>();
            throw PlatformException.Wrong(
                $"{Prose.Count(files.Length, "file")} {(files.Length == 1 ? "has" : "have")} changes that are not committed: {Prose.List([.. files.Take(Shown), .. more])}",
                $"commit or stash them, {Why}"
            );
        }
    }

    private static string[] Files(Workspace workspace, ProcessScope scope)
    {
        try
        {
            var git = new GitProcess(workspace.Root, scope);
            using var status = git.Run(
                "status",
                "--porcelain",
                "-z",
                "--no-renames",
                "--untracked-files=normal",
                "--",
                ".",
                ":(exclude,glob)environments/*/ledger.jsonl",
                ":(exclude)environments/promotions.jsonl",
                ":(exclude)environments/version-sets/compatibility.jsonl"
            );
            using var head = git.Run("rev-parse", "--verify", "--quiet", "HEAD");
            if (status.Succeeded && head.Succeeded)
            {
                return
                [
                    .. status
                        .Output.Text()
                        .Split('\0', StringSplitOptions.RemoveEmptyEntries)
                        .Select(line => line[3..]),
                ];
            }

            var refusal = status.Succeeded ? null : GitRefusal.Of(git.Place, status);
            throw refusal is null || refusal == GitRefusal.NoRepository
                ? PlatformException.Wrong(
                    refusal is null
                        ? "nothing of the platform is committed yet"
                        : "the platform is in no Git repository",
                    $"commit it: git init && git add --all && git commit --message \"A platform\", {Why}"
                )
                : new PlatformException([refusal.AsProblem($"and it is needed, {Why}")]);
        }
        catch (GitMissingException)
        {
            throw new PlatformException([GitRefusal.Missing.AsProblem($"and it is needed, {Why}")]);
        }
    }
}
