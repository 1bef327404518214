using PathToProd.Facts.Runs;

namespace PathToProd.Tests.Facts.Runs;

public sealed class RunIdTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 9, 15, 30, TimeSpan.FromHours(1));

    [Test]
    public void A_run_is_named_by_its_start_in_UTC_and_random_digits() =>
        RunId.Of(Start, 0x3fa2).ToString().ShouldBe("20261122-081530-3fa2");

    [Test]
    public void Sorting_the_names_sorts_the_runs_by_their_start() =>
        RunId.Of(Start.AddSeconds(1), 0).ShouldBeGreaterThan(RunId.Of(Start, 0xffff));

    [Test]
    public void A_name_is_read_again()
    {
        RunId.TryParse("20261122-081530-3fa2", out var run).ShouldBeTrue();

        run.Start.ShouldBe(Start);
    }

    [TestCase("")]
    [TestCase("20261122-081530")]
    [TestCase("20261122-081530-3FA2")]
    [TestCase("20261122-081530-3fa2a")]
    [TestCase("20261322-081530-3fa2")]
    [TestCase("../../etc/passwd/3fa")]
    public void What_is_not_a_name_is_refused(string text) => RunId.TryParse(text, out _).ShouldBeFalse();
}
