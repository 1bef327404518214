using FsCheck;
using FsCheck.Fluent;
using PathToProd.Decisions.Promotions.Times;
using PathToProd.Model.Promotions.Rules;
using PathToProd.Model.Promotions.Times;

namespace PathToProd.Tests.Decisions.Promotions.Times;

public sealed class OpenSpansTests
{
    private static readonly Gen<string> Time =
        from hour in Gen.Choose(0, 23)
        from minute in Gen.Elements(0, 0, 15, 30, 59)
        select $"{hour:00}:{minute:00}";

    private static readonly Gen<string> Open =
        from days in Gen.Elements(
            "daily",
            "Mon-Fri",
            "Sat,Sun",
            "Sun",
            "Fri-Mon",
            "2026-03-29",
            "2026-10-25",
            "2026-11-01"
        )
        from opens in Gen.OneOf(Time, Gen.Constant("00:00"))
        from closes in Gen.OneOf(Time, Gen.Constant("24:00"))
        where opens != closes
        select $"{days} {opens}-{closes}";

    private static readonly Gen<(WindowRule Window, DateTimeOffset From)> Asked =
        from zone in Gen.Elements(WallClock.Zones)
        from change in Gen.Elements(WallClock.Changes)
        from minutes in Gen.Choose(-2880, 1440)
        from open in Gen.NonEmptyListOf(Open).Resize(3)
        from holidays in Gen.SubListOf(Enumerable.Range(-2, 5).ToArray())
        select (
            new WindowRule
            {
                Open = [.. open.Distinct().Select(OpenTimeOf)],
                TimeZone = zone,
                Holidays = [.. holidays.Select(day => DateOnly.FromDateTime(change.UtcDateTime).AddDays(day))],
            },
            change.AddMinutes(minutes)
        );

    [Test]
    public void It_is_open_in_exactly_the_minutes_in_which_a_clock_on_the_wall_shows_an_allowed_time() =>
        Prop.ForAll(
                Asked.ToArbitrary(),
                asked =>
                {
                    var (window, from) = asked;
                    var spans = OpenSpans.From(window, from).ToArray();
                    for (var minute = 0; minute < 3 * 1440; minute++)
                    {
                        var moment = from.AddMinutes(minute);
                        var isOpen = IsOpen(window, WallClock.Shows(window.TimeZone, moment));
                        spans
                            .Any(span => span.Holds(moment))
                            .ShouldBe(
                                isOpen,
                                $"{window.Text} without {string.Join(' ', window.Holidays)} at {moment:u}"
                            );
                    }

                    foreach (var (one, next) in spans.Zip(spans.Skip(1)))
                    {
                        one.Closes!.Value.ShouldBeLessThan(next.Opens, window.Text);
                    }
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Cases.Of(300)));

    [Test]
    public void After_a_year_of_holidays_it_opens_again()
    {
        var from = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var window = new WindowRule
        {
            Open = [OpenTimeOf("Mon 09:00-10:00")],
            TimeZone = "UTC",
            Holidays = [.. Enumerable.Range(0, 365).Select(day => new DateOnly(2026, 1, 1).AddDays(day))],
        };

        OpenSpans
            .From(window, from)
            .First()
            .ShouldBe(
                new OpenSpan(
                    new DateTimeOffset(2027, 1, 4, 9, 0, 0, TimeSpan.Zero),
                    new DateTimeOffset(2027, 1, 4, 10, 0, 0, TimeSpan.Zero)
                )
            );
    }

    private static bool IsOpen(WindowRule window, DateTime shown)
    {
        var today = DateOnly.FromDateTime(shown);
        var minute = shown.Hour * 60 + shown.Minute;
        return !window.Holidays.Contains(today)
            && window.Open.Any(time =>
                time.From < time.To
                    ? Opens(time, today) && time.From <= minute && minute < time.To
                    : Opens(time, today) && time.From <= minute || Opens(time, today.AddDays(-1)) && minute < time.To
            );
    }

    private static bool Opens(OpenTime time, DateOnly day) =>
        time.Date is { } date ? date == day : ((int)time.Days >> (int)day.DayOfWeek & 1) == 1;

    private static OpenTime OpenTimeOf(string text) =>
        OpenTime.TryParse(text, out var time, out var error) ? time : throw new FormatException(error.ToString());
}
