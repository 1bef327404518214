using PathToProd.Model.Kubernetes;

namespace PathToProd.Tests.Model.Kubernetes;

public sealed class SecretValuesTests
{
    [Test]
    public void Values_are_taken_as_they_are_used_from_both_places_and_out_of_lists() =>
        Of(
                """
                { kind: Secret, data: { a: Y29ycmVjdCBob3JzZQ== } }
                ---
                { kind: List, items: [ { kind: Secret, stringData: { b: battery staple } } ] }
                """
            )
            .ShouldBe(["battery staple", "correct horse"]);

    [Test]
    public void What_is_not_base64_counts_as_it_was_written() =>
        Of("{ kind: Secret, data: { a: 'not base64 at all!' } }").ShouldBe(["not base64 at all!"]);

    [Test]
    public void What_is_short_or_stands_elsewhere_too_or_is_not_a_text_is_not_a_secret() =>
        Of(
                """
                { kind: Secret, data: { user: YWRtaW4=, host: ZGF0YWJhc2UuZXhhbXBsZQ==, der: //79/P38/fz9/A== } }
                ---
                { kind: ConfigMap, data: { url: "https://database.example" } }
                """
            )
            .ShouldBe(["//79/P38/fz9/A=="]);

    private static IEnumerable<string> Of(string text) =>
        SecretValues.Of(Rendered.Read(text).Documents).Order(StringComparer.Ordinal);
}
