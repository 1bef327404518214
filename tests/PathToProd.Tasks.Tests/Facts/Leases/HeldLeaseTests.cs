using PathToProd.Decisions.Leases;
using PathToProd.Facts.Leases;
using PathToProd.Tasks.Facts.Leases;

namespace PathToProd.Tasks.Tests.Facts.Leases;

public sealed class HeldLeaseTests
{
    private static readonly LeaseRecord Record = new()
    {
        Key = "prod/ingress",
        Token = 1,
        Holder = new LeaseHolder("run-a", "ann@laptop", DateTimeOffset.UnixEpoch),
        Duration = TimeSpan.FromSeconds(3),
    };

    [Test]
    [CancelAfter(60_000)]
    public void A_renewal_that_hangs_does_not_keep_a_lease_longer_than_others_wait()
    {
        var lease = new HangingLease();
        var clock = TimeProvider.System;
        var start = clock.GetTimestamp();
        var held = new HeldLease(lease, new LeaseHold(Record, "1", TimeSpan.Zero), clock, start);

        held.Lost.WaitHandle.WaitOne(TimeSpan.FromSeconds(50)).ShouldBeTrue();

        lease.IsAsked.ShouldBeTrue();
        lease.Answer();
        held.Dispose();
    }

    [Test]
    [CancelAfter(60_000)]
    public void A_lease_is_lost_whatever_ends_its_renewal_and_a_defect_is_not_hidden()
    {
        // It is time to renew, and by the clock the lease would be lost in a quarter of a minute only.
        var hold = new LeaseHold(Record with { Duration = TimeSpan.FromMinutes(1) }, "1", TimeSpan.FromSeconds(-25));
        var clock = TimeProvider.System;
        var start = clock.GetTimestamp();
        var held = new HeldLease(new BrokenLease(), hold, clock, start);

        held.Lost.WaitHandle.WaitOne(TimeSpan.FromSeconds(50)).ShouldBeTrue();

        clock.GetElapsedTime(start).ShouldBeLessThan(hold.LostAt);
        Should
            .Throw<AggregateException>(held.Dispose)
            .InnerExceptions.ShouldHaveSingleItem()
            .Message.ShouldBe("a defect");
    }

    private sealed class BrokenLease : ILease
    {
        public string Key => Record.Key;

        public string What => "ingress in prod";

        public string Keeper => "the remote";

        public string Advice => "Report it.";

        public (LeaseRecord? Record, string? Position) Look() => (Record, "1");

        public WriteOutcome Write(string? position, LeaseRecord next, string who, DateTimeOffset now) =>
            throw new InvalidOperationException("a defect");
    }

    /// <summary>What keeps it gives no answer until the test lets it.</summary>
    private sealed class HangingLease : ILease
    {
        private readonly ManualResetEventSlim _answers = new();

        public bool IsAsked { get; private set; }

        public string Key => Record.Key;

        public string What => "ingress in prod";

        public string Keeper => "the remote";

        public string Advice => "Check the network.";

        public void Answer() => _answers.Set();

        public (LeaseRecord? Record, string? Position) Look() => (Record, "1");

        public WriteOutcome Write(string? position, LeaseRecord next, string who, DateTimeOffset now)
        {
            IsAsked = true;
            _answers.Wait();
            return new WriteOutcome.NoAnswer("cut");
        }
    }
}
