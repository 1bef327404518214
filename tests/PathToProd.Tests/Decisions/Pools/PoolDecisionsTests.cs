using System.Collections.Immutable;
using PathToProd.Decisions.Pools;
using PathToProd.Facts.Leases;
using PathToProd.Facts.Pools;
using PathToProd.Text;

namespace PathToProd.Tests.Decisions.Pools;

public sealed class PoolDecisionsTests
{
    private static readonly DateTimeOffset Day = new(2026, 11, 22, 8, 15, 30, TimeSpan.Zero);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Test]
    public void Who_finds_an_environment_free_has_it_at_once()
    {
        var record = Written(Request("a"), Empty);

        record.Tickets.Single().Number.ShouldBe(1);
        record.Tickets.Single().Leases.ShouldBe([new EnvironmentLease("ci-1", 2, Day, MemberRecord.New)]);
        record.Token.ShouldBe(2);
    }

    [Test]
    public void Several_are_leased_in_the_order_of_names_all_or_none()
    {
        var request = Request("a") with { Wants = 2, Order = (_, free) => [.. free.Reverse()] };

        Written(request, Empty)
            .Tickets.Single()
            .Leases.Select(lease => (lease.Environment, lease.Token))
            .ShouldBe([("ci-2", 2), ("ci-3", 3)]);

        var two = Written(Request("a") with { Wants = 2 }, Empty);
        Written(Request("b") with { Wants = 2 }, two).Ticket(4)!.Leases.ShouldBeEmpty();
    }

    [Test]
    public void Who_came_first_is_served_first_although_the_second_could_be_served()
    {
        var record = Written(Request("a") with { Wants = 2 }, Empty);
        record = Written(Request("b") with { Wants = 2 }, record);

        record = Written(Request("c"), record);

        record.Waiting.Select(ticket => ticket.Holder.Run).ShouldBe(["b", "c"]);
        Of(Request("c"), record, ticket: 5).ShouldBe(new PoolDecision.Wait(Minute, Place: 2));
        Of(Request("b") with { Wants = 2 }, record, ticket: 4).ShouldBe(new PoolDecision.Wait(Minute, Place: 1));
    }

    [Test]
    public void A_run_that_has_one_takes_off_those_that_it_saw_unchanged_for_their_whole_duration()
    {
        var record = Written(Request("b"), Written(Request("a"), Empty));
        var mine = record.Tickets.Single(ticket => ticket.Holder.Run == "b");
        var first = PoolObservation.After(null, record, "1", TimeSpan.Zero);
        var early = PoolDecisions.Renewed(first, mine, 1, 3, Minute - TimeSpan.FromTicks(1), Day);

        early.Tickets.Select(ticket => (ticket.Holder.Run, ticket.Renewals)).ShouldBe([("a", 0), ("b", 1)]);
        var seen = PoolObservation.After(first, early, "2", Minute);
        var late = PoolDecisions.Renewed(seen, early.Ticket(mine.Number)!, 2, 3, Minute, Day);

        late.Tickets.Select(ticket => (ticket.Holder.Run, ticket.Renewals)).ShouldBe([("b", 2)]);
        late.Member("ci-1").Condition.ShouldBe(MemberCondition.Unknown);
    }

    [Test]
    public void A_run_that_gives_no_sign_of_life_is_taken_off_and_what_it_had_is_unknown()
    {
        var seen = PoolObservation.After(null, Written(Request("a") with { Wants = 3 }, Empty), "1", TimeSpan.Zero);
        var request = Request("b");

        Of(request, seen, Minute - TimeSpan.FromTicks(1)).ShouldBeOfType<PoolDecision.Write>().Reaped.ShouldBeEmpty();
        var write = Of(request, seen, Minute).ShouldBeOfType<PoolDecision.Write>();

        write.Reaped.Single().Holder.Run.ShouldBe("a");
        write.Next.Tickets.Single().Leases.Single().Before.Condition.ShouldBe(MemberCondition.Unknown);
        write
            .Next.Member("ci-3")
            .ShouldBe(
                new MemberRecord
                {
                    Condition = MemberCondition.Unknown,
                    Because = "Certify of run a gave no sign of life for 1 min",
                    Since = Day,
                    Failures = 1,
                }
            );
    }

    [Test]
    public void A_renewal_starts_the_time_again_and_nothing_else_does()
    {
        var record = Written(Request("a") with { Wants = 3 }, Empty);
        var seen = PoolObservation.After(null, record, "1", TimeSpan.Zero);
        var others = record with { Members = record.Members.Add("ci-9", MemberRecord.New) };
        seen = PoolObservation.After(seen, others, "2", Minute / 2);
        seen.Expires(record.Tickets[0]).ShouldBe(Minute);

        var renewed = record.With(record.Tickets[0] with { Renewals = 1 });
        seen = PoolObservation.After(seen, renewed, "3", Minute / 2);
        seen.Expires(renewed.Tickets[0]).ShouldBe(Minute * 1.5);
    }

    [Test]
    public void After_three_failures_in_a_row_an_environment_is_quarantined_with_its_cause()
    {
        var record = Empty;
        foreach (var run in (string[])["a", "b", "c"])
        {
            record = Written(Request(run) with { Members = ["ci-1"] }, record);
            record = Released(record, new MemberEnd.Failed($"Deploy of run {run} failed there: ingress", null));
        }

        record
            .Member("ci-1")
            .ShouldBe(
                new MemberRecord
                {
                    Condition = MemberCondition.Quarantined,
                    Because =
                        "3 runs in a row failed there, the last one because Deploy of run c failed there: ingress",
                    Since = Day,
                    Failures = 3,
                }
            );
        Written(Request("d"), record).Tickets.Single().Leases.Single().Environment.ShouldBe("ci-2");
    }

    [Test]
    public void One_that_works_in_between_starts_the_count_again()
    {
        var record = Empty;
        foreach (var isGood in (bool[])[false, false, true, false, false])
        {
            record = Written(Request("a") with { Members = ["ci-1"] }, record);
            record = Released(record, isGood ? new MemberEnd.Worked(null) : new MemberEnd.Failed("it failed", null));
        }

        record.Member("ci-1").Condition.ShouldBe(MemberCondition.Known);
        record.Member("ci-1").Failures.ShouldBe(2);
    }

    [Test]
    public void What_could_not_be_compared_stays_unknown()
    {
        var record = Released(
            Written(Request("a") with { Members = ["ci-1"] }, Empty),
            new MemberEnd.NotCompared("its cluster does not answer")
        );

        record.Member("ci-1").Condition.ShouldBe(MemberCondition.Unknown);
        record.Member("ci-1").Because.ShouldBe("its cluster does not answer");
    }

    [Test]
    public void What_is_known_is_leased_before_what_has_to_be_compared()
    {
        var record = Empty with
        {
            Members = Empty.Members.Add("ci-1", MemberDecisions.Readmitted(MemberRecord.New, "it works again", Day)),
        };

        Written(Request("a"), record).Tickets.Single().Leases.Single().Environment.ShouldBe("ci-2");
    }

    [Test]
    public void A_write_whose_answer_was_lost_makes_no_holder_until_another_is_accepted()
    {
        var record = Written(Request("a"), Empty);

        Written(Request("a"), record).Tickets.Single().ShouldBe(record.Tickets.Single() with { Renewals = 1 });
    }

    [Test]
    public void A_run_that_was_taken_off_has_lost_its_place()
    {
        var cause = Of(Request("a"), Empty, ticket: 1).ShouldBeOfType<PoolDecision.Refused>().Cause;

        PoolRefusalWriter
            .Text(Request("a"), cause)
            .ShouldBe(
                "This run lost its place in the queue of the pool ci: it could not renew it for 1 min, so it counted as gone. Nothing was touched. "
                    + "Check the network to where ledgers are kept, then run the same command again."
            );
    }

    [Test]
    public void A_run_that_waited_too_short_is_refused_with_who_has_what_and_how_long_to_wait()
    {
        var record = Written(Request("a") with { Wants = 3 }, Empty);
        var request = Request("b") with { Patience = TimeSpan.FromSeconds(20) };

        var seen = PoolObservation.After(null, record, "1", TimeSpan.Zero);
        var cause = Of(request, seen, TimeSpan.FromSeconds(20)).ShouldBeOfType<PoolDecision.Refused>().Cause;

        PoolRefusalWriter
            .Text(request, cause)
            .ShouldBe(
                "No environment of the pool ci became free: ci-1 is leased by run a (ann@laptop, since 2026-11-22 08:15:30 UTC, "
                    + "https://ci.example.com/7), ci-2 is leased by run a (ann@laptop, since 2026-11-22 08:15:30 UTC, https://ci.example.com/7) and "
                    + "ci-3 is leased by run a (ann@laptop, since 2026-11-22 08:15:30 UTC, https://ci.example.com/7). This run waited 20 s. A run that was "
                    + "killed is found out only after 1 min. Nothing was touched. Wait as long as it takes with --wait, or set a longer lock-timeout in "
                    + "platform.yaml, of 1m or more."
            );
    }

    [Test]
    public void Where_too_few_are_left_waiting_would_not_help()
    {
        var record = Empty with
        {
            Members = Empty
                .Members.Add("ci-1", MemberDecisions.Quarantined(MemberRecord.New, "its disk is full", Day))
                .Add("ci-2", MemberDecisions.Quarantined(MemberRecord.New, "its nodes are gone", Day)),
        };
        var request = Request("a") with { Wants = 2, Patience = TimeSpan.MaxValue };

        PoolRefusalWriter
            .Text(request, Of(request, record).ShouldBeOfType<PoolDecision.Refused>().Cause)
            .ShouldBe(
                "The pool ci has 1 environment left that can be leased, and this run wants 2: ci-1 has been quarantined since 2026-11-22 08:15:30 UTC, because "
                    + "its disk is full and ci-2 has been quarantined since 2026-11-22 08:15:30 UTC, because its nodes are gone. Nothing was touched. See what is "
                    + "wrong there, then take it back: ./build.sh --target=Readmit --environment=ci-1 --reason=TEXT"
            );
    }

    [Test]
    public void An_environment_that_is_named_is_refused_while_another_has_it()
    {
        var record = Written(Request("a") with { Members = ["ci-1"] }, Empty);
        var request = Request("b") with { Members = ["ci-1"], IsByName = true, Patience = TimeSpan.Zero };

        PoolRefusalWriter
            .Text(request, Of(request, record).ShouldBeOfType<PoolDecision.Refused>().Cause)
            .ShouldBe(
                "ci-1 is in the pool ci, and Certify of run a (ann@laptop, since 2026-11-22 08:15:30 UTC, https://ci.example.com/7) has leased it. This run "
                    + "does not wait (lock-timeout: 0s). A run that was killed is found out only after 1 min. Nothing was touched. Wait as long as it takes "
                    + "with --wait, or lease whichever is free: --environment=pool:ci."
            );
        Written(request with { Members = ["ci-2"] }, record).HolderOf("ci-2")!.Holder.Run.ShouldBe("b");
    }

    [Test]
    public void One_that_is_quarantined_may_be_used_by_its_name_and_stays_quarantined()
    {
        var record = Empty with
        {
            Members = Empty.Members.Add("ci-1", MemberDecisions.Quarantined(MemberRecord.New, "its disk is full", Day)),
        };

        record = Written(Request("a") with { Members = ["ci-1"], IsByName = true }, record);
        record = Released(record, new MemberEnd.Touched(new SetThere("one", new Digest("sha256:1"))));

        record.Member("ci-1").Condition.ShouldBe(MemberCondition.Quarantined);
        record.Member("ci-1").Set!.Name.ShouldBe("one");
    }

    private static PoolRecord Empty { get; } = new() { Pool = "ci" };

    private static PoolRequest Request(string run) =>
        new()
        {
            Pool = "ci",
            Members = ["ci-1", "ci-2", "ci-3"],
            Holder = new LeaseHolder(run, "ann@laptop", Day, "https://ci.example.com/7"),
            What = "Certify",
            Duration = Minute,
            Patience = TimeSpan.FromMinutes(5),
        };

    private static PoolDecision Of(PoolRequest request, PoolRecord record, long? ticket = null) =>
        PoolDecisions.Of(
            request,
            ticket,
            TimeSpan.Zero,
            PoolObservation.After(null, record, "1", TimeSpan.Zero),
            TimeSpan.Zero,
            Day
        );

    private static PoolDecision Of(PoolRequest request, PoolObservation seen, TimeSpan now) =>
        PoolDecisions.Of(request, ticket: null, TimeSpan.Zero, seen, now, Day);

    private static PoolRecord Written(PoolRequest request, PoolRecord record) =>
        Of(request, record).ShouldBeOfType<PoolDecision.Write>().Next;

    private static PoolRecord Released(PoolRecord record, MemberEnd end) =>
        PoolDecisions.Released(
            record,
            record.Tickets[0].Number,
            ImmutableDictionary<string, MemberEnd>.Empty.Add("ci-1", end),
            quarantineAfter: 3,
            Day
        );
}
