using PathToProd.Decisions.Pools;
using PathToProd.Facts.Leases;
using PathToProd.Facts.Pools;
using PathToProd.Tasks.Facts.Pools;
using PathToProd.Tasks.Tests.Facts.Ledger;
using PathToProd.Text;

namespace PathToProd.Tasks.Tests.Facts.Pools;

[CancelAfter(60_000)]
public sealed class PoolAcquisitionTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(900);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private GitLedgerBed _bed = null!;

    [SetUp]
    public void Make() => _bed = new GitLedgerBed();

    [TearDown]
    public void Remove() => _bed.Dispose();

    [Test]
    public async Task The_record_of_a_pool_is_no_branch_and_says_who_has_what()
    {
        using var held = await TakeAsync("m1", "run-a", Minute);

        held.Leases.Single().Environment.ShouldBe("ci-1");
        var record = PoolText.Read(_bed.Git("show", "refs/path-to-prod/pools/ci:pool.json"));
        record.HolderOf("ci-1")!.Holder.ShouldBe(new LeaseHolder("run-a", "run-a@machine", Day));
        _bed.Git("branch", "--list").ShouldBeEmpty();
    }

    [Test]
    public async Task A_second_run_elsewhere_waits_for_the_first_and_is_served_when_that_gives_back()
    {
        var first = await TakeAsync("m1", "run-a", Minute);
        var lines = new List<string>();
        var second = TakeAsync("m2", "run-b", Minute, lines.Add);
        Eventually.Holds(() => Register("m3").Read()!.Waiting.Any(), "it waits");
        first.Leave("ci-1", new MemberEnd.Worked(new SetThere("one", new Digest("sha256:1"))));
        first.Dispose();

        using var held = await second;
        held.Leases.Single().Before.Set!.Name.ShouldBe("one");
        held.Leases.Single().Token.ShouldBeGreaterThan(2);
        lines.ShouldBe(["waiting for the pool ci, number 1 in the queue: ci-1 is leased by run run-a (run-a@machine)"]);
    }

    [Test]
    public async Task A_ticket_is_renewed_for_longer_than_its_duration()
    {
        using var held = await TakeAsync("m1", "run-a", Short);
        Eventually.Holds(() => Register("m2").Read()!.Tickets.Single().Renewals >= 4, "it is renewed");
        held.Lost.IsCancellationRequested.ShouldBeFalse();
        held.IsHeld.ShouldBeTrue();
    }

    [Test]
    public async Task A_run_that_has_an_environment_takes_off_another_that_gives_no_sign_of_life()
    {
        var gone = new PoolTicket
        {
            Number = 1,
            Holder = new LeaseHolder("run-gone", "ann@machine", Day),
            What = "Certify",
            Wants = 1,
            Duration = Short,
            Leases = [new EnvironmentLease("ci-2", 2, Day, MemberRecord.New)],
        };
        Register("m1").Change(_ => new PoolRecord { Pool = "ci", Token = 2 }.With(gone), "it was killed", "ann");

        // Nobody waits: another environment is free.
        using var held = await TakeAsync("m1", "run-a", Short);

        Eventually.Holds(() => Register("m2").Read()!.HolderOf("ci-2") is null, "it is taken off");
        var member = Register("m2").Read()!.Member("ci-2");
        (member.Condition, member.Because).ShouldBe(
            (MemberCondition.Unknown, "Certify of run run-gone gave no sign of life for 900 ms")
        );
        held.IsHeld.ShouldBeTrue();
    }

    [Test]
    public async Task A_run_whose_ticket_was_taken_away_has_lost_its_lease()
    {
        using var held = await TakeAsync("m1", "run-a", Short);
        Register("m2").Change(record => record with { Tickets = [] }, "someone took it", "bob");
        Eventually.Holds(() => held.Lost.IsCancellationRequested, "it is lost");
    }

    [Test]
    public async Task A_run_that_is_cancelled_while_it_waits_gives_its_place_back()
    {
        using var first = await TakeAsync("m1", "run-a", Minute);
        using var cancel = new CancellationTokenSource();
        var second = TakeAsync("m2", "run-b", Minute, cancellation: cancel.Token);
        Eventually.Holds(() => Register("m3").Read()!.Waiting.Any(), "it waits");
        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(second);
        Register("m3").Read()!.Waiting.ShouldBeEmpty();
    }

    [Test]
    public async Task What_a_remote_declines_is_said()
    {
        _bed.Hook("pre-receive", "echo no pools here >&2; exit 1");
        var exception = await Should.ThrowAsync<PlatformException>(TakeAsync("m1", "run-a", Minute));

        exception.ExitCode.ShouldBe(ExitCode.Failed);
        exception.Message.ShouldBe(
            $"Could not write the record of the pool ci, refs/path-to-prod/pools/ci in {_bed.Remote}: no pools here. Nothing was touched. Check the ledger's "
                + "remote in platform.yaml and the network, then run the same command again."
        );
    }

    private static DateTimeOffset Day { get; } = new(2026, 11, 22, 8, 15, 30, TimeSpan.Zero);

    private PoolRegister Register(string machine) =>
        new("ci", new GitPool(_bed.Store(machine), "ci"), TimeProvider.System);

    private Task<HeldEnvironments> TakeAsync(
        string machine,
        string run,
        TimeSpan duration,
        Action<string>? say = null,
        CancellationToken cancellation = default
    ) =>
        new PoolAcquisition(
            Register(machine),
            new PoolRequest
            {
                Pool = "ci",
                Members = ["ci-1"],
                Holder = new LeaseHolder(run, $"{run}@machine", Day),
                What = "Certify",
                Duration = duration,
                Patience = TimeSpan.MaxValue,
            }
        ).TakeAsync(say ?? (_ => { }), cancellation);
}
