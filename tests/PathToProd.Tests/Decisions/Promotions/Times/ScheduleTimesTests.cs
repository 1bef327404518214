using System.Collections;
using FsCheck;
using FsCheck.Fluent;
using PathToProd.Decisions.Promotions.Times;
using PathToProd.Model.Promotions.Times;

namespace PathToProd.Tests.Decisions.Promotions.Times;

public sealed class ScheduleTimesTests
{
    private static readonly Gen<string> Fields =
        from minute in Gen.Elements("0", "30", "*/15", "59", "0,1", "*")
        from hour in Gen.Elements("0", "1", "2", "3", "1-3", "23", "*", "0-23/2", "*/1")
        from ofMonth in Gen.Elements("*", "*", "*", "1", "29", "8,25", "*/2")
        from month in Gen.Elements("*", "*", "3", "10-11", "2")
        from ofWeek in Gen.Elements("*", "*", "0", "1-5", "SAT,SUN")
        select $"{minute} {hour} {ofMonth} {month} {ofWeek}";

    private static readonly Gen<(string Text, DateTimeOffset From)> Asked =
        from zone in Gen.Elements(WallClock.Zones)
        from fields in Fields
        from change in Gen.Elements(WallClock.Changes)
        from minutes in Gen.Choose(-2880, 1440)
        select ($"{fields} {zone}", change.AddMinutes(minutes));

    [Test]
    public void It_comes_in_exactly_the_minutes_that_a_slow_look_at_the_clock_finds() =>
        Prop.ForAll(
                Asked.ToArbitrary(),
                asked =>
                {
                    var schedule = Of(asked.Text);
                    var until = asked.From.AddDays(3);
                    var expected = Slowly(schedule, asked.From, until).ToArray();

                    ScheduleTimes.Between(schedule, asked.From, until).ToArray().ShouldBe(expected, asked.ToString());
                    if (expected.Length > 0)
                    {
                        ScheduleTimes.Next(schedule, asked.From).ShouldBe(expected[0]);
                        ScheduleTimes.Last(schedule, until).ShouldBe(expected[^1]);
                    }
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Cases.Of(300)));

    [TestCase("daily at 02:30 Europe/Berlin", "2026-03-28T12:00Z", "2026-03-29T01:00Z", Description = "does not exist")]
    [TestCase("daily at 02:30 Europe/Berlin", "2026-10-24T12:00Z", "2026-10-25T00:30Z", Description = "the first time")]
    [TestCase(
        "daily at 02:30 Europe/Berlin",
        "2026-10-25T00:30Z",
        "2026-10-26T01:30Z",
        Description = "not a second time"
    )]
    [TestCase("*/30 * * * * Europe/Berlin", "2026-10-25T00:30Z", "2026-10-25T01:00Z", Description = "hours that pass")]
    [TestCase("0 0 29 2 * UTC", "2096-03-01T00:00Z", "2104-02-29T00:00Z")]
    [TestCase("on the 31st of the month at 00:00 UTC", "2026-02-01T00:00Z", "2026-03-31T00:00Z")]
    [TestCase("0 0 13 * FRI UTC", "2026-11-10T00:00Z", "2026-11-13T00:00Z", Description = "one of the two is enough")]
    [TestCase("0 0 13 * FRI UTC", "2026-11-13T00:00Z", "2026-11-20T00:00Z")]
    [TestCase("daily at 12:00 Pacific/Apia", "2011-12-29T12:00Z", "2011-12-29T22:00Z")]
    [TestCase(
        "daily at 12:00 Pacific/Apia",
        "2011-12-29T22:00Z",
        "2011-12-30T10:00Z",
        Description = "a day that was left out"
    )]
    public void The_next_time_is(string schedule, string after, string next) =>
        ScheduleTimes.Next(Of(schedule), Moment(after)).ShouldBe(Moment(next));

    [TestCase("0 0 29 2 * UTC", "2104-02-28T00:00Z", "2096-02-29T00:00Z")]
    [TestCase("daily at 10:00 UTC", "2026-11-25T10:00Z", "2026-11-25T10:00Z")]
    [TestCase("daily at 10:00 UTC", "2026-11-25T09:59Z", "2026-11-24T10:00Z")]
    [TestCase("0 0 1 1 * UTC", "2026-12-31T00:00Z", "2026-01-01T00:00Z")]
    public void The_last_time_was(string schedule, string at, string last) =>
        ScheduleTimes.Last(Of(schedule), Moment(at)).ShouldBe(Moment(last));

