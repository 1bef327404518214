using System.Collections.Immutable;
using PathToProd.Facts.VersionSets.Changes;
using PathToProd.Text;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Git;

/// <summary>What Git knows of commits in one checkout; that it knows nothing is an answer too, with its reason.</summary>
internal sealed class GitHistory
{
    private const string Unshallow = "fetch the history with git fetch --unshallow";
    private const char Separator = '\u001F';

    private readonly GitProcess _git;
    private readonly Lazy<Clone> _clone;

    public GitHistory(string folder, ProcessScope scope)
    {
        _git = new GitProcess(folder, scope);
        _clone = new Lazy<Clone>(() => Look(folder));
    }

    /// <summary>The commits that touch some paths after one commit and up to another, the newest first, or why these are not known.</summary>
    public (ImmutableArray<ComponentCommit> Commits, string? Unknown) Between(
        string before,
        string after,
        IEnumerable<string> paths
    )
    {
        if (_clone.Value.Unusable is { } unusable)
        {
            return ([], unusable);
        }

        using var log = _git.Run([
            "log",
            $"--format=%H{Separator}%s",
            $"{before}..{after}",
            "--",
            .. paths.Select(path => $":(literal){path}"),
        ]);
        if (!log.Succeeded)
        {
            return ([], WhyNot(before, after));
        }

        // A commit without its parents looks as if it had added every file.
        return IsCutOff(before, after)
            ? ([], $"this clone is shallow and does not have all of them; {Unshallow}")
            : (
                [
                    .. log
                        .Output.Lines()
                        .Select(line => line.Split(Separator, 2))
                        .Where(parts => parts.Length == 2)
                        .Select(parts => new ComponentCommit(parts[0], parts[1])),
                ],
                null
            );
    }

    /// <summary>A file as it was at a commit; null when Git does not say.</summary>
    /// <param name="commit">The commit.</param>
    /// <param name="file">The file, from the checkout's folder.</param>
    public string? FileAt(string commit, string file)
    {
        if (_clone.Value.Unusable is not null)
        {
            return null;
        }

        using var shown = _git.Run("show", $"{commit}:./{file}");
        return shown.Succeeded ? shown.Output.Text() : null;
    }

    private Clone Look(string folder)
    {
        CommandResult asked;
        try
        {
            asked = _git.Run("rev-parse", "--git-path", "shallow");
        }
        catch (GitMissingException)
        {
            return new Clone($"{GitRefusal.Missing.What}; {GitRefusal.Missing.Fix}", []);
        }

        using (asked)
        {
            if (!asked.Succeeded)
            {
                var refusal = GitRefusal.Of(_git.Place, asked);
                return new Clone($"{refusal.What}; {refusal.Fix}", []);
            }

            // Git lists the commits there whose parents it does not have; a whole clone has no such file.
            var file = Path.Combine(folder, asked.Output.Text().TrimEnd('\n'));
            return new Clone(null, File.Exists(file) ? [.. File.ReadLines(file)] : []);
        }
    }

    private bool IsCutOff(string before, string after)
    {
        if (_clone.Value.Ends.IsEmpty)
        {
            return false;
        }

        using var between = _git.Run("rev-list", $"{before}..{after}");
        return between.Output.Lines().Any(_clone.Value.Ends.Contains);
    }

    private string WhyNot(string before, string after)
    {
        foreach (var commit in new[] { before, after })
        {
            using var there = _git.Run("cat-file", "-e", $"{commit}^{{commit}}");
            if (!there.Succeeded)
            {
                return _clone.Value.Ends.IsEmpty
                    ? $"this clone does not have the commit {ShortCommit.Text(commit)}"
                    : $"this clone is shallow and does not have the commit {ShortCommit.Text(commit)}; {Unshallow}";
            }
        }

        return "Git cannot list the commits between";
    }

    /// <summary>What kind of clone it is.</summary>
    /// <param name="Unusable">Why Git says nothing here; null when it does.</param>
    /// <param name="Ends">The commits whose parents a shallow clone does not have; none for a whole one.</param>
    private sealed record Clone(string? Unusable, ImmutableHashSet<string> Ends);
}
