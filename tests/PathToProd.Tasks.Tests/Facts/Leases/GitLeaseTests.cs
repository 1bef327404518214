using PathToProd.Decisions.Leases;
using PathToProd.Facts.Leases;
using PathToProd.Tasks.Facts.Leases;
using PathToProd.Tasks.Tests.Facts.Ledger;
using PathToProd.Text;

namespace PathToProd.Tasks.Tests.Facts.Leases;

[CancelAfter(60_000)]
public sealed class GitLeaseTests
{
    private const string Reference = "refs/path-to-prod/locks/prod/ingress";

    private static readonly DateTimeOffset Day = new(2026, 11, 22, 8, 15, 30, TimeSpan.Zero);
    private static readonly LeaseHolder Ann = new("run-a", "ann@laptop", Day, "https://ci.example.com/7");
    private static readonly LeaseHolder Bob = new("run-b", "bob@desk", Day);
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(900);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private GitLedgerBed _bed = null!;

    [SetUp]
    public void Make() => _bed = new GitLedgerBed();

    [TearDown]
    public void Remove() => _bed.Dispose();

    [Test]
    public async Task A_lease_says_who_holds_it_and_is_no_branch()
    {
        using var held = await TakeAsync("m1", Ann, Minute);

        held.Token.ShouldBe(1);
        LeaseText
            .Read(_bed.Git("show", $"{Reference}:lease.json"))
            .ShouldBe(
                new LeaseRecord
                {
                    Key = "prod/ingress",
                    Token = 1,
                    Duration = Minute,
                    Holder = Ann,
                }
            );
        _bed.Git("branch", "--list").ShouldBeEmpty();
        GitLease.Holders(_bed.Store("m2")).ShouldBe([KeyValuePair.Create("prod/ingress", Ann)]);
    }

    [Test]
    public async Task A_lease_that_is_here_in_part_alone_is_held_and_not_free()
    {
        using var held = await TakeAsync("m1", Ann, Minute);
        _bed.HalfFetch("half", Reference);

        GitLease.Holders(_bed.Store("half")).ShouldBe([KeyValuePair.Create("prod/ingress", Ann)]);
    }

    [Test]
    public async Task What_stands_for_all_components_has_a_lease_too()
    {
        using var held = await new LeaseAcquisition(
            new GitLease(_bed.Store(), "prod", "all components"),
            new LeaseRequest("prod/all components", Ann, Minute, Minute),
            TimeProvider.System
        ).TakeAsync(waiting: null, CancellationToken.None);

        GitLease.Holders(_bed.Store()).ShouldBe([KeyValuePair.Create("prod/all_components", Ann)]);
    }

    [Test]
    public async Task Waiting_for_less_than_the_lease_is_refused_with_the_holder_and_the_earliest_time()
    {
        using var held = await TakeAsync("m1", Ann, Minute);

        var exception = await Should.ThrowAsync<PlatformException>(() =>
            TakeAsync("m2", Bob, Minute, patience: TimeSpan.FromSeconds(10))
        );

        exception.ExitCode.ShouldBe(ExitCode.Refused);
        exception.Message.ShouldMatch(
            "^"
                + string.Join(
                    "[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:]{8} UTC",
                    new[]
                    {
                        "Another run is changing ingress in prod: it is held by run run-a (ann@laptop, since 2026-11-22 08:15:30 UTC, "
                            + "https://ci.example.com/7). This run would wait 10 s for it, and only a run that sees it unchanged for 1 min "
                            + "may take it over: at ",
                        " at the earliest, if the holder is gone by now. Nothing was touched. Wait for that run to end, or end it; then "
                            + "run the same command again with --wait, or with a lock-timeout of 1m or more.",
                    }.Select(System.Text.RegularExpressions.Regex.Escape)
                )
                + "$"
        );
    }

    [Test]
    public async Task A_run_that_waits_gets_it_with_the_next_token_when_it_is_released()
    {
        var held = await TakeAsync("m1", Ann, Minute);
        var said = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);

        var waiting = TakeAsync("m2", Bob, Minute, waiting: said.SetResult);
        (await said.Task).ShouldBe($"waiting for ingress in prod: held by {Ann}");
        held.Dispose();
        held.Dispose();

