using PathToProd.Model.Promotions.Times;

namespace PathToProd.Tests.Model.Promotions;

/// <summary>Schedules and open times as people write them, and what is wrong with those that are none.</summary>
public sealed class ScheduleTextTests
{
    [TestCase("daily at 10:00 Europe/Berlin", "0 10 * * * Europe/Berlin")]
    [TestCase("daily at 10:00", "0 10 * * * UTC")]
    [TestCase("weekly on Tue at 10:30 UTC", "30 10 * * TUE")]
    [TestCase("weekly on Mon-Wed,Sun at 10:30", "30 10 * * 0-3")]
    [TestCase("on the first of the month at 06:00 UTC", "0 6 1 * *")]
    [TestCase("on the 15th of the month at 06:00 UTC", "0 6 15 * * UTC")]
    [TestCase("0 10 * * 7", "0 10 * * SUN")]
    [TestCase("0 10 * * 1-5", "0 10 * * mon-fri")]
    [TestCase("0 10 * * 5-7", "0 10 * * 0,5,6")]
    [TestCase("*/15 * * * *", "0,15,30,45 * * * *")]
    [TestCase("5/20 * * * *", "5,25,45 * * * *")]
    [TestCase("0 0 * JAN,mar-4 *", "0 0 * 1,3,4 *")]
    [TestCase("0 0 * * */2", "0 0 * * 0,2,4,6")]
    public void Words_and_fields_say_the_same(string one, string other)
    {
        ScheduleText.TryParse(one, out var first, out _).ShouldBeTrue();
        ScheduleText.TryParse(other, out var second, out _).ShouldBeTrue();

        (first!.Fields, first.TimeZone).ShouldBe((second!.Fields, second.TimeZone));
    }

    [TestCase("", "at character 1: it is neither words nor the five fields of cron; *")]
    [TestCase("hourly", "at character 1: it is neither words nor the five fields of cron; *")]
    [TestCase("daily at", "at character 1: it is neither words nor the five fields of cron; *")]
    [TestCase("daily at 25:00", "at character 10: there is no time 25:00; write a time from 00:00 to 23:59")]
    [TestCase(
        "daily at 9:00",
        "at character 10: \"9:00\" is not a time; write hours and minutes with two digits each, such as 09:00"
    )]
    [TestCase("weekly on Tuesday at 10:00", "at character 11: \"Tuesday\" is not a day; write Tue")]
    [TestCase(
        "weekly on Mon,x at 10:00",
        "at character 15: \"x\" is not a day; write Mon, Tue, Wed, Thu, Fri, Sat or Sun"
    )]
    [TestCase(
        "on the 32nd of the month at 10:00",
        "at character 8: \"32nd\" is not a day of the month; write first, 2nd, 15th or so"
    )]
    [TestCase("60 10 * * *", "at character 1: \"60\" is not a minute; write a number from 0 to 59, or *")]
    [TestCase("0 24 * * *", "at character 3: \"24\" is not a hour; write a number from 0 to 23, or *")]
    [TestCase("0 0 0 * *", "at character 5: \"0\" is not a day of the month; write a number from 1 to 31, or *")]
    [TestCase(
        "0 0 * XXX *",
        "at character 7: \"XXX\" is not a month; write a number from 1 to 12, or a name such as JAN, or *"
    )]
    [TestCase(
        "0 0 * * 8",
        "at character 9: \"8\" is not a day of the week; write a number from 0 to 7, or a name such as SUN, or *"
    )]
    [TestCase("0 0 5-1 * *", "at character 5: \"5-1\" goes backwards; write 1-5, or a list with a comma")]
    [TestCase("0 0 1-2-3 * *", "at character 5: \"1-2-3\" is not a range; write 1-31")]
    [TestCase("*/0 0 * * *", "at character 1: \"*/0\" has no step that means something; write */5 or 10-40/5")]
    [TestCase("0, 0 * * *", "at character 3: a minute is missing; write a number from 0 to 59, or *")]
    [TestCase("0 10 * * 1-5 Berlin! now", "at character 22: something follows the time zone; remove it")]
    [TestCase(
        "0 10 * * 1-5 Berlin!",
        "at character 14: \"Berlin!\" is not the name of a time zone; write one such as Europe/Berlin, or none for UTC"
    )]
    [TestCase(
        "0 0 30 2 *",
        "at character 1: no month that it names has such a day, so it never comes; name another day"
    )]
    [TestCase(
        "0 0 31 4,6,9,11 *",
        "at character 1: no month that it names has such a day, so it never comes; name another day"
    )]
    public void What_is_no_schedule_says_where_and_what_to_write(string text, string message)
    {
        ScheduleText.TryParse(text, out _, out var error).ShouldBeFalse();

        error
            .ToString()
            .ShouldBe(
                message.Replace(
                    "*",
                    message.EndsWith("; *", StringComparison.Ordinal)
                        ? "write \"daily at 10:00\", \"weekly on Tue at 10:00\", \"on the first of the month at 10:00\" or \"0 10 * * 1-5\", and a time zone"
                        : "*",
                    StringComparison.Ordinal
                )
            );
    }

    [TestCase("0 0 29 2 *")]
    [TestCase("0 0 30 2 MON")]
    [TestCase("0 0 31 * *")]
    public void What_comes_seldom_is_a_schedule(string text) =>
        ScheduleText.TryParse(text, out _, out _).ShouldBeTrue();

    [TestCase("Mon-Fri 09:00-17:00", Weekdays.All & ~Weekdays.Saturday & ~Weekdays.Sunday, 540, 1020)]
    [TestCase(
        "Fri-Mon 22:00-04:00",
        Weekdays.Friday | Weekdays.Saturday | Weekdays.Sunday | Weekdays.Monday,
        1320,
        240
    )]
    [TestCase("daily 00:00-24:00", Weekdays.All, 0, 1440)]
    public void An_open_time_is_days_and_two_times(string text, Weekdays days, int from, int to)
    {
        OpenTime.TryParse(text, out var time, out _).ShouldBeTrue();

        time.ShouldBe(new OpenTime(text, days, null, from, to));
    }

    [TestCase("", "at character 1: it is not days, a space and two times; write it as Mon-Fri 09:00-17:00")]
    [TestCase(
        "Mon-Fri 9-17",
        "at character 9: \"9\" is not a time; write hours and minutes with two digits each, such as 09:00"
    )]
    [TestCase("Mon-Fri 09:00-17:60", "at character 15: there is no time 17:60; write a time from 00:00 to 23:59")]
    [TestCase("Mon-fri 09:00-17:00", "at character 5: \"fri\" is not a day; write Fri")]
    [TestCase(
        "Mon-Fri-Sun 09:00-17:00",
        "at character 1: \"Mon-Fri-Sun\" is not a day or two days; write Mon, or Mon-Fri"
    )]
    [TestCase(
        "2026-02-30 09:00-17:00",
        "at character 1: there is no such day; write year, month and day, such as 2026-12-25"
    )]
    [TestCase("Mon 09:00-09:00", "at character 5: it closes when it opens; write 00:00-24:00 for a whole day")]
    public void What_is_no_open_time_says_where_and_what_to_write(string text, string message)
    {
        OpenTime.TryParse(text, out _, out var error).ShouldBeFalse();

        error.ToString().ShouldBe(message);
    }
}
