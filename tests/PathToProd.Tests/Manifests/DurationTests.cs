using PathToProd.Manifests;

namespace PathToProd.Tests.Manifests;

public sealed class DurationTests
{
    [TestCase("90s", 90)]
    [TestCase("5m", 300)]
    [TestCase("1h30m", 5400)]
    [TestCase("2d", 172_800)]
    [TestCase("1d2h3m4s", 93_784)]
    [TestCase("0s", 0)]
    [TestCase("30d", 2_592_000)]
    public void A_duration_is_read(string text, int seconds)
    {
        Duration.TryParse(text, out var duration, out _).ShouldBeTrue();
        duration.ShouldBe(TimeSpan.FromSeconds(seconds));
    }

    [TestCase("", "at character 1: it is empty; write a number and d, h, m or s, such as 5m")]
    [TestCase("5", "at character 2: the unit is missing; write 5s for seconds or 5m for minutes")]
    [TestCase("m", "at character 1: 'm' is not a number; write a number and d, h, m or s, such as 5m")]
    [TestCase("5min", "at character 3: 'i' is not a number; write a number and d, h, m or s, such as 5m")]
    [TestCase("5M", "at character 2: 'M' is not a unit; write d, h, m or s after the number")]
    [TestCase("5s5m", "at character 4: 'm' is out of order; write days, hours, minutes, seconds")]
    [TestCase("1234567s", "at character 1: the number is too large; write at most 6 digits")]
    [TestCase("30d1s", "at character 1: it is longer than 30 days; write at most 30d")]
    [TestCase("999999h", "at character 1: it is longer than 30 days; write at most 30d")]
    public void What_is_not_a_duration_is_refused(string text, string message)
    {
        Duration.TryParse(text, out _, out var error).ShouldBeFalse();
        error.ToString().ShouldBe(message);
    }

    [TestCase(0, "0s")]
    [TestCase(0.4, "0s")]
    [TestCase(75, "1m15s")]
    [TestCase(7200, "2h")]
    [TestCase(90_061, "1d1h1m1s")]
    public void A_duration_is_written_briefly(double seconds, string text) =>
        Duration.ToText(TimeSpan.FromSeconds(seconds)).ShouldBe(text);
}
