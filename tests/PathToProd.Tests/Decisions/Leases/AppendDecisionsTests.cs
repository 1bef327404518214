using PathToProd.Decisions.Leases;
using PathToProd.Facts.Ledger;
using PathToProd.Tests.Facts.Ledger;

namespace PathToProd.Tests.Decisions.Leases;

public sealed class AppendDecisionsTests
{
    private static readonly LedgerEntry[] Entries =
    [
        .. new LedgerBuilder().Deploy("ingress", "1.0.0").Succeeds().Entries.Select(entry => entry with { Token = 4 }),
    ];

    [Test]
    public void An_entry_that_is_not_there_is_written() =>
        AppendDecisions.Of(Entries[1], Entries[..1]).ShouldBeOfType<AppendDecision.Write>();

    [Test]
    public void An_entry_that_is_there_is_done_even_when_a_later_holder_has_written_since() =>
        AppendDecisions
            .Of(Entries[0], [.. Entries, Entries[0] with { Attempt = "other", Token = 5 }])
            .ShouldBeOfType<AppendDecision.Done>();

    [Test]
    public void An_older_token_than_the_newest_that_was_seen_is_refused()
    {
        var late = Entries[1] with { Attempt = "other", Token = 3 };

        AppendDecisions.Of(late, Entries).ShouldBe(new AppendDecision.Fenced(3, 4));
        AppendDecisions.Of(late, []).ShouldBeOfType<AppendDecision.Write>();
        AppendDecisions.Of(late, [], newest: 9).ShouldBe(new AppendDecision.Fenced(3, 9));
    }

    [Test]
    public void An_older_lease_of_the_environment_than_the_newest_that_has_written_is_refused()
    {
        LedgerEntry[] later = [Entries[0] with { Attempt = "other", Token = null, Lease = 9 }];

        AppendDecisions
            .Of(Entries[1] with { Token = null, Lease = 7 }, later)
            .ShouldBe(new AppendDecision.Fenced(7, 9));
        AppendDecisions.Of(Entries[1] with { Token = null, Lease = 9 }, later).ShouldBeOfType<AppendDecision.Write>();
    }

    [Test]
    public void An_entry_without_a_token_is_never_refused() =>
        AppendDecisions
            .Of(Entries[1] with { Attempt = "other", Token = null }, Entries)
            .ShouldBeOfType<AppendDecision.Write>();

    [Test]
    public void What_became_of_a_write_decides_what_follows()
    {
        After(new WriteOutcome.Accepted("p")).ShouldBeOfType<AppendDecision.Done>();
        After(new WriteOutcome.Accepted("p"), isTimeUp: true).ShouldBeOfType<AppendDecision.Done>();
        After(new WriteOutcome.Moved()).ShouldBeOfType<AppendDecision.LookAgain>();
        After(new WriteOutcome.NoAnswer("cut")).ShouldBeOfType<AppendDecision.LookAgain>();
        After(new WriteOutcome.Moved(), isTimeUp: true)
            .ShouldBe(new AppendDecision.GivenUp("others wrote first each time"));
        After(new WriteOutcome.NoAnswer("cut"), isTimeUp: true).ShouldBe(new AppendDecision.GivenUp("cut"));
        After(new WriteOutcome.Declined("no rights")).ShouldBe(new AppendDecision.Declined("no rights"));
    }

    private static AppendDecision After(WriteOutcome outcome, bool isTimeUp = false) =>
        AppendDecisions.After(outcome, isTimeUp);
}
