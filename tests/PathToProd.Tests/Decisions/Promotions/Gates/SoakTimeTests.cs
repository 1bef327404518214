using FsCheck;
using FsCheck.Fluent;
using PathToProd.Decisions.Promotions.Gates;
using PathToProd.Decisions.Promotions.Questions;
using PathToProd.Facts.Monitoring;
using PathToProd.Model.Promotions.Rules;
using static PathToProd.Tests.Decisions.Promotions.Gates.MonitoredQuestion;

namespace PathToProd.Tests.Decisions.Promotions.Gates;

/// <summary>Over random days of stays, alerts and evaluations.</summary>
public sealed class SoakTimeTests
{
    private static readonly SoakRule Rule = new() { For = TimeSpan.FromHours(6), Within = TimeSpan.FromHours(20) };

    private static readonly Gen<TimeRange> Range =
        from start in Gen.Choose(0, 48)
        from length in Gen.Choose(0, 12)
        select new TimeRange(Now.AddHours(start - 48), Now.AddHours(Math.Min(0, start + length - 48)));

    private static readonly Gen<Spans> Times = Range.ListOf().Select(ranges => Spans.Of(ranges));

    private static readonly Gen<AlertTimes> Alert =
        from name in Gen.Elements("A", "B")
        from isFiring in Gen.Elements(true, false)
        from times in Times
        select new AlertTimes(new LabelSet([KeyValuePair.Create("alertname", name)]), isFiring, times);

    private static readonly Gen<Day> AnyDay =
        from stays in Times
        from lasts in Gen.Elements(true, false)
        from alerts in Alert.ListOf()
        from evaluated in Times
        from hasWatchdog in Gen.Elements(true, false)
        select new Day(
            [
                .. stays.All.Select(stay => new SetStay(
                    stay.Start,
                    lasts && stay.End == Now ? null : stay.End,
                    EndedBy: null
                )),
            ],
            new AlertHistory
            {
                Time = new TimeRange(Now.AddHours(-48), Now),
                Alerts = [.. alerts],
                Evaluated = hasWatchdog ? evaluated : null,
            }
        );

    [Test]
    public void The_time_of_a_stay_is_healthy_unhealthy_or_unevaluated_and_never_two_of_these() =>
        ForAll(
            (_, time) =>
            {
                var unhealthy = time.Unhealthy.Aggregate(Spans.None, (sum, one) => sum.Or(one.Times));
                time.Healthy.And(unhealthy).ShouldBe(Spans.None);
                time.Healthy.And(time.Unevaluated).ShouldBe(Spans.None);
                time.Unevaluated.And(unhealthy).ShouldBe(Spans.None);
                time.Healthy.Or(unhealthy).Or(time.Unevaluated).ShouldBe(Spans.Of(time.Stay));
            }
        );

    [Test]
    public void No_time_counts_in_which_an_alert_fired_or_no_one_evaluated_or_that_is_too_old() =>
        ForAll(
            (day, time) =>
            {
                foreach (var alert in day.History.Alerts.Where(alert => alert.IsFiring))
                {
                    time.Healthy.And(alert.Times).ShouldBe(Spans.None);
                }

                time.Healthy.Minus(day.History.Evaluated ?? time.Healthy).ShouldBe(Spans.None);
                time.Healthy.Minus(Spans.Of(new TimeRange(Now - Rule.Within, Now))).ShouldBe(Spans.None);
            }
        );

    [Test]
    public void It_is_the_time_of_one_stay_and_no_other_has_more() =>
        ForAll(
            (day, time) =>
            {
                foreach (var stay in day.Stays)
                {
                    var alone = Best(day with { Stays = [stay] });
                    (alone?.Healthy.Length ?? TimeSpan.Zero).ShouldBeLessThanOrEqualTo(time.Healthy.Length);
                }
            }
        );

    [Test]
    public void Another_alert_never_makes_it_longer() =>
        Prop.ForAll(
                AnyDay.SelectMany(day => Alert.Select(alert => (day, alert))).ToArbitrary(),
                one =>
                {
                    var more = one.day.History with { Alerts = one.day.History.Alerts.Add(one.alert) };
                    var (before, after) = (Best(one.day), Best(one.day with { History = more }));
                    (after?.Healthy.Length ?? TimeSpan.Zero).ShouldBeLessThanOrEqualTo(
                        before?.Healthy.Length ?? TimeSpan.Zero
                    );
                }
            )
            .QuickCheckThrowOnFailure();

    private static void ForAll(Action<Day, SoakTime> holds) =>
        Prop.ForAll(
                AnyDay.ToArbitrary(),
                day =>
                {
                    if (Best(day) is { } time)
                    {
                        holds(day, time);
                    }
                }
            )
            .QuickCheckThrowOnFailure();

    private static SoakTime? Best(Day day) => SoakTime.Best("staging", day.Stays, Rule, [], day.History, Now);

    private sealed record Day(SetStay[] Stays, AlertHistory History);
}
