using PathToProd.Reporting;

namespace PathToProd.Tests.Reporting;

public sealed class DurationTests
{
    [TestCase(-5, "0 ms")]
    [TestCase(0, "0 ms")]
    [TestCase(0.2, "1 ms")]
    [TestCase(350, "350 ms")]
    [TestCase(999.4, "999 ms")]
    [TestCase(999.6, "1 s")]
    [TestCase(1_234, "1.2 s")]
    [TestCase(59_940, "59.9 s")]
    [TestCase(59_990, "1 min")]
    [TestCase(184_000, "3 min 4 s")]
    [TestCase(3_599_900, "1 h")]
    [TestCase(7_500_000, "2 h 5 min")]
    [TestCase(97_200_000, "1 d 3 h")]
    public void A_duration_is_two_units_at_most(double milliseconds, string text) =>
        Duration.Text(TimeSpan.FromMilliseconds(milliseconds)).ShouldBe(text);

    [TestCase(-60, "just now")]
    [TestCase(9, "just now")]
    [TestCase(10, "10 seconds ago")]
    [TestCase(60, "1 minute ago")]
    [TestCase(3599, "59 minutes ago")]
    [TestCase(7200, "2 hours ago")]
    [TestCase(86_400, "1 day ago")]
    [TestCase(86_400 * 59, "59 days ago")]
    [TestCase(86_400 * 60, "2 months ago")]
    [TestCase(86_400 * 800, "2 years ago")]
    public void An_age_is_one_unit_rounded_down(int seconds, string text)
    {
        var now = new DateTimeOffset(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);

        Moment.Age(now.AddSeconds(-seconds), now).ShouldBe(text);
    }

    [TestCase("sha256:ab12cd34ef567890", "sha256:ab12cd34")]
    [TestCase("sha256:ab12", "sha256:ab12")]
    [TestCase("", "")]
    public void A_digest_is_shortened_to_eight_digits(string digest, string text) =>
        ShortDigest.Text(digest).ShouldBe(text);
}
