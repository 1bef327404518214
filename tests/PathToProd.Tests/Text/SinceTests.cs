using PathToProd.Text;

namespace PathToProd.Tests.Text;

public sealed class SinceTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 29, 16, 30, 0, TimeSpan.Zero);

    [TestCase("7d", "2026-11-22 16:30:00 UTC")]
    [TestCase("1d12h", "2026-11-28 04:30:00 UTC")]
    [TestCase("90d", "2026-08-31 16:30:00 UTC")]
    [TestCase("0s", "2026-11-29 16:30:00 UTC")]
    [TestCase("2026-11-01", "2026-11-01 00:00:00 UTC")]
    [TestCase("2026-11-01T08:00", "2026-11-01 08:00:00 UTC")]
    [TestCase("2026-11-01T08:00Z", "2026-11-01 08:00:00 UTC")]
    [TestCase("2026-11-01T08:00:30+02:00", "2026-11-01 06:00:30 UTC")]
    [TestCase("2026-11-01 08:00", "2026-11-01 08:00:00 UTC")]
    [TestCase("2026-11-22 08:15:30 UTC", "2026-11-22 08:15:30 UTC")]
    public void A_date_a_time_and_a_duration_are_moments(string text, string moment)
    {
        Since.TryParse(text, Now, out var found, out _).ShouldBeTrue();
        Moment.Text(found).ShouldBe(moment);
    }

    [TestCase(
        "2027-01-01",
        "it is in the future: it is 2026-11-29 16:30:00 UTC now; write a moment that has passed, or how long ago it is, such as 7d"
    )]
    [TestCase(
        "2026-11-29T18:30+01:00",
        "it is in the future: it is 2026-11-29 16:30:00 UTC now; write a moment that has passed, or how long ago it is, such as 7d"
    )]
    [TestCase("yesterday", Neither)]
    [TestCase("", Neither)]
    [TestCase("2026-13-01", Neither)]
    [TestCase("01.11.2026", Neither)]
    [TestCase("-7d", Neither)]
    [TestCase("7w", Neither)]
    [TestCase("7d7d", "'d' is out of order; write days, hours, minutes, seconds")]
    [TestCase("99999d", "it is longer than 36500 days; write at most 36500d")]
    public void Anything_else_is_refused_with_what_is_wrong(string text, string message)
    {
        Since.TryParse(text, Now, out _, out var problem).ShouldBeFalse();
        $"{problem.What}; {problem.Fix}".ShouldBe(message);
    }

    private const string Neither =
        "it is neither a date (2026-11-01), nor a time (2026-11-01T08:00Z), nor a duration (7d, 12h); write one of these";
}
