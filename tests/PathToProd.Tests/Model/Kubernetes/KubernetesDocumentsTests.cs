using System.Text.Json.Nodes;

namespace PathToProd.Tests.Model.Kubernetes;

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
    [TestCase("---\n---\n# nothing\n---\na: 1\n---\n\n---\nb: 2\n---\n", TestName = "Empty_documents_are_left_out")]
    [TestCase("~\n---\na: 1\n---\nnull\n---\nb: 2\n", TestName = "Documents_of_nothing_are_left_out")]
    [TestCase("\uFEFFa: 1\n---\nb: 2\n", TestName = "A_byte_order_mark_is_not_content")]
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
    public void A_broken_document_is_reported_with_its_line_and_the_others_are_read()
    {
        var rendered = Rendered.Read("a: 1\n---\nb:\n  - 2\n c: 3\n---\n- d\n---\ne: 4\n");

        rendered.Documents.Select(document => document.Json.ToJsonString()).ShouldBe(["""{"a":1}""", """{"e":4}"""]);
        string.Join('\n', rendered.Problems)
            .ShouldBe(
                """
                rendered.yaml(5,2): the map's next key is expected here; write key: value, or check the indentation
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
            .ShouldBe(["Secret first at 1", "ConfigMap a at 8", "Service other/b at 9"]);
        Rendered.Read(documents[1].Text).Documents.ShouldHaveSingleItem().ToString().ShouldBe("ConfigMap a");
    }

    [TestCase(
        "a: 1\n---b\n",
        "rendered.yaml(2,4): a line that begins with --- separates documents, and Kubernetes refuses what follows it: b; put it on the next line, or indent the line when it belongs to a text"
    )]
    [TestCase(
        "--- !!map\na: 1\n--- {b: 2}\n",
        "rendered.yaml(1,4): a line that begins with --- separates documents, and Kubernetes refuses what follows it: !!map; put it on the next line, or indent the line when it belongs to a text\nrendered.yaml(3,4): a line that begins with --- separates documents, and Kubernetes refuses what follows it: {b: 2}; put it on the next line, or indent the line when it belongs to a text"
    )]
    [TestCase(
        "a: \"\n-----BEGIN CERTIFICATE-----\n\"\n",
        "rendered.yaml(1,4): the quote that opens here is not closed; close it\nrendered.yaml(2,4): a line that begins with --- separates documents, and Kubernetes refuses what follows it: --BEGIN CERTIFICATE-----; put it on the next line, or indent the line when it belongs to a text\nrendered.yaml(3,1): the quote that opens here is not closed; close it"
    )]
    [TestCase(
        "a: 1\n...\nb: 2\n",
        "rendered.yaml(3,1): Kubernetes ignores this and all that follows, as the document ends above; begin the next document with ---, or check the indentation"
    )]
    [TestCase(
        "%YAML 1.1\n---\na: 1\n",
        "rendered.yaml(2,1): no document begins after the directive; remove the line: no directive is needed"
    )]
    public void What_kubectl_would_refuse_or_ignore_is_reported(string text, string problems) =>
        string.Join('\n', Rendered.Read(text).Problems.Order(StringComparer.Ordinal)).ShouldBe(problems);

    [Test]
    public void An_item_of_a_list_keeps_the_text_that_was_written()
    {
        var items = Rendered
            .Read(
                """
                apiVersion: v1
                kind: List
                items:
                  # the first
                  - apiVersion: v1
                    kind: Secret
                    metadata:
                      name: a   # its name

                    mode: 0400
                    id: 12345678901234567890
                    text: |
                      one
                        two

                  -   apiVersion: v1
                      kind: Pod
                      metadata: { name: b, labels: {
                  app: b
                  } }
                      hostNetwork: yes # on purpose
                """
            )
            .Documents;

        string.Join("\n=\n", items.Select(item => item.Text))
            .ShouldBe(
                """
                apiVersion: v1
                kind: Secret
                metadata:
                  name: a   # its name

                mode: 0400
                id: 12345678901234567890
                text: |
                  one
                    two
                =
                apiVersion: v1
                kind: Pod
                metadata: { name: b, labels: {
                app: b
                } }
                hostNetwork: yes # on purpose
                """
            );
        items.Select(item => item.Line).ShouldBe([5, 16]);
    }

    [TestCase(
        "items:\n- &x { kind: A, apiVersion: v1, mode: 0400 }\n- { <<: *x, on: yes }\n",
        "&x { kind: A, apiVersion: v1, mode: 0400 }|{\n  \"kind\": \"A\",\n  \"apiVersion\": \"v1\",\n  \"mode\": 256,\n  \"true\": true\n}",
        TestName = "What_leans_on_another_item_is_written_out"
    )]
    [TestCase(
        "items: [{ \"kind\": \"A\", \"apiVersion\": \"v1\", \"n\": 0x1F }, *a]\n",
        null,
        TestName = "A_list_that_cannot_be_read_has_no_items"
    )]
    [TestCase(
        "{ \"items\": [{ \"kind\": \"A\", \"apiVersion\": \"v1\", \"n\": 0x1F }] }\n",
        "{ \"kind\": \"A\", \"apiVersion\": \"v1\", \"n\": 0x1F }",
        TestName = "An_item_in_braces_is_cut_out_too"
    )]
    [TestCase(
        "apiVersion: v1\nkind: ConfigMapList\nitems:\n- metadata: { name: a }\n  data: { a: b }\n",
        "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata: { a: b }",
        TestName = "An_item_of_a_typed_list_learns_its_kind"
    )]
    [TestCase(
        "kind: List\nitems:\n- kind: List\n  items:\n  - { kind: A, apiVersion: v1, on: yes }\n",
        "{ kind: A, apiVersion: v1, on: yes }",
        TestName = "A_list_in_a_list_counts_as_its_items"
    )]
    [TestCase(
        "kind: List\nitems:\n  - kind: A\n    apiVersion: v1\n    text: \"a\n    --- b\"\n",
        "{\n  \"kind\": \"A\",\n  \"apiVersion\": \"v1\",\n  \"text\": \"a --- b\"\n}",
        TestName = "An_item_whose_text_would_be_split_is_written_out"
    )]
    [TestCase(
        "x: &x { kind: A, apiVersion: v1, data: { rocket: \"\U0001F680\\L\\n\", big: 18446744073709551616 } }\nitems: [ { <<: *x } ]\n",
        "{\n  \"kind\": \"A\",\n  \"apiVersion\": \"v1\",\n  \"data\": {\n    \"rocket\": \"\U0001F680\\u2028\\n\",\n    \"big\": 1.8446744073709552E+19\n  }\n}",
        TestName = "What_is_written_out_is_YAML_to_kubectl"
    )]
    public void Items(string list, string? texts)
    {
        var rendered = Rendered.Read(list);

        var items = rendered.Documents;
        (items.IsEmpty ? null : string.Join('|', items.Select(item => item.Text))).ShouldBe(texts);
        foreach (var item in items)
        {
            var alone = Rendered.Read(item.Text).Documents.ShouldHaveSingleItem();
            JsonNode.DeepEquals(alone.Json, item.Json).ShouldBeTrue();
        }
    }

    [TestCase("a: |\n  x\n---\nb: |+\n  y\n\n---\n\nc: |-\n  z\n\n", "a: |\n  x/b: |+\n  y\n/c: |-\n  z")]
    [TestCase(
        "kind: List\napiVersion: v1\nitems:\n- kind: A\n  apiVersion: v1\n  a: |+\n    x\n\n- kind: A\n  apiVersion: v1\n  a: |\n    x\n\n",
        "kind: A\napiVersion: v1\na: |+\n  x\n/kind: A\napiVersion: v1\na: |\n  x"
    )]
    public void A_block_of_text_at_the_end_keeps_its_line_breaks(string text, string texts)
    {
        var documents = Rendered.Read(text).Documents;

        string.Join('/', documents.Select(document => document.Text)).ShouldBe(texts);
        foreach (var document in documents)
        {
            var alone = Rendered.Read($"{document.Text}\n").Documents.ShouldHaveSingleItem();
            JsonNode.DeepEquals(alone.Json, document.Json).ShouldBeTrue();
        }
    }

    [Test]
    public void What_is_not_a_resource_in_a_list_is_reported() =>
        string.Join('\n', Rendered.Read("kind: List\nitems:\n- a\n- ~\n---\nkind: A\nitems: { a: 1 }\n").Problems)
            .ShouldBe(
                """
                rendered.yaml(3,3): the list's item is not a map; write a resource, or remove the item
                rendered.yaml(4,3): the list's item is not a map; write a resource, or remove the item
                rendered.yaml(7,8): Kubernetes takes a document with items for a list of resources, and these are not resources; write a list under items, or give the key another name
                """
            );

    [Test]
    public void A_resource_whose_kind_only_sounds_like_a_list_stays_itself() =>
        Rendered
            .Read("apiVersion: acme.example/v1\nkind: AllowList\nmetadata: { name: guests }\nspec: { items: [] }\n")
            .Documents.ShouldHaveSingleItem()
            .ToString()
            .ShouldBe("AllowList guests");
}
