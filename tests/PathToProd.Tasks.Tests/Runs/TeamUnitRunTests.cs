using PathToProd.Decisions.Leases;
using PathToProd.Facts.Leases;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Runs;
using PathToProd.Tasks.Facts.Leases;
using PathToProd.Tasks.Tests.Facts.Ledger;
using PathToProd.Text;

namespace PathToProd.Tasks.Tests.Runs;

/// <summary>A group that two machines deploy, which keep their ledgers and locks in one Git repository.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(120_000)]
public sealed class TeamUnitRunTests : IDisposable
{
    private readonly GitLedgerBed _server = new();
    private readonly ComponentTestBed _ann = new();
    private readonly ComponentTestBed _bob = new();

    public TeamUnitRunTests()
    {
        foreach (var bed in (ComponentTestBed[])[_ann, _bob])
        {
            bed.File(
                    "platform.yaml",
                    $"name: scratch\nlock-timeout: 1s\ngroups: {{ pair: [base, web] }}\nledger: {{ backend: git-branch, remote: {_server.Remote} }}\n"
                )
                .Manifests("base")
                .Manifests("web", "requires: { base: \">=1.0.0\" }\n");
            Model(bed, "groups");
        }
    }

    public void Dispose()
    {
        _ann.Dispose();
        _bob.Dispose();
        _server.Dispose();
    }

    [Test]
    public async Task What_one_deploys_as_one_the_other_knows_and_every_entry_has_the_token_of_the_one_lease()
    {
        (await _ann.DeployAsync("base", "web")).ExitCode.ShouldBe(ExitCode.Done);

        _bob.Ledger.Units["pair"].IsDeployed.ShouldBeTrue();
        _bob.Ledger["web"].Unit!.Started.Unit.ShouldBe("pair");
        var entries = _server.Ledger("looker", "sandbox").Read().Entries;
        entries.Length.ShouldBe(6);
        entries.ShouldAllBe(entry => entry.Token == 1);
        entries.OfType<LedgerEntry.UnitStarted>().ShouldHaveSingleItem();
        entries.OfType<LedgerEntry.UnitEnded>().ShouldHaveSingleItem();

        // The folder that it was deployed to is Ann's own, so nothing of it is in Bob's.
        (await _bob.DeployAsync("base", "web"))
            .Units.Single()
            .Outcome.ShouldBe(NodeOutcome.Done);
        var units = _server.Ledger("looker", "sandbox").Read().Entries.OfType<LedgerEntry.UnitStarted>();
        units.Select(unit => unit.Token).ShouldBe([1, 2]);
        (await _bob.DeployAsync("base", "web")).Units.Single().Outcome.ShouldBe(NodeOutcome.Unchanged);
    }

    [Test]
    public async Task A_token_stays_newer_than_all_before_when_the_model_changes_and_changes_back()
    {
        await _ann.DeployAsync("base", "web");
        Model(_ann, "decoupled");
        _ann.Manifests("base", text: "there");
        await _ann.DeployAsync("base");
        Model(_ann, "groups");
        _ann.Manifests("base", text: "elsewhere");

        (await _ann.DeployAsync("base", "web")).ExitCode.ShouldBe(ExitCode.Done);

        _server
            .Ledger("looker", "sandbox")
            .Read()
            .Entries.OfType<LedgerEntry.Started>()
            .Where(started => started.Component == "base")
            .Select(started => (started.Token, started.Unit?.Name))
            .ShouldBe([(1, "pair"), (2, null), (3, "pair")]);
    }

    [Test]
    public async Task A_group_that_another_machine_is_changing_is_refused_with_its_holder_and_nothing_is_touched()
    {
        var lease = new GitLease(_server.Store("bob"), "sandbox", "pair");
        lease
            .Write(
                position: null,
                new LeaseRecord
                {
                    Key = lease.Key,
                    Token = 1,
                    Holder = new LeaseHolder(
                        "20261122-080000-00ff",
                        "bob@desk",
                        new DateTimeOffset(2026, 11, 22, 8, 0, 0, TimeSpan.Zero)
                    ),
                    Duration = TimeSpan.FromMinutes(1),
                },
                "bob@desk",
                _bob.Clock.Now
            )
            .ShouldBeOfType<WriteOutcome.Accepted>();

        var result = await _ann.DeployAsync("base", "web");

        result.ExitCode.ShouldBe(ExitCode.Refused);
        result
            .Nodes[0]
            .Error.ShouldNotBeNull()
            .ShouldStartWith(
                "Another run is changing pair in sandbox: it is held by run 20261122-080000-00ff (bob@desk, since 2026-11-22 08:00:00 UTC). "
            );
        _server.Ledger("looker", "sandbox").Read().Entries.ShouldBeEmpty();
    }

    [Test]
    public async Task A_group_that_loses_its_lease_while_it_is_verified_ends_and_says_so()
    {
        _ann.File(
                "platform.yaml",
                $"name: scratch\nlock-timeout: 1s\ngroups: {{ pair: [base, web] }}\nledger: {{ backend: git-branch, remote: {_server.Remote}, lease: 6s }}\n"
            )
            .Manifests("web", "requires: { base: \">=1.0.0\" }\nsmoke: { script: wait.sh }\n")
            .Script("components/web/wait.sh", $"touch {_ann.Root}/waits\nexec sleep 600");

        var run = Task.Run(() => _ann.DeployAsync("base", "web"));
        Eventually.Holds(() => Path.Exists(Path.Combine(_ann.Root, "waits")) || run.IsCompleted, "it verifies");
        Eventually.Holds(() => TakeOver() is WriteOutcome.Accepted, "another takes the lease over");

        var result = await run;
        result.ExitCode.ShouldBe(ExitCode.Failed);
        result
            .Nodes.Single(node => node.Component == "web")
            .Error.ShouldNotBeNull()
            .ShouldStartWith(
                "This run lost the lock of pair in sandbox: it could not renew it in time, or another run took it over. "
            );
        result.Units.Single().Outcome.ShouldBe(NodeOutcome.Failed);
    }

    private WriteOutcome TakeOver()
    {
        var lease = new GitLease(_server.Store("bob"), "sandbox", "pair");
        var (record, position) = lease.Look();
        return lease.Write(
            position,
            new LeaseRecord
            {
                Key = lease.Key,
                Token = (record?.Token ?? 0) + 1,
                Holder = new LeaseHolder("20261122-080000-00ff", "bob@desk", _bob.Clock.Now),
                Duration = TimeSpan.FromMinutes(1),
            },
            "bob@desk",
            _bob.Clock.Now
        );
    }

    private static void Model(ComponentTestBed bed, string model) =>
        bed.File(
            "environments/sandbox/environment.yaml",
            $"target: {{ directory: artifacts/sandbox }}\ndeployment-model: {model}\n"
        );
}
