using PathToProd.Text;

namespace PathToProd.Tests.Text;

public sealed class ProseTests
{
    [TestCase("It failed.\nThe log is x.", "It failed.")]
    [TestCase(
        "It failed with exit code 1:\n  no such class\n  and more\nThe log is x.",
        "It failed with exit code 1: no such class"
    )]
    [TestCase("It failed with exit code 1:", "It failed with exit code 1:")]
    [TestCase("\n  It failed:  \r\n\r\n  no such class", "It failed: no such class")]
    [TestCase("", "")]
    public void The_gist_is_the_first_line_and_what_that_announces(string text, string gist) =>
        Prose.Gist(text).ShouldBe(gist);
}
