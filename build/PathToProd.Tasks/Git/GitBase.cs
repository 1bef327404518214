using PathToProd.Text;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Git;

/// <summary>Finds the newest commit that another line of commits and the current one have in common, or says why there is none.</summary>
internal static class GitBase
{
    private const string Unshallow =
        "run git fetch --unshallow; in CI, check out with fetch-depth: 0 (GitHub Actions) or GIT_DEPTH: 0 (GitLab)";

    /// <exception cref="PlatformException">There is none.</exception>
    public static string Find(GitProcess git, string since)
    {
        using var result = Start(git, since);
        var lines = result.Succeeded ? result.Output.Lines().ToArray() : [];

        // Whether the clone is shallow, the two ends, and each best common commit with a ^ before it.
        if (!IsName(since) || lines is not [var shallow, var head, var other, .. var bases] || !AreCommits(head, other))
        {
            throw NotThere(git, since);
        }

        return bases.FirstOrDefault() is { } found ? found[1..] : throw NothingInCommon(since, shallow == "true");
    }

    /// <summary>Texts that Git would take for an option, a range or a search are not names of commits.</summary>
    private static bool IsName(string since) =>
        since[0] is not ('-' or ':' or '^') && !since.Contains("..", StringComparison.Ordinal);

    private static bool AreCommits(params string[] lines) => lines.All(line => line.All(char.IsAsciiHexDigit));

    private static CommandResult Start(GitProcess git, string since)
    {
        try
        {
            return git.Run("rev-parse", "--is-shallow-repository", IsName(since) ? $"{since}...HEAD" : "HEAD");
        }
        catch (GitMissingException)
        {
            throw new PlatformException([GitRefusal.Missing.AsProblem("and only Git knows what changed")]);
        }
    }

    private static PlatformException NothingInCommon(string since, bool isShallow) =>
        isShallow
            ? PlatformException.Wrong(
                $"this clone is too shallow to hold the commit where HEAD left {since}",
                Unshallow
            )
            : PlatformException.Wrong(
                $"{since} and HEAD have no commit in common",
                "name a branch, a tag or a commit that HEAD comes from"
            );

    private static PlatformException NotThere(GitProcess git, string since)
    {
        using var inside = git.Run("rev-parse", "--is-inside-work-tree", "--is-shallow-repository");
        if (!inside.Succeeded)
        {
            return new PlatformException([GitRefusal.Of(git.Place, inside).AsProblem("so nothing says what changed")]);
        }

        using var head = git.Run("rev-parse", "--verify", "--quiet", "HEAD^{commit}");
        if (!head.Succeeded)
        {
            return PlatformException.Wrong(
                "there is no commit yet, so nothing says what changed",
                "make a first commit"
            );
        }

        using var references = git.Run(
            "for-each-ref",
            "--format=%(refname:short)",
            "refs/heads",
            "refs/remotes",
            "refs/tags"
        );
        var names = references
            .Output.Lines()
            .Where(name => !name.EndsWith("/HEAD", StringComparison.Ordinal))
            .ToArray();
        var isShallow = inside.Output.Lines().ElementAtOrDefault(1) == "true";
        return isShallow && Nearest(since, names) is null
            ? PlatformException.Wrong(
                $"{since} is not a commit of this clone, which is shallow: it holds only the newest ones",
                Unshallow
            )
            : PlatformException.Wrong(
                $"{since} is not a commit",
                Nearest(since, names) is { } nearest
                    ? $"did you mean {nearest}?"
                    : Suggestion.Fix(since, names, "branch or tag", "name a commit", "branches and tags")
            );
    }

    /// <summary>The nearest name; a branch may be known only with the name of its remote before it.</summary>
    private static string? Nearest(string since, string[] names) =>
        Suggestion.For(since, names)
        ?? (
            Suggestion.For(since, names.Select(WithoutRemote)) is { } branch
                ? names.First(name => WithoutRemote(name) == branch)
                : null
        );

    private static string WithoutRemote(string name) => name[(name.IndexOf('/') + 1)..];
}
