using PathToProd.Tasks.Processes;

namespace PathToProd.Tasks.Runs;

/// <summary>Who makes a run, and from which commit: what the ledger records.</summary>
public sealed class Provenance(string root, CommandRunner commands)
{
    /// <summary>Variables by which CI hosts say who asked for a job, and which job it is.</summary>
    private static readonly (string Who, string Job)[] Hosts =
    [
        ("GITHUB_ACTOR", "GITHUB_RUN_ID"),
        ("GITLAB_USER_LOGIN", "CI_JOB_ID"),
        ("BUILD_USER_ID", "BUILD_TAG"),
    ];

    private readonly Lazy<string> _who = new(() => FromHost() ?? $"{Environment.UserName}@{Environment.MachineName}");

    private readonly Lazy<CommitReading> _commit = new(() => ReadCommit(root, commands));

    /// <summary>User and machine, or what the CI host says.</summary>
    public string Who => _who.Value;

    /// <summary>The commit, with <c>+changes</c> when the work tree differs from it; null outside Git, or without a commit.</summary>
    public string? Commit => _commit.Value.Commit;

    /// <summary>Why there is no commit; null when there is one.</summary>
    public string? NoCommit => _commit.Value.Missing;

    private static string? FromHost() =>
        (
            from host in Hosts
            let who = Environment.GetEnvironmentVariable(host.Who)
            where !string.IsNullOrEmpty(who)
            let job = Environment.GetEnvironmentVariable(host.Job)
            select string.IsNullOrEmpty(job) ? who : $"{who} in {job}"
        ).FirstOrDefault();

    private static CommitReading ReadCommit(string root, CommandRunner commands)
    {
        try
        {
            // Ledgers and evidence change with each run, and are no part of what is deployed. Without locks, as others may use Git now.
            var status = Git(
                root,
                commands,
                "--no-optional-locks",
                "status",
                "--porcelain=v2",
                "--branch",
                "--untracked-files=normal",
                "--",
                ".",
                ":(exclude,glob)environments/*/ledger.jsonl",
                ":(exclude)environments/version-sets/compatibility.jsonl"
            );
            const string Start = "# branch.oid ";
            var commit = status?.FirstOrDefault(line => line.StartsWith(Start, StringComparison.Ordinal));
            return commit?[Start.Length..] switch
            {
                null => new(null, "not a Git checkout"),
                "(initial)" => new(null, "nothing was committed yet"),
                var oid when status!.Any(line => line.Length > 0 && line[0] != '#') => new($"{oid}+changes", null),
                var oid => new(oid, null),
            };
        }
        catch (Reporting.PlatformException)
        {
            return new(null, "git is not on the PATH");
        }
    }

    private static string[]? Git(string root, CommandRunner commands, params string[] arguments)
    {
        var command = new Command("git", [.. arguments])
        {
            WorkingDirectory = root,
            Capture = Capture.Output | Capture.Error,
            Quiet = true,
            Timeout = TimeSpan.FromSeconds(20),
        };
        using var result = commands.Run(command, new ProcessScope());
        return result.ExitCode == 0 ? [.. result.Output.Lines()] : null;
    }

    private sealed record CommitReading(string? Commit, string? Missing);
}
