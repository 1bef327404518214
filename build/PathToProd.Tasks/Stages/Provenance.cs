using System.Runtime.InteropServices;
using PathToProd.Tasks.Git;
using PathToProd.Text;
using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Stages;

/// <summary>Who makes a run, and from which commit: what the ledger records.</summary>
/// <param name="root">The checkout.</param>
/// <param name="ignored">Files in it that are no sources, by their paths from the root.</param>
public sealed partial class Provenance(string root, params IReadOnlyList<string> ignored)
{
    /// <summary>Variables by which CI hosts say who asked for a job, and which job it is.</summary>
    private static readonly (string Who, string Job)[] Hosts =
    [
        ("GITHUB_ACTOR", "GITHUB_RUN_ID"),
        ("GITLAB_USER_LOGIN", "CI_JOB_ID"),
        ("BUILD_USER_ID", "BUILD_TAG"),
    ];

    private readonly Lazy<string> _who = new(() =>
        FromHost() ?? $"{User(Environment.UserName)}@{Environment.MachineName}"
    );

    private readonly Lazy<CommitReading> _commit = new(() => ReadCommit(root, ignored));

    private readonly GitAncestry _ancestry = new(root);

    /// <summary>Whether the checkout lacks what another commit has: its own is an ancestor of that one.</summary>
    /// <param name="commit">The commit, as <see cref="Commit"/> writes it.</param>
    internal bool IsBehind(string commit) => Commit is { } now && _ancestry.IsBehind(Plain(now), Plain(commit));

    private static string Plain(string commit) => commit.Split('+')[0];

    /// <summary>User and machine, or what the CI host says.</summary>
    public string Who => _who.Value;

    /// <summary>The commit, with <c>+changes</c> when the work tree differs from it; null outside Git, or without a commit.</summary>
    public string? Commit => _commit.Value.Commit;

    /// <summary>The page of the CI job; null outside CI, and in a system that names none.</summary>
    public string? Job { get; } = JobOf(Environment.GetEnvironmentVariable);

    /// <summary>Why there is no commit; null when there is one.</summary>
    public string? NoCommit => _commit.Value.Missing;

    /// <summary>The user's name; the number of one that has none, as containers may start programs.</summary>
    internal static string User(string name) =>
        name.Length > 0 ? name
        : OperatingSystem.IsWindows() ? "unknown"
        : $"user {EffectiveUser()}";

    /// <summary>The page of the job, as GitHub, GitLab and Jenkins say it.</summary>
    internal static string? JobOf(Func<string, string?> variable) =>
        variable("GITHUB_RUN_ID") is { Length: > 0 } run
        && variable("GITHUB_SERVER_URL") is { Length: > 0 } server
        && variable("GITHUB_REPOSITORY") is { Length: > 0 } repository
            ? $"{server}/{repository}/actions/runs/{run}"
            : new[] { "CI_JOB_URL", "BUILD_URL" }.Select(variable).FirstOrDefault(url => !string.IsNullOrEmpty(url));

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint EffectiveUser();

    private static string? FromHost() =>
        (
            from host in Hosts
            let who = Environment.GetEnvironmentVariable(host.Who)
            where !string.IsNullOrEmpty(who)
            let job = Environment.GetEnvironmentVariable(host.Job)
            select string.IsNullOrEmpty(job) ? who : $"{who} in {job}"
        ).FirstOrDefault();

    private static CommitReading ReadCommit(string root, IReadOnlyList<string> ignored)
    {
        try
        {
            // Ledgers and evidence change with each run, and are not part of what is deployed.
            var git = new GitProcess(root, new ProcessScope());
            using var status = git.Run([
                "status",
                "--porcelain=v2",
                "--branch",
                "--untracked-files=normal",
                "--",
                ".",
                ":(exclude,glob)environments/*/ledger.jsonl",
                ":(exclude)environments/version-sets/compatibility.jsonl",
                .. ignored.Select(file => $":(exclude,literal){file}"),
            ]);
            return status.Succeeded
                ? OfStatus([.. status.Output.Lines()])
                : new(null, GitRefusal.Of(git.Place, status).What);
        }
        catch (GitMissingException)
        {
            return new(null, GitRefusal.Missing.What);
        }
        catch (PlatformException exception)
        {
            // Git did not end in time. That is not a reason not to deploy.
            return new(null, exception.Message.Split('\n')[0]);
        }
    }

    private static CommitReading OfStatus(string[] lines)
    {
        const string Start = "# branch.oid ";
        var commit = lines.FirstOrDefault(line => line.StartsWith(Start, StringComparison.Ordinal));
        return commit?[Start.Length..] switch
        {
            null => new(null, "git status names none"),
            "(initial)" => new(null, "nothing was committed yet"),
            var oid when lines.Any(line => line.Length > 0 && line[0] != '#') => new($"{oid}+changes", null),
            var oid => new(oid, null),
        };
    }

    private sealed record CommitReading(string? Commit, string? Missing);
}
