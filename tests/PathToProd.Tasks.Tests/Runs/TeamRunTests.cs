using PathToProd.Decisions.Leases;
using PathToProd.Decisions.Planning;
using PathToProd.Facts.Leases;
using PathToProd.Facts.Ledger;
using PathToProd.Tasks.Facts.Leases;
using PathToProd.Tasks.Stages;
using PathToProd.Tasks.Tests.Facts.Ledger;
using PathToProd.Text;

namespace PathToProd.Tasks.Tests.Runs;

/// <summary>Runs on two machines that keep their ledgers and locks in one Git repository.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(120_000)]
public sealed class TeamRunTests : IDisposable
{
    private static readonly LeaseHolder Bob = new(
        "20261122-080000-00ff",
        "bob@desk",
        new DateTimeOffset(2026, 11, 22, 8, 0, 0, TimeSpan.Zero)
    );

    private readonly GitLedgerBed _server = new();
    private readonly ComponentTestBed _ann = new();
    private readonly ComponentTestBed _bob = new();

    public TeamRunTests()
    {
        foreach (var bed in (ComponentTestBed[])[_ann, _bob])
        {
            Settings(bed, "1m");
            bed.Manifests("base").Manifests("web", "requires: { base: \">=1.0.0\" }\n");
        }
    }

    public void Dispose()
    {
        _ann.Dispose();
        _bob.Dispose();
        _server.Dispose();
    }

    [Test]
    public async Task What_one_deploys_the_other_knows_and_each_holder_has_a_token_of_its_own()
    {
        (await _ann.DeployAsync("base")).ExitCode.ShouldBe(ExitCode.Done);

        _bob.Ledger["base"].Presence.ShouldBeOfType<Presence.Deployed>();
        (await _bob.RunAsync("Deploy", new RunOptions { Force = true }, "base")).ExitCode.ShouldBe(ExitCode.Done);

        Entries().Select(entry => entry.Token).ShouldBe([1, 1, 2, 2]);
        (await _ann.DeployAsync("web")).ExitCode.ShouldBe(ExitCode.Done);
        Entries().OfType<LedgerEntry.Started>().Single(start => start.Component == "web").Token.ShouldBe(1);
        File.Exists(_ann.Workspace.Ledger("sandbox")).ShouldBeFalse();
        LeaseIn(_bob).Look().Record!.Holder.ShouldBeNull();
    }

    [Test]
    public async Task A_component_that_another_machine_is_changing_is_refused_and_nothing_is_touched()
    {
        Hold(TimeSpan.FromMinutes(1));

        var result = await _ann.DeployAsync("base");

        result.ExitCode.ShouldBe(ExitCode.Refused);
        result
            .Nodes[0]
            .Error.ShouldNotBeNull()
            .ShouldStartWith(
                "Another run is changing base in sandbox: it is held by run 20261122-080000-00ff (bob@desk, since 2026-11-22 08:00:00 UTC). "
                    + "This run would wait 1 s for it, and only a run that sees it unchanged for 1 min may take it over: at "
            );
        Entries().ShouldBeEmpty();
    }

    [Test]
    public async Task A_run_that_loses_its_lease_ends_what_it_does_and_says_so()
    {
        _ann.File(
                "components/base/component.yaml",
                "name: base\nversion: 1.0.0\ntype: manifests\nsmoke: { script: wait.sh }\n"
            )
            .Script("components/base/wait.sh", $"touch {_ann.Root}/waits\nexec sleep 600");
        Settings(_ann, "6s");

        var run = Task.Run(() => _ann.DeployAsync("base"));
        Eventually.Holds(() => Path.Exists(Path.Combine(_ann.Root, "waits")) || run.IsCompleted, "it deploys");
        Eventually.Holds(() => Write(TimeSpan.FromMinutes(1)) is WriteOutcome.Accepted, "another takes the lease over");

        var result = await run;
        result.ExitCode.ShouldBe(ExitCode.Failed);
        result
            .Nodes[0]
            .Error.ShouldNotBeNull()
            .ShouldStartWith(
                "This run lost the lock of base in sandbox: it could not renew it in time, or another run took it over. "
            );
        Entries().OfType<LedgerEntry.Ended>().Single().Outcome.ShouldBe(Outcome.Failed);
    }

