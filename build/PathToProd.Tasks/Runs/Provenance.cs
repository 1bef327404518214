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

    private readonly Lazy<string?> _commit = new(() => ReadCommit(root, commands));

    /// <summary>User and machine, or what the CI host says.</summary>
    public string Who { get; } = FromHost() ?? $"{Environment.UserName}@{Environment.MachineName}";

    /// <summary>The commit, with <c>+changes</c> when the work tree differs from it; null outside Git, or without a commit.</summary>
    public string? Commit => _commit.Value;

    private static string? FromHost() =>
        (
            from host in Hosts
            let who = Environment.GetEnvironmentVariable(host.Who)
            where !string.IsNullOrEmpty(who)
            let job = Environment.GetEnvironmentVariable(host.Job)
            select string.IsNullOrEmpty(job) ? who : $"{who} in {job}"
        ).FirstOrDefault();

    private static string? ReadCommit(string root, CommandRunner commands)
    {
        // Ledgers change with each deployment, and are no part of what is deployed. Without locks, as others may use Git now.
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
            ":(exclude,glob)environments/*/ledger.jsonl"
        );
        var commit = status?.FirstOrDefault(line => line.StartsWith("# branch.oid ", StringComparison.Ordinal))?[13..];
        if (commit is null or "(initial)")
        {
            return null;
        }

        return status!.Any(line => line.Length > 0 && line[0] != '#') ? $"{commit}+changes" : commit;
    }

    private static string[]? Git(string root, CommandRunner commands, params string[] arguments)
    {
        try
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
        catch (Reporting.PlatformException)
        {
            // No Git on this machine: the ledger then says no commit, which is the truth.
            return null;
        }
    }
}
