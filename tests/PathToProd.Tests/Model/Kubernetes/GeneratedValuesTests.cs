using System.Collections.Immutable;
using PathToProd.Model.Kubernetes;

namespace PathToProd.Tests.Model.Kubernetes;

public sealed class GeneratedValuesTests
{
    private const string First = """
        # Source: web/templates/all.yaml
        apiVersion: v1
        kind: Secret
        metadata:
          name: web
          annotations: { checksum/config: aaa }
        data:
          password: "b25l" # made up
          tls.crt: b25l
        stringData:
          key: |
            -----BEGIN KEY-----
            one
            -----END KEY-----
          last: x
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: web }
        data: { password: b25l }
        ---
        kind: ValidatingWebhookConfiguration
        metadata: { name: "system:web" }
        webhooks:
          - name: a
            clientConfig: { caBundle: b25l }
          - name: b
            clientConfig:
              caBundle: b25l

        """;

    private static readonly string Second = First
        .Replace("b25l", "dHdv", StringComparison.Ordinal)
        .Replace("    one\n", "    two\n    three\n", StringComparison.Ordinal)
        .Replace("data: { password: dHdv }", "data: { password: b25l }", StringComparison.Ordinal);

    [Test]
    public void What_differs_between_two_renderings_is_named() =>
        GeneratedValues
            .Between(Read(First), Read(Second))
            .Select(value => value.ToString())
            .ShouldBe([
                "Secret/web/data.password",
                "Secret/web/data.tls\\.crt",
                "Secret/web/stringData.key",
                "ValidatingWebhookConfiguration/system:web/webhooks.0.clientConfig.caBundle",
                "ValidatingWebhookConfiguration/system:web/webhooks.1.clientConfig.caBundle",
            ]);

    [Test]
    public void What_is_only_in_one_of_them_differs_too() =>
        GeneratedValues
            .Between(
                Read("kind: A\nmetadata: { name: x }\na: [1, 2]\n"),
                Read("kind: A\nmetadata: { name: x }\na: [1]\nb: {}\n")
            )
            .Select(value => value.ToString())
            .ShouldBe(["A/x/a.1", "A/x/b"]);

    [Test]
    public void What_is_hidden_is_hidden_alone()
    {
        var values = Values(
            "Secret/web/data.password",
            "Secret/web/data.tls\\.crt",
            "Secret/web/stringData.key",
            "ValidatingWebhookConfiguration/system:web/webhooks.*.clientConfig.caBundle",
            "Secret/other/data.password"
        );

        GeneratedValues
            .Hide(First, values)
            .ShouldBe(
                """
                # Source: web/templates/all.yaml
                apiVersion: v1
                kind: Secret
                metadata:
                  name: web
                  annotations: { checksum/config: aaa }
                data:
                  password: (generated) # made up
                  tls.crt: (generated)
                stringData:
                  key: (generated)
                  last: x
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: { name: web }
                data: { password: b25l }
                ---
                kind: ValidatingWebhookConfiguration
                metadata: { name: "system:web" }
                webhooks:
                  - name: a
                    clientConfig: { caBundle: (generated) }
                  - name: b
                    clientConfig:
                      caBundle: (generated)

                """
            );
        GeneratedValues.Hide(Second, values).ShouldBe(GeneratedValues.Hide(First, values));
        GeneratedValues.Hide(GeneratedValues.Hide(First, values), values).ShouldBe(GeneratedValues.Hide(First, values));
    }

    [TestCase("Secret/web/data", true)]
    [TestCase("Secret/web/data.password", true)]
    [TestCase("Secret/web/data.*", true)]
    [TestCase("ValidatingWebhookConfiguration/system:web/webhooks.1.clientConfig.caBundle", true)]
    [TestCase("ValidatingWebhookConfiguration/system:web/webhooks.2.clientConfig.caBundle", false)]
    [TestCase("Secret/web/data.other", false)]
    [TestCase("Secret/other/data.password", false)]
    public void A_value_is_rendered_or_not(string value, bool has) =>
        GeneratedValues.Has(Read(First), GeneratedValue.Parse(value)!).ShouldBe(has);

    [TestCase("Secret/web/data", "Secret/web/data.password", true)]
    [TestCase("Secret/web/*.password", "Secret/web/data.password", true)]
    [TestCase("Secret/web/data.password", "Secret/web/data", false)]
    [TestCase("Secret/web/data", "Secret/other/data", false)]
    public void A_value_covers_what_is_in_it(string outer, string inner, bool covers) =>
        GeneratedValues.Covers(GeneratedValue.Parse(outer)!, GeneratedValue.Parse(inner)!).ShouldBe(covers);

    [Test]
    public void What_is_not_YAML_stays_as_it_is() =>
        GeneratedValues.Hide("a: [\n", Values("Secret/web/data")).ShouldBe("a: [\n");

    private static GeneratedValue[] Values(params string[] values) =>
        [.. values.Select(value => GeneratedValue.Parse(value)!)];

    private static ImmutableArray<KubernetesDocument> Read(string text) => KubernetesDocuments.Read(text, "", []);
}