    [Test]
    public async Task A_run_that_waits_for_a_machine_that_is_gone_is_refused_when_its_lease_is_over()
    {
        await _ann.DeployAsync("base");
        Write(TimeSpan.FromSeconds(2));
        _server.Ledger("bob", "sandbox").Append("base", Left());

        var refusal = await _ann.RefusalAsync("Deploy", new RunOptions { Waits = true }, "web");

        refusal.ExitCode.ShouldBe(ExitCode.Refused);
        refusal.Message.ShouldBe(
            "base in sandbox was being changed by run 20261122-080000-00ff (bob@desk, since 2026-11-22 08:00:00 UTC), which has not "
                + "renewed its lock for 2 s, so it is gone, and what it left there is not known. Nothing was touched. Deploy that component "
                + "again, then run the same command again."
        );
        _ann.Observer.Said.ShouldContain(
            "Waiting for base in sandbox: run 20261122-080000-00ff (bob@desk, since 2026-11-22 08:00:00 UTC) is changing it"
        );
    }

    [Test]
    public async Task A_run_of_the_same_checkout_that_was_killed_is_interrupted_and_replaced_at_once()
    {
        await _ann.DeployAsync("base");
        Write(TimeSpan.FromMinutes(1), new Provenance(_ann.Root).Who).ShouldBeOfType<WriteOutcome.Accepted>();
        _server.Ledger("bob", "sandbox").Append("base", Left());
        _ann.Ledger["base"].LastAttempt!.Outcome.ShouldBe(AttemptOutcome.InProgress);
        Directory.CreateDirectory(Path.Combine(_ann.Workspace.Artifacts, "runs", Bob.Run));

        _ann.Ledger["base"].LastAttempt!.Outcome.ShouldBe(AttemptOutcome.Interrupted);
        (await _ann.DeployAsync("base")).ExitCode.ShouldBe(ExitCode.Done);

        Entries()[^1].Token.ShouldBe(3);
    }

    [Test]
    public async Task A_remote_that_is_not_there_is_one_line_and_nothing_is_touched()
    {
        Directory.Move(_server.Remote, _server.Remote + ".away");

        var refusal = await _ann.RefusalAsync("Deploy", new RunOptions(), "base");

        refusal.ExitCode.ShouldBe(ExitCode.Failed);
        refusal.Message.ShouldBe(
            $"Could not read the ledger in the branch path-to-prod-ledger of {_server.Remote}: '{_server.Remote}' does not appear to be a "
                + "git repository. Check the address in platform.yaml and the network, then run the same command again."
        );
        Directory.Exists(Path.Combine(_ann.Root, "artifacts/sandbox")).ShouldBeFalse();
    }

    private void Settings(ComponentTestBed bed, string lease) =>
        bed.File(
            "platform.yaml",
            $"name: scratch\nlock-timeout: 1s\nledger: {{ backend: git-branch, remote: {_server.Remote}, lease: {lease} }}\n"
        );

    private LedgerEntry[] Entries() => [.. _server.Ledger("looker", "sandbox").Read().Entries];

    private GitLease LeaseIn(ComponentTestBed bed) => new(_server.Store(Path.GetFileName(bed.Root)), "sandbox", "base");

    private void Hold(TimeSpan duration) => Write(duration).ShouldBeOfType<WriteOutcome.Accepted>();

    /// <summary>Writes that Bob's run, which is nowhere, holds the component.</summary>
    private WriteOutcome Write(TimeSpan duration, string who = "bob@desk")
    {
        var lease = LeaseIn(_bob);
        var (record, position) = lease.Look();
        var next = new LeaseRecord
        {
            Key = lease.Key,
            Token = (record?.Token ?? 0) + 1,
            Holder = Bob with { Who = who },
            Duration = duration,
        };
        return lease.Write(position, next, Bob.Who, Bob.Since);
    }

    private static LedgerEntry.Started Left() =>
        GitLedgerBed.Started("left", "base", token: 2) with
        {
            Run = Bob.Run,
            Environment = "sandbox",
            At = Bob.Since.AddYears(1),
        };
}