    [Test]
    public void A_time_that_the_clock_skips_and_that_at_which_it_goes_on_are_one_moment() =>
        ScheduleTimes
            .Between(Of("0 2,3 * * * Europe/Berlin"), Moment("2026-03-29T00:00Z"), Moment("2026-03-29T12:00Z"))
            .ShouldBe([Moment("2026-03-29T01:00Z")]);

    [Test]
    public void A_schedule_is_due_from_its_time_on_for_an_hour_and_until_it_was_acted_on()
    {
        var schedule = Of("daily at 10:00 UTC");
        var ten = Moment("2026-11-25T10:00Z");
        var acted = ten.AddDays(-1);

        Due(ten.AddSeconds(-1)).ShouldBe((false, 0));
        Due(ten).ShouldBe((true, 0));
        Due(ten.AddHours(1)).ShouldBe((true, 0));
        Due(ten.AddHours(1).AddSeconds(1)).ShouldBe((false, 1));

        acted = ten.AddMinutes(5);
        Due(ten.AddMinutes(10)).ShouldBe((false, 0));

        (bool, int) Due(DateTimeOffset now)
        {
            var state = ScheduleState.Of(schedule, acted, now);
            return (state.IsDue, state.Missed.Length);
        }
    }

    [Test]
    public void Every_time_that_passed_without_it_was_missed()
    {
        var state = ScheduleState.Of(
            Of("daily at 10:00 UTC"),
            Moment("2026-11-22T10:01Z"),
            Moment("2026-11-25T10:30Z")
        );

        state.IsDue.ShouldBeTrue();
        state.Missed.ShouldBe([Moment("2026-11-23T10:00Z"), Moment("2026-11-24T10:00Z")]);
        (state.Last, state.Next).ShouldBe((Moment("2026-11-25T10:00Z"), Moment("2026-11-26T10:00Z")));
    }

    [Test]
    public void What_was_never_acted_on_has_missed_nothing()
    {
        var state = ScheduleState.Of(Of("daily at 10:00 UTC"), since: null, Moment("2026-11-25T15:00Z"));

        (state.IsDue, state.Missed.Length).ShouldBe((false, 0));
    }

    private static IEnumerable<DateTimeOffset> Slowly(Schedule schedule, DateTimeOffset from, DateTimeOffset until)
    {
        var fields = schedule.Text.Split(' ')[..5];
        var isHourly = Values(fields[1], 0, 23).Cast<bool>().Take(24).All(has => has);
        var seen = new HashSet<DateTime>();
        var before = WallClock.Shows(schedule.TimeZone, from.AddMinutes(-1441));
        for (var moment = from.AddMinutes(-1440); moment <= until; moment = moment.AddMinutes(1))
        {
            var shown = WallClock.Shows(schedule.TimeZone, moment);
            var comes = isHourly
                ? Matches(fields, shown)
                : seen.Add(shown) && Matches(fields, shown)
                    || Skipped(before, shown).Any(skipped => seen.Add(skipped) && Matches(fields, skipped));
            if (comes && moment > from)
            {
                yield return moment;
            }

            before = shown;
        }
    }

    private static IEnumerable<DateTime> Skipped(DateTime before, DateTime shown)
    {
        for (var skipped = before.AddMinutes(1); skipped < shown; skipped = skipped.AddMinutes(1))
        {
            yield return skipped;
        }
    }

    private static bool Matches(string[] fields, DateTime shown)
    {
        var ofMonth = Values(fields[2], 1, 31)[shown.Day];
        var ofWeek = Values(fields[4].Replace("SAT,SUN", "0,6", StringComparison.Ordinal), 0, 6)[(int)shown.DayOfWeek];
        return Values(fields[0], 0, 59)[shown.Minute]
            && Values(fields[1], 0, 23)[shown.Hour]
            && Values(fields[3], 1, 12)[shown.Month]
            && (fields[2] != "*" && fields[4] != "*" ? ofMonth || ofWeek : ofMonth && ofWeek);
    }

    private static BitArray Values(string field, int first, int last)
    {
        var values = new BitArray(64);
        foreach (var item in field.Split(','))
        {
            var (range, step) = item.Split('/') is [var one, var by] ? (one, int.Parse(by)) : (item, 1);
            var (from, to) =
                range == "*" ? (first, last)
                : range.Split('-') is [var begins, var ends] ? (int.Parse(begins), int.Parse(ends))
                : (int.Parse(range), int.Parse(range));
            for (var value = from; value <= to; value += step)
            {
                values[value] = true;
            }
        }

        return values;
    }

    private static Schedule Of(string text) =>
        ScheduleText.TryParse(text, out var schedule, out var error)
            ? schedule
            : throw new FormatException(error.ToString());

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text);
}
