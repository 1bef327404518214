using PathToProd.Text;

namespace PathToProd.Tests.Text;

public sealed class FailureLineTests
{
    [TestCase("it failed", "it failed")]
    [TestCase("it failed:\n  first\n  last\nThe log is here.", "it failed: last")]
    [TestCase("it failed:\r\n  first\r\n\r\n", "it failed: first")]
    [TestCase("it failed:\nThe log is here.", "it failed")]
    [TestCase("it failed.\nIt last printed:\n  last", "it failed.")]
    [TestCase("it\tfailed", "it\\u0009failed")]
    public void It_is_the_first_line_with_the_last_of_what_that_introduces(string message, string expected) =>
        FailureLine.Of(message).ShouldBe(expected);

    [Test]
    public void A_cut_one_is_never_longer_than_people_read() =>
        FailureLine.Cut(new string('a', 1000)).ShouldBe(new string('a', 300) + "…");
}
