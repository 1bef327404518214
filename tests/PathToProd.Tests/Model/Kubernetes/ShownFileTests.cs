using PathToProd.Model.Kubernetes;

namespace PathToProd.Tests.Model.Kubernetes;

public sealed class ShownFileTests
{
    private const string Secret = "kind: Secret\ndata: { password: aHVudGVyMg== }\n";

    [Test]
    public void A_file_without_secrets_is_shown_as_it_is() =>
        ShownFile
            .Of("kind: ConfigMap\n", "kind: ConfigMap # new\n")
            .ShouldBe(("kind: ConfigMap\n", "kind: ConfigMap # new\n"));

    [TestCase(Secret)]
    [TestCase("kind: ConfigMap\n---\n" + Secret)]
    [TestCase("kind: List\nitems: [ { kind: Secret, data: { password: aHVudGVyMg== } } ]\n")]
    [TestCase("\"kind\": \"\\u0053ecret\"\ndata: { password: aHVudGVyMg== }\n")]
    [TestCase("kind: Secret\ndata: { password: aHVudGVyMg==\n")]
    public void Of_a_file_with_a_secret_no_value_is_shown(string text)
    {
        ShownFile.Of(null, text).After!.ShouldNotContain("aHVudGVyMg");
        ShownFile.Of(text, null).Before!.ShouldNotContain("aHVudGVyMg");
        ShownFile.Of(text, text + "# other").After!.ShouldNotContain("aHVudGVyMg");
    }

    [Test]
    public void Resources_are_compared_by_name_wherever_they_stand()
    {
        const string Other = "kind: Secret\nmetadata: { name: other }\ndata: { password: YQ== }\n";

        var (before, after) = ShownFile.Of($"{Secret}---\n{Other}", $"{Other}---\n{Secret}");

        (before + after).ShouldNotContain("differs");
        after!.Split("---").Select(text => text.Contains("other", StringComparison.Ordinal)).ShouldBe([true, false]);
    }

    [Test]
    public void A_file_that_cannot_be_read_is_only_said_to_differ() =>
        ShownFile.Of("kind: Secret\n: {", Secret).ShouldBe(("(hidden)", "(hidden, and differs)"));
}
