using PathToProd.Text;

namespace PathToProd.Tests.Text;

public sealed class SuggestionTests
{
    private static readonly string[] Names = ["base-k8s", "base-network", "external-dns", "ingress", "policy-agents"];

    [TestCase("ingres", "ingress")]
    [TestCase("ignress", "ingress")]
    [TestCase("INGRESS", "ingress")]
    [TestCase("external_dns", "external-dns")]
    [TestCase("policy", "policy-agents")]
    [TestCase("base", null)]
    [TestCase("cert-manager", null)]
    [TestCase("", null)]
    public void The_nearest_name_is_found_when_one_is_near(string written, string? nearest) =>
        Suggestion.For(written, Names).ShouldBe(nearest);

    [TestCase("", "", 0)]
    [TestCase("abc", "", 3)]
    [TestCase("abc", "acb", 1)]
    [TestCase("abc", "abd", 1)]
    [TestCase("abcd", "bcd", 1)]
    [TestCase("kitten", "sitting", 3)]
    public void A_distance_counts_changes_and_swaps(string left, string right, int distance) =>
        Suggestion.Distance(left, right).ShouldBe(distance);

    [Test]
    public void A_fix_lists_the_names_when_none_is_near()
    {
        Suggestion.Fix("ingres", Names, "component", "add one").ShouldBe("did you mean ingress?");
        Suggestion.Fix("x", ["a1", "b1"], "component", "add one").ShouldBe("the components are a1, b1");
        Suggestion.Fix("x", ["sandbox"], "environment", "add one").ShouldBe("the only environment is sandbox");
        Suggestion.Fix("x", [], "component", "add one").ShouldBe("add one");
        Suggestion
            .Fix("x", Enumerable.Range(10, 12).Select(i => $"name-{i}"), "key", "none")
            .ShouldBe(
                "the first of 12 keys are name-10, name-11, name-12, name-13, name-14, name-15, name-16, name-17, name-18, name-19"
            );
    }
}
