using System.Collections.Immutable;
using PathToProd.Decisions.Promotions.Gates;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Promotions;
using PathToProd.Model.Promotions;
using PathToProd.Model.Promotions.Rules;
using PathToProd.Model.Promotions.Times;
using PathToProd.Tests.Facts.Ledger;
using PathToProd.Text;

namespace PathToProd.Tests.Decisions.Promotions.Gates;

/// <summary>Windows, what fits into them, and notice.</summary>
public sealed class TimeGateTests
{
    private readonly AskedPromotion _asked = new();

    [Test]
    public void An_open_window_says_when_it_closes() =>
        _asked
            .Says(Window("Europe/Berlin", "Mon-Fri 09:00-17:00"))
            .ShouldBe("open, as the window is open until Wednesday 2026-11-25 17:00 in Europe/Berlin");

    [Test]
    public void A_window_that_is_always_open_has_no_end() =>
        _asked.Says(Window("UTC", "daily 00:00-24:00")).ShouldBe("open, as the window is open");

    [Test]
    public void A_closed_window_says_when_it_opens()
    {
        _asked.Now = new DateTimeOffset(2026, 11, 27, 16, 0, 0, TimeSpan.Zero); // Friday 17:00 in Berlin

        _asked
            .Says(Window("Europe/Berlin", "Mon-Fri 09:00-17:00", "Sat 10:00-12:00"))
            .ShouldBe(
                """
                closed (Mon-Fri 09:00-17:00, Sat 10:00-12:00 Europe/Berlin) because it is Friday 2026-11-27 17:00 in Europe/Berlin, and the window is Mon-Fri 09:00-17:00 and Sat 10:00-12:00
                  wait until Saturday 2026-11-28 10:00, which is 2026-11-28 09:00:00 UTC.
                  until 2026-11-28 09:00:00 UTC
                """
            );
    }

    [Test]
    public void On_a_holiday_nothing_is_open_not_even_what_opened_the_evening_before()
    {
        _asked.Now = new DateTimeOffset(2026, 12, 25, 0, 30, 0, TimeSpan.Zero);

        _asked
            .Says(Window("UTC", ["daily 22:00-04:00"], new DateOnly(2026, 12, 25), new DateOnly(2026, 12, 26)))
            .ShouldBe(
                """
                closed (daily 22:00-04:00 UTC) because it is Friday 2026-12-25 00:30 in UTC, a holiday there
                  wait until Sunday 2026-12-27 00:00, which is 2026-12-27 00:00:00 UTC.
                  until 2026-12-27 00:00:00 UTC
                """
            );
    }

    [Test]
    public void A_window_of_one_date_never_opens_again_once_it_is_over() =>
        _asked
            .Says(Window("UTC", "2026-11-24 08:00-12:00"))
            .ShouldBe(
                """
                closed (2026-11-24 08:00-12:00 UTC) because it is Wednesday 2026-11-25 12:00 in UTC, and the window is 2026-11-24 08:00-12:00, which never opens again
                  add a time that is still to come, in environments/promotion.yaml.
                """
            );

    [Test]
    public void Where_the_clock_is_set_forward_over_it_a_window_opens_on_another_day()
    {
        // On 2026-03-29 in Berlin 01:59 is followed by 03:00.
        _asked.Now = new DateTimeOffset(2026, 3, 29, 0, 30, 0, TimeSpan.Zero);

        _asked.Says(Window("Europe/Berlin", "daily 02:15-02:45")).ShouldEndWith("until 2026-03-30 00:15:00 UTC");
    }

    [Test]
    public void Where_the_clock_is_set_back_a_window_that_ended_opens_again()
    {
        // On 2026-10-25 in Berlin 02:59 is followed by 02:00.
        var window = Window("Europe/Berlin", "Sun 01:00-02:30");
        _asked.Now = new DateTimeOffset(2026, 10, 25, 0, 29, 0, TimeSpan.Zero);
        _asked.Says(window).ShouldBe("open, as the window is open until Sunday 2026-10-25 02:30 in Europe/Berlin");

        _asked.Now = _asked.Now.AddMinutes(1);
        _asked.Says(window).ShouldEndWith("until 2026-10-25 01:00:00 UTC");
    }

    [Test]
    public void What_would_outlast_the_window_waits_for_the_next_that_is_long_enough()
    {
        Deployed(minutes: [10, 20, 90]);
        Policy("UTC", "Wed 10:00-13:00", "Thu 10:00-11:00", "Fri 10:00-12:00");

        _asked
            .Says(new FitsWindowGate(new FitsWindowRule(null)))
            .ShouldBe(
                """
                closed (Wed 10:00-13:00, Thu 10:00-11:00, Fri 10:00-12:00 UTC) because a deployment to prod takes 1 h 30 min, and the window closes in 1 h
                  wait until Friday 2026-11-27 10:00 in UTC, which is 2026-11-27 10:00:00 UTC.
                  until 2026-11-27 10:00:00 UTC
                """
            );
    }

    [Test]
    public void One_that_has_just_time_enough_fits()
    {
        Deployed(minutes: [60]);
        Policy("UTC", "Wed 10:00-13:00");

        _asked
            .Says(new FitsWindowGate(new FitsWindowRule(null)))
            .ShouldBe("open, as a deployment to prod takes 1 h, and is done before the window closes");
    }

