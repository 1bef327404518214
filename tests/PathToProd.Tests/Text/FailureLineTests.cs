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

    [TestCase("it failed.", "it failed.")]
    [TestCase(
        "kubectl apply failed with exit code 1.\n  command: kubectl apply\n  last lines:\n    one\n    two\n    three\n    no such namespace\n  log: x.log\nFix it.",
        "kubectl apply failed with exit code 1, and printed: two; three; no such namespace"
    )]
    public void One_that_quotes_has_the_last_lines_of_the_tool(string message, string expected) =>
        FailureLine.Quoting(message).ShouldBe(expected);

    [Test]
    public void Of_a_long_quotation_the_end_stays() =>
        FailureLine
            .Quoting("it failed.\n  last lines:\n    " + new string('a', 1000) + "b\n")
            .ShouldBe("it failed, and printed: …" + new string('a', 299) + "b");
}
