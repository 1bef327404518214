using PathToProd.Decisions.Leases;
using PathToProd.Facts.Leases;

namespace PathToProd.Tests.Decisions.Leases;

public sealed class LeaseHoldTests
{
    private static readonly LeaseHold Hold = new(
        new LeaseRecord
        {
            Key = "prod/ingress",
            Token = 4,
            Duration = TimeSpan.FromSeconds(90),
            Holder = new LeaseHolder("run-a", "ann@laptop", DateTimeOffset.UnixEpoch),
        },
        "p1",
        TimeSpan.FromSeconds(100)
    );

    [TestCase(100, true)]
    [TestCase(159, true)]
    [TestCase(160, false)]
    public void It_ends_a_third_before_others_may_take_it(int now, bool isHeld) =>
        Hold.IsHeld(TimeSpan.FromSeconds(now)).ShouldBe(isHeld);

    [Test]
    public void It_is_renewed_after_a_third_and_each_renewal_is_a_change()
    {
        Hold.RenewAt.ShouldBe(TimeSpan.FromSeconds(130));
        Hold.Renewed.ShouldBe(Hold.Record with { Renewals = 1 });
    }

    [Test]
    public void Its_release_keeps_the_token() => Hold.Released.ShouldBe(Hold.Record with { Holder = null });

    [Test]
    public void A_renewal_whose_answer_was_lost_gives_a_new_position_and_no_more_time() =>
        Hold.Seen(Hold.Renewed, "p2").ShouldBe(new LeaseHold(Hold.Renewed, "p2", Hold.From));

    [Test]
    public void A_lease_of_another_run_or_with_another_token_or_none_is_lost()
    {
        var other = new LeaseHolder("run-b", "bob@desk", DateTimeOffset.UnixEpoch);

        Hold.Seen(Hold.Record with { Token = 5, Holder = other }, "p2").ShouldBeNull();
        Hold.Seen(Hold.Record with { Token = 5 }, "p2").ShouldBeNull();
        Hold.Seen(Hold.Released, "p2").ShouldBeNull();
        Hold.Seen(record: null, position: null).ShouldBeNull();
    }
}
