using PathToProd.Text;

namespace PathToProd.Tests.Text;

public sealed class ProblemTests
{
    [TestCase("Access to the path 'x' is denied.", "it cannot be read: Access to the path 'x' is denied; look")]
    [TestCase("denied", "it cannot be read: denied; look")]
    [TestCase("and so on...", "it cannot be read: and so on...; look")]
    public void The_full_stop_of_a_message_that_is_quoted_does_not_stand_before_the_advice(
        string quoted,
        string text
    ) => new Problem(null, $"it cannot be read: {quoted}", "look").ToString().ShouldBe(text);
}
