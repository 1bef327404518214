using System.Collections.Immutable;
using PathToProd.Decisions.Affected;
using PathToProd.Model.Platform;
using PathToProd.Tasks.Files;
using PathToProd.Text;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Git;

/// <summary>
/// How the work tree differs from the commit where it left another line of commits: what was committed since, what is
/// not committed yet, and new files that no <c>.gitignore</c> ignores. What that other line did meanwhile is not part of it.
/// </summary>
public sealed class GitChanges
{
    private readonly Workspace _workspace;
    private readonly GitProcess _git;
    private readonly Dictionary<string, string> _oldBlobs;

    private GitChanges(Workspace workspace, GitProcess git, string commit, SortedDictionary<string, RawChange> changes)
    {
        _workspace = workspace;
        _git = git;
        Base = commit;
        Files = [.. changes.Select(change => new FileChange(change.Key, change.Value.Kind))];
        _oldBlobs = changes
            .Where(change => change.Value.OldBlob is not null)
            .ToDictionary(change => change.Key, change => change.Value.OldBlob!);
    }

    /// <summary>The commit that the work tree is compared with: the newest that both lines have in common.</summary>
    public string Base { get; }

    /// <summary>The files that differ, by path. Renamed ones are there twice: deleted, and added.</summary>
    public ImmutableArray<FileChange> Files { get; }

    /// <summary>Asks Git.</summary>
    /// <param name="workspace">The checkout; its root may lie below the repository's.</param>
    /// <param name="since">A branch, a tag or a commit.</param>
    /// <param name="scope">What ends the processes when the run is cancelled.</param>
    /// <exception cref="PlatformException">There is no Git, no checkout, no such commit, or nothing in common.</exception>
    public static GitChanges Since(Workspace workspace, string since, ProcessScope scope)
    {
        var git = new GitProcess(workspace.Root, scope);

        // The one question that does not need the commit is asked meanwhile.
        var untracked = Task.Run(() => Untracked(git));
        string commit;
        try
        {
            commit = GitBase.Find(git, since);
        }
        catch
        {
            // Its failure has the same cause, which is reported already.
            untracked.ContinueWith(task => task.Exception, TaskScheduler.Default).Wait();
            throw;
        }

        var changes = Tracked(git, commit);
        foreach (var path in untracked.GetAwaiter().GetResult())
        {
            // Git may have been made to forget a file that is still there.
            changes[path] = changes.TryGetValue(path, out var tracked)
                ? tracked with
                {
                    Kind = FileChangeKind.Modified,
                }
                : new RawChange(FileChangeKind.Added, OldBlob: null);
        }

        return new GitChanges(workspace, git, commit, changes);
    }

    /// <summary>The files, with both texts where these count. All old texts come from one process.</summary>
    public ImmutableArray<FileChange> WithTexts(PlatformModel model)
    {
        var needing = AffectedComponents
            .NeedingTexts(model, Files)
            .Where(change => _oldBlobs.ContainsKey(change.Path))
            .Select(change => change.Path)
            .ToHashSet(StringComparer.Ordinal);
        if (needing.Count == 0)
        {
            return Files;
        }

        var old = GitBlobs.Read(_git, needing.Select(path => _oldBlobs[path]));
        return
        [
            .. Files.Select(change =>
                needing.Contains(change.Path)
                    ? change with
                    {
                        Before = old.GetValueOrDefault(_oldBlobs[change.Path]),
                        After = Read(change.Path),
                    }
                    : change
            ),
        ];
    }

    private string? Read(string path)
    {
        try
        {
            return File.ReadAllText(Path.Combine(_workspace.Root, path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Then it only counts that it changed, which reaches further than any of its values.
            return null;
        }
    }

    private static SortedDictionary<string, RawChange> Tracked(GitProcess git, string commit)
    {
        using var result = git.Run(
            "diff",
            "--raw",
            "-z",
            "--no-abbrev",
            "--no-renames",
            "--no-ext-diff",
            "--ignore-submodules=none",
            "--relative",
            commit,
            "--",
            "."
        );
        var changes = new SortedDictionary<string, RawChange>(StringComparer.Ordinal);
        var words = result.EnsureSucceeded().Output.Text().Split('\0');
        for (var at = 0; at + 1 < words.Length; at += 2)
        {
            // :100644 100644 <old blob> <new blob> M, and then the path. An unmerged file may be there twice.
            if (words[at].Split(' ') is [var oldMode, _, var oldBlob, _, [var status, ..]])
            {
                var isFile = oldMode.StartsWith(":100", StringComparison.Ordinal) && status != 'U';
                changes[words[at + 1]] = new RawChange(KindOf(status), isFile ? oldBlob : null);
            }
        }

        return changes;
    }

    private static string[] Untracked(GitProcess git)
    {
        using var result = git.Run(
            "ls-files",
            "--others",
            // As digests have it: what only this machine's own settings ignore is seen by all others.
            "--exclude-per-directory=.gitignore",
            "-z",
            "--",
            ".",
            // Our own outputs, should nothing ignore them.
            ":(exclude)artifacts"
        );

        // Git lists a repository inside this one as its folder.
        return
        [
            .. result
                .EnsureSucceeded()
                .Output.Text()
                .Split('\0', StringSplitOptions.RemoveEmptyEntries)
                .Select(path => path.TrimEnd('/')),
        ];
    }

    private static FileChangeKind KindOf(char status) =>
        status switch
        {
            'A' => FileChangeKind.Added,
            'D' => FileChangeKind.Deleted,
            _ => FileChangeKind.Modified,
        };

    private sealed record RawChange(FileChangeKind Kind, string? OldBlob);
}
