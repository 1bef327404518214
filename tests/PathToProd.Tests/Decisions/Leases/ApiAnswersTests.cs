using PathToProd.Decisions.Leases;

namespace PathToProd.Tests.Decisions.Leases;

public sealed class ApiAnswersTests
{
    [TestCase(200)]
    [TestCase(201)]
    public void What_was_written_is_accepted_with_its_version(int status) =>
        ApiAnswers.Of(status, "", "41").ShouldBe(new WriteOutcome.Accepted("41"));

    [TestCase(404)]
    [TestCase(409)]
    public void What_another_changed_or_removed_in_between_is_looked_at_again(int status) =>
        ApiAnswers.Of(status, "the object has been modified", null).ShouldBe(new WriteOutcome.Moved());

    [TestCase(400)]
    [TestCase(401)]
    [TestCase(403)]
    [TestCase(405)]
    [TestCase(413)]
    [TestCase(415)]
    [TestCase(422)]
    public void What_would_be_declined_again_is_not_tried_again(int status) =>
        ApiAnswers.Of(status, "leases is forbidden", null).ShouldBe(new WriteOutcome.Declined("leases is forbidden"));

    [TestCase(200)]
    [TestCase(408)]
    [TestCase(429)]
    [TestCase(500)]
    [TestCase(503)]
    [TestCase(504)]
    public void An_answer_that_says_nothing_about_the_write_is_no_answer(int status) =>
        ApiAnswers
            .Of(status, "etcdserver: request timed out", null)
            .ShouldBe(new WriteOutcome.NoAnswer($"etcdserver: request timed out (HTTP {status})"));
}
