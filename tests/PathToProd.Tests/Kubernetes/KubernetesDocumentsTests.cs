namespace PathToProd.Tests.Kubernetes;

public sealed class KubernetesDocumentsTests
{
    [Test]
    public void Documents_know_what_they_are_and_where_they_start()
    {
        var documents = Rendered
            .Read(
                """
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: settings
                ---
                # Source: chart/templates/deployment.yaml
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: controller
                  namespace: ingress
                """
            )
            .Documents;

        documents
            .Select(document => $"{document} {document.Group} at {document.Line}")
            .ShouldBe(["ConfigMap settings  at 1", "Deployment ingress/controller apps at 6"]);
        documents[0].Text.ShouldBe("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings");
    }

    [TestCase("---\na: 1\n---\nb: 2\n", TestName = "Lines_of_dashes_separate")]
    [TestCase("--- # first\na: 1\n--- # second\nb: 2\n", TestName = "Separators_may_carry_a_comment")]
    [TestCase("---\t\na: 1\n---\t# second\nb: 2\n", TestName = "Separators_may_end_with_a_tab")]
    [TestCase("a: 1\r\n---\r\nb: 2\r\n", TestName = "Lines_may_end_as_on_Windows")]
    [TestCase("a: 1\n...\n---\nb: 2\n...\n", TestName = "Documents_may_be_ended_by_dots")]
    [TestCase("a: 1\n...\nb: 2\n", TestName = "Dots_alone_separate_too")]
    [TestCase("---\n---\n# nothing\n---\na: 1\n---\n\n---\nb: 2\n---\n", TestName = "Empty_documents_are_left_out")]
    [TestCase("~\n---\na: 1\n---\nnull\n---\nb: 2\n", TestName = "Documents_of_nothing_are_left_out")]
    [TestCase("--- {a: 1}\n--- {b: 2}\n", TestName = "A_document_may_begin_beside_its_separator")]
    [TestCase("%YAML 1.2\n---\na: 1\n---\nb: 2\n", TestName = "Directives_are_no_document")]
    [TestCase("\uFEFFa: 1\n---\nb: 2\n", TestName = "A_byte_order_mark_is_no_content")]
    public void Splitting(string text)
    {
        var rendered = Rendered.Read(text);

        rendered.Problems.ShouldBeEmpty();
        rendered.Documents.Select(document => document.Json.ToJsonString()).ShouldBe(["""{"a":1}""", """{"b":2}"""]);
    }

    [Test]
    public void Dashes_inside_a_block_of_text_separate_nothing()
    {
        var document = Rendered
            .Read("text: |\n  one\n  ---\n  two\n  ...\nlast: true\n")
            .Documents.ShouldHaveSingleItem();

        document.Json["text"]!.ToString().ShouldBe("one\n---\ntwo\n...\n");
    }

    [Test]
    public void A_broken_document_is_told_with_its_line_and_the_others_are_read()
    {
        var rendered = Rendered.Read("a: 1\n---\nb:\n  - 2\n c: 3\n---\n- d\n---\ne: 4\n");

        rendered.Documents.Select(document => document.Json.ToJsonString()).ShouldBe(["""{"a":1}""", """{"e":4}"""]);
        string.Join('\n', rendered.Problems)
            .ShouldBe(
                """
                rendered.yaml(5,2): the document is not YAML: While parsing a block mapping, did not find expected key; correct it there or just above
                rendered.yaml(7,1): the document is not a map; write keys and values, such as apiVersion: v1
                """
            );
    }

    [Test]
    public void A_list_counts_as_its_items()
    {
        var documents = Rendered
            .Read(
                """
                apiVersion: v1
                kind: Secret
                metadata: { name: first }
                ---
                apiVersion: v1
                kind: List
                items:
                  - { apiVersion: v1, kind: ConfigMap, metadata: { name: a } }
                  - { apiVersion: v1, kind: Service, metadata: { name: b, namespace: other } }
                """
            )
            .Documents;

        documents
            .Select(document => $"{document} at {document.Line}")
            .ShouldBe(["Secret first at 1", "ConfigMap a at 5", "Service other/b at 5"]);
        Rendered.Read(documents[1].Text).Documents.ShouldHaveSingleItem().ToString().ShouldBe("ConfigMap a");
    }

    [Test]
    public void A_resource_whose_kind_only_sounds_like_a_list_stays_itself() =>
        Rendered
            .Read("apiVersion: acme.example/v1\nkind: AllowList\nmetadata: { name: guests }\nspec: { items: [] }\n")
            .Documents.ShouldHaveSingleItem()
            .ToString()
            .ShouldBe("AllowList guests");
}
