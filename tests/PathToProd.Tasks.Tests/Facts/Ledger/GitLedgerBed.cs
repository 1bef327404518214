using PathToProd.Facts.Ledger;
using PathToProd.Tasks.Facts.Ledger;
using PathToProd.Tasks.Git;
using PathToProd.Text;
using PathToProd.Tools.Processes;
using PathToProd.Versions;

namespace PathToProd.Tasks.Tests.Facts.Ledger;

/// <summary>A bare repository that stands for a server, and machines with checkouts that keep their ledgers there.</summary>
internal sealed class GitLedgerBed : IDisposable
{
    public const string Branch = "path-to-prod-ledger";

    private readonly TemporaryFolder _folder = new();

    public GitLedgerBed()
    {
        Directory.CreateDirectory(Remote);
        TestGit.Run(Remote, "init", "--quiet", "--bare");
    }

    public string Remote => Path.Combine(_folder.Path, "remote.git");

    public GitStore Store(string machine = "m1") =>
        new(_folder.Path, Path.Combine(_folder.Path, machine, "ledger.git"), Remote, new ProcessScope());

    public GitLedger Ledger(string machine = "m1", string environment = "prod") =>
        new(Store(machine), Branch, environment, TimeProvider.System);

    public string Git(params string[] arguments) => TestGit.Run(Remote, arguments);

    /// <summary>What a fetch that was killed, or goes on now, leaves on a machine: a commit without what it holds.</summary>
    public void HalfFetch(string machine, string reference)
    {
        var place = Store(machine).Folder;
        Directory.CreateDirectory(place);
        TestGit.Run(place, "init", "--quiet", "--bare");
        var commit = Git("rev-parse", reference);
        var file = Path.Combine("objects", commit[..2], commit[2..]);
        Directory.CreateDirectory(Path.Combine(place, "objects", commit[..2]));
        File.Copy(Path.Combine(Remote, file), Path.Combine(place, file));
    }

    /// <summary>Installs a hook of the server.</summary>
    public void Hook(string name, string script)
    {
        var file = Path.Combine(Remote, "hooks", name);
        ScriptFile.Write(file, $"#!/bin/sh\n{script}\n");
    }

    public static LedgerEntry.Started Started(string attempt, string component = "ingress", long? token = null) =>
        new()
        {
            Attempt = attempt,
            Run = "run-1",
            At = new DateTimeOffset(2026, 11, 22, 8, 0, 0, TimeSpan.Zero),
            Token = token,
            Action = LedgerAction.Deploy,
            Component = component,
            Environment = "prod",
            Version = SemVersion.Parse("1.4.0"),
            Digest = new Digest("sha256:0a1b"),
            Values = new Digest("sha256:0a1b"),
            Who = "ann@laptop",
        };

    public static LedgerEntry.Ended Ended(string attempt, long? token = null) =>
        new()
        {
            Attempt = attempt,
            Run = "run-1",
            At = new DateTimeOffset(2026, 11, 22, 8, 5, 0, TimeSpan.Zero),
            Token = token,
            Outcome = Outcome.Succeeded,
            Duration = TimeSpan.FromMinutes(5),
        };

    public void Dispose() => _folder.Dispose();
}
