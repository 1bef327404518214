using PathToProd.Text;

namespace PathToProd.Tests.Text;

public sealed class ProseTests
{
    [TestCase("", "")]
    [TestCase("a", "a")]
    [TestCase("a|b", "a and b")]
    [TestCase("a|b|c", "a, b and c")]
    public void Names_are_a_list(string items, string text) => Prose.List(Items(items)).ShouldBe(text);

    [TestCase("", "")]
    [TestCase("it failed", "it failed")]
    [TestCase("it failed|it stopped", "it failed, and it stopped")]
    [TestCase("it failed|it stopped, twice|nothing runs", "it failed, it stopped, twice, and nothing runs")]
    public void Clauses_are_parted_by_commas(string items, string text) => Prose.Clauses(Items(items)).ShouldBe(text);

    private static string[] Items(string text) => text.Length == 0 ? [] : text.Split('|');
}