    [Test]
    public void A_window_that_is_never_long_enough_is_said_to_be_so()
    {
        Deployed(minutes: [240]);
        Policy("UTC", "Wed 10:00-13:00");

        _asked
            .Says(new FitsWindowGate(new FitsWindowRule(null)))
            .ShouldBe(
                """
                closed (Wed 10:00-13:00 UTC) because a deployment to prod takes 4 h, and the window closes in 1 h; it is never open for so long
                  widen the window, or have less to deploy at once.
                """
            );
    }

    [Test]
    public void A_closed_window_has_no_time_for_anything()
    {
        Deployed(minutes: [5]);
        Policy("UTC", "Thu 10:00-13:00");

        _asked
            .Says(new FitsWindowGate(new FitsWindowRule(null)))
            .ShouldStartWith(
                "closed (Thu 10:00-13:00 UTC) because a deployment to prod takes 5 min, and the window is closed\n"
            );
    }

    [Test]
    public void How_long_it_takes_is_unknown_until_a_set_was_deployed_or_the_policy_says_it()
    {
        _asked.Histories = _asked.Histories.SetItem(
            "prod",
            new LedgerBuilder()
                .Deploy("ingress", "1.3.0")
                .Succeeds()
                .Deploy("ingress", "1.4.0", set: "s")
                .Fails()
                .History
        );
        Policy("UTC", "Wed 10:00-13:00");

        _asked
            .Says(new FitsWindowGate(new FitsWindowRule(null)))
            .ShouldBe(
                """
                unknown (duration of deployments to prod) because it is not known how long a deployment to prod takes: no run there named a version set and succeeded
                  say in the policy how long: fits-window: { takes: 30m }.
                """
            );
        _asked
            .Says(new FitsWindowGate(new FitsWindowRule(TimeSpan.FromMinutes(20))))
            .ShouldBe("open, as a deployment to prod takes 20 min, and is done before the window closes");
    }

    [Test]
    public void What_was_not_announced_says_how_to_announce_it() =>
        _asked
            .Says(new NoticeGate(new NoticeRule(TimeSpan.FromHours(24))))
            .ShouldBe(
                """
                closed (not announced) because 2026.11.1 was not announced for prod, which must be 1 d before it is promoted
                  let Advance announce it, or announce it now: ./build.sh --target=Promote --set=2026.11.1 --environment=prod --announce.
                """
            );

    [Test]
    public void What_was_announced_says_until_when_it_waits_and_a_second_announcement_does_not_make_it_wait_longer()
    {
        Announce(hoursAgo: 20);
        Announce(hoursAgo: 1);
        var gate = new NoticeGate(new NoticeRule(TimeSpan.FromHours(24)));

        _asked
            .Says(gate)
            .ShouldBe(
                """
                closed (announced too short a time ago) because 2026.11.1 was announced for prod 20 hours ago, which must be 1 d before it is promoted
                  wait until 2026-11-25 16:00:00 UTC.
                  until 2026-11-25 16:00:00 UTC
                """
            );

        _asked.Now = _asked.Now.AddHours(4);
        _asked.Says(gate).ShouldBe("open, as 2026.11.1 was announced 1 day ago");
    }

    [Test]
    public void What_was_announced_for_an_earlier_promotion_is_announced_again()
    {
        Announce(hoursAgo: 100);
        _asked.Says(
            new PromotionRecord.Promoted
            {
                Head = _asked.Head("ann@laptop", TimeSpan.FromHours(50)),
                Environment = "prod",
                Set = _asked.Reference,
                Policy = "{}",
            }
        );

        _asked.Says(new NoticeGate(new NoticeRule(TimeSpan.FromHours(24)))).ShouldStartWith("closed (not announced)");
    }

    private static WindowGate Window(string zone, params string[] open) => Window(zone, open, []);

    private static WindowGate Window(string zone, string[] open, params DateOnly[] holidays) =>
        new(Rule(zone, open) with { Holidays = [.. holidays] });

    private static WindowRule Rule(string zone, params string[] open) =>
        new() { Open = [.. open.Select(OpenTimeOf)], TimeZone = zone };

    private static OpenTime OpenTimeOf(string text) =>
        OpenTime.TryParse(text, out var time, out var error) ? time : throw new FormatException(error.ToString());

    private void Policy(string zone, params string[] open) =>
        _asked.Policy = _asked.Policy with
        {
            Gates = [new PolicyGate("window", Rule(zone, open), false, new SourcePosition("promotion.yaml"))],
        };

    private void Deployed(params int[] minutes)
    {
        var entries = ImmutableArray.CreateBuilder<LedgerEntry>();
        foreach (var count in minutes)
        {
            var run = new LedgerBuilder { Run = $"run-{count}" }
                .Deploy("ingress", "1.3.0", set: "2026.10.1")
                .Succeeds();
            var (started, ended) = ((LedgerEntry.Started)run.Entries[0], (LedgerEntry.Ended)run.Entries[1]);
            entries.Add(started with { Attempt = run.Run! });
            entries.Add(ended with { Attempt = run.Run!, At = started.At.AddMinutes(count) });
        }

        _asked.Histories = _asked.Histories.SetItem("prod", DeploymentHistory.From("prod", entries));
    }

    private void Announce(int hoursAgo) =>
        _asked.Says(
            new PromotionRecord.Announced
            {
                Head = _asked.Head("ann@laptop", TimeSpan.FromHours(hoursAgo)),
                Environment = "prod",
                Set = _asked.Reference,
            }
        );
}