        using var next = await waiting;
        next.Token.ShouldBe(2);
    }

    [Test]
    public async Task A_holder_that_is_gone_is_replaced_after_its_lease_and_cannot_write_any_longer()
    {
        // The record of a run that was killed: no one renews it.
        Lease("m1")
            .Write(position: null, Record(Ann, token: 4, Short), "ann", Day)
            .ShouldBeOfType<WriteOutcome.Accepted>();
        var ledger = _bed.Ledger("m1");
        ledger.Append("ingress", GitLedgerBed.Started("a1", token: 4));

        using var next = await TakeAsync("m2", Bob, Short);
        next.Token.ShouldBe(5);
        _bed.Ledger("m2").Append("ingress", GitLedgerBed.Started("a2", token: next.Token));

        Should.Throw<PlatformException>(() => ledger.Append("ingress", GitLedgerBed.Ended("a1", token: 4)));
        _bed.Ledger("m2").Append("ingress", GitLedgerBed.Ended("a2", token: next.Token));
        ledger.Read().Entries.Select(entry => entry.Attempt).ShouldBe(["a1", "a2", "a2"]);
    }

    [Test]
    public async Task A_lease_is_renewed_as_long_as_it_is_held()
    {
        using var held = await TakeAsync("m1", Ann, TimeSpan.FromSeconds(6));

        Eventually.Holds(() => Lease("m2").Look().Record!.Renewals >= 2, "it was renewed twice");

        held.Lost.IsCancellationRequested.ShouldBeFalse();
        Lease("m2").Look().Record!.Token.ShouldBe(1);
    }

    [Test]
    public async Task A_holder_that_is_cut_off_knows_that_it_lost_its_lease()
    {
        using var held = await TakeAsync("m1", Ann, Short);
        Directory.Move(_bed.Remote, _bed.Remote + ".away");

        Eventually.Holds(() => held.Lost.IsCancellationRequested, "it is lost");

        held.LostText.ShouldBe(
            "This run lost the lock of ingress in prod: it could not renew it in time, or another run took it over. What it was doing was "
                + "ended, and what is there now is not known. Look at --target=History, then run the same command again."
        );
    }

    [Test]
    public async Task A_lock_that_is_removed_while_it_is_held_comes_back_with_the_next_renewal()
    {
        using var held = await TakeAsync("m1", Ann, TimeSpan.FromSeconds(6));
        _bed.Git("update-ref", "-d", Reference);

        Eventually.Holds(() => Lease("m2").Look().Record?.Renewals >= 1, "it is renewed");

        held.Lost.IsCancellationRequested.ShouldBeFalse();
    }

    [Test]
    public async Task A_lock_that_was_force_pushed_is_lost()
    {
        using var held = await TakeAsync("m1", Ann, Short);
        var other = _bed.Git("commit-tree", $"{Reference}^{{tree}}", "-m", "other");
        _bed.Git("update-ref", Reference, other);

        Eventually.Holds(() => held.Lost.IsCancellationRequested, "it is lost");

        Should
            .Throw<PlatformException>(() => Lease("m1").Look())
            .Message.ShouldStartWith($"The lock of ingress in prod of {_bed.Remote} was force-pushed: ");
    }

    [Test]
    public async Task A_holder_that_wakes_up_after_another_took_over_neither_renews_nor_releases()
    {
        using (var held = await TakeAsync("m1", Ann, Short))
        {
            // It stands still meanwhile: another saw nothing change, and wrote its own record.
            Eventually.Holds(
                () =>
                    Lease("m2").Write(Lease("m2").Look().Position, Record(Bob, token: 2, Minute), "bob", Day)
                    is WriteOutcome.Accepted,
                "another took over"
            );

            Eventually.Holds(() => held.Lost.IsCancellationRequested, "it is lost");
        }

        Lease("m2").Look().Record.ShouldBe(Record(Bob, token: 2, Minute));
    }

    [Test]
    public async Task A_remote_that_declines_locks_is_reported()
    {
        _bed.Hook("pre-receive", "echo 'no references outside of branches' >&2\nexit 1");

        var exception = await Should.ThrowAsync<PlatformException>(() => TakeAsync("m1", Ann, Minute));

        exception.ExitCode.ShouldBe(ExitCode.Failed);
        exception.Message.ShouldBe(
            "Could not take the lock of ingress in prod: the remote declined it: no references outside of branches. Nothing was touched. "
                + "Check the ledger's remote in platform.yaml and the network, then run the same command again."
        );
    }

    [Test]
    public async Task Four_that_want_it_at_once_get_it_one_after_the_other()
    {
        var (holders, most) = (0, 0);
        var tokens = new System.Collections.Concurrent.ConcurrentBag<long>();

        await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(number =>
                    Task.Run(async () =>
                    {
                        using var held = await TakeAsync($"m{number}", Bob with { Run = $"run-{number}" }, Minute);
                        most = Math.Max(most, Interlocked.Increment(ref holders));
                        tokens.Add(held.Token);
                        Interlocked.Decrement(ref holders);
                    })
                )
        );

        most.ShouldBe(1);
        tokens.Order().ShouldBe(Enumerable.Range(1, 4).Select(token => (long)token));
    }

    private GitLease Lease(string machine) => new(_bed.Store(machine), "prod", "ingress");

    private Task<HeldLease> TakeAsync(
        string machine,
        LeaseHolder holder,
        TimeSpan duration,
        TimeSpan? patience = null,
        Action<string>? waiting = null
    ) =>
        new LeaseAcquisition(
            Lease(machine),
            new LeaseRequest("prod/ingress", holder, duration, patience ?? TimeSpan.FromMinutes(5)),
            TimeProvider.System
        ).TakeAsync(waiting, CancellationToken.None);

    private static LeaseRecord Record(LeaseHolder holder, long token, TimeSpan duration) =>
        new()
        {
            Key = "prod/ingress",
            Token = token,
            Duration = duration,
            Holder = holder,
        };
}
