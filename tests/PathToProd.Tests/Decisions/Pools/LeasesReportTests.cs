using PathToProd.Decisions.Pools;
using PathToProd.Facts.Leases;
using PathToProd.Facts.Pools;
using PathToProd.Text.Tables;

namespace PathToProd.Tests.Decisions.Pools;

public sealed class LeasesReportTests
{
    private static readonly DateTimeOffset Day = new(2026, 11, 22, 8, 15, 30, TimeSpan.Zero);

    private static PoolRecord Record { get; } =
        new()
        {
            Pool = "ci",
            Token = 3,
            Tickets =
            [
                Ticket("a", 1) with
                {
                    Leases = [new EnvironmentLease("ci-1", 2, Day, MemberRecord.New)],
                    RenewedAt = Day.AddSeconds(20),
                },
                Ticket("b", 3),
            ],
        };

    [Test]
    public void A_run_that_should_have_given_a_sign_of_life_is_named_with_what_finds_out() =>
        Text(Day.AddMinutes(5))
            .ShouldBe(
                """
                The pool ci has 2 environments: 1 free, 1 leased; 1 run waits.

                ENVIRONMENT  STATE   SINCE          RUN  FOR      WHO
                ci-1         leased  5 minutes ago  a    Certify  ann@laptop
                ci-2         free

                Run a has leased ci-1, and gave its last sign of life 4 min 40 s ago, by its own clock. It counts as gone once another run of the pool has watched it for 1 min without one.

                Run b waits, and gave its last sign of life 5 min ago, by its own clock. It counts as gone once another run of the pool has watched it for 1 min without one.

                Waiting, first come first served:

                PLACE  RUN  FOR      WANTS  SINCE          WHO
                1      b    Certify  1      5 minutes ago  ann@laptop

                """
            );

    [Test]
    public void One_that_gives_signs_of_life_is_not() => Text(Day.AddSeconds(59)).ShouldNotContain("sign of life");

    private static string Text(DateTimeOffset now) =>
        LeasesReport.Text([new PoolView("ci", ["ci-1", "ci-2"], Record)], Style.Plain, now);

    private static PoolTicket Ticket(string run, long number) =>
        new()
        {
            Number = number,
            Holder = new LeaseHolder(run, "ann@laptop", Day),
            What = "Certify",
            Wants = 1,
            Duration = TimeSpan.FromMinutes(1),
        };
}
