using static PathToProd.Tests.Model.Kubernetes.Patches.PatchBench;

namespace PathToProd.Tests.Model.Kubernetes.Patches;

public sealed class PatchedDocumentsTests
{
    [Test]
    public void A_part_of_a_resource_is_merged_into_the_resource_of_its_kind_and_name_and_all_else_stays_as_it_was_written()
    {
        Patch(
                Rendered(Deployment, Service),
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: web
                  labels: { team: networking }
                spec:
                  template:
                    spec:
                      containers:
                        - name: web
                          env:
                            - { name: COLOUR, value: blue }
                            - { name: SHAPE, value: round }
                          resources: { limits: { memory: 128Mi } }
                """
            )
            .ShouldBe(
                $"""
                ---
                # Source: web/templates/deployment.yaml
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: web
                  labels:
                    team: networking
                spec:
                  replicas: 1
                  template:
                    spec:
                      containers:
                      - name: web
                        image: "registry.example.com/web:1"
                        args:
                        - "--quiet"
                        env:
                        - name: COLOUR
                          value: blue
                        - name: SHAPE
                          value: round
                        - name: SIZE
                          value: small
                        resources:
                          limits:
                            memory: "128Mi"
                      - name: proxy
                        image: "registry.example.com/proxy:1"
                ---
                {Service}

                """
            );
    }

    [Test]
    public void Operations_change_every_resource_of_the_target_in_the_order_in_which_they_stand()
    {
        Patch(
                Rendered(Service, Service.Replace("name: web", "name: admin", StringComparison.Ordinal)),
                """
                target: { kind: Service }
                operations:
                  - { op: test, path: /spec/ports/0/port, value: 80 }
                  - { op: add, path: /metadata/annotations, value: {} }
                  - { op: add, path: /metadata/annotations/example.com~1team, value: web }
                  - { op: copy, from: /spec/ports/0, path: /spec/ports/- }
                  - { op: replace, path: /spec/ports/1/port, value: 8080 }
                  - { op: move, from: /spec/ports/1/name, path: /spec/type }
                  - { op: remove, path: /spec/ports/0/name }
                """
            )
            .Split("---\n")
            .Count(text =>
                text.EndsWith(
                    """
                      annotations:
                        example.com/team: web
                    spec:
                      ports:
                      - port: 80
                      - port: 8080
                      type: http

                    """,
                    StringComparison.Ordinal
                )
            )
            .ShouldBe(2);
    }

    [Test]
    public void A_resource_goes_and_so_does_an_item_and_a_key()
    {
        Patch(
                Rendered(Deployment, Service),
                "apiVersion: v1\nkind: Service\nmetadata: { name: web }\n$patch: delete\n",
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: { name: web }
                spec:
                  replicas: null
                  template:
                    spec:
                      containers:
                        - { name: web, $patch: delete }
                        - name: proxy
                          env: [{ name: A, value: "1" }]
                """
            )
            .ShouldBe(
                """
                ---
                # Source: web/templates/deployment.yaml
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: web
                spec:
                  template:
                    spec:
                      containers:
                      - name: proxy
                        image: "registry.example.com/proxy:1"
                        env:
                        - name: "A"
                          value: "1"

                """
            );
    }

    [Test]
    public void A_patch_that_matches_nothing_is_refused_by_name_with_its_place_and_the_nearest_name()
    {
        const string Misspelt =
            "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: wbe\nspec: { replicas: 2 }\n";
        Patch(Rendered(Deployment, Service), Misspelt, "target: { kind: Ingress }\nmerge: { a: 1 }\n")
            .ShouldBe(
                "patches/p0.yaml(4,9): the patch p0 matches nothing: no Deployment wbe is rendered; did you mean web?\n"
                    + "patches/p1.yaml(1,9): the patch p1 matches nothing: no Ingress is rendered; the kinds are Deployment, Service"
            );
    }

    [TestCase("apiVersion: apps/v1beta1", true)] // another version of the same group
    [TestCase("apiVersion: extensions/v1beta1", false)]
    public void The_group_counts_and_its_version_does_not(string version, bool matches) =>
        Patch(
                Rendered(Deployment),
                $"{version}\nkind: Deployment\nmetadata: {{ name: web }}\nspec: {{ replicas: 2 }}\n"
            )
            .Contains("replicas: 2", StringComparison.Ordinal)
            .ShouldBe(matches);

    [TestCase("ingress", true)] // where it goes without saying so
    [TestCase("kube-system", false)]
    public void A_namespace_counts_when_a_patch_says_one(string name, bool matches) =>
        Patch(
                Rendered(Deployment),
                $"target: {{ kind: Deployment, namespace: {name} }}\nmerge: {{ spec: {{ replicas: 2 }} }}\n"
            )
            .Contains("replicas: 2", StringComparison.Ordinal)
            .ShouldBe(matches);

    [Test]
    public void An_optional_patch_may_match_nothing() =>
        Patch(Rendered(Service), "target: { kind: Deployment }\noptional: true\nmerge: { spec: { replicas: 2 } }\n")
            .ShouldBe(Rendered(Service));

    [Test]
    public void A_patch_of_a_definition_need_not_match_where_definitions_are_not_rendered()
    {
        const string Definition =
            "target: { kind: CustomResourceDefinition }\nmerge: { metadata: { labels: { a: b } } }\n";

        Patch(Rendered(Service), isWhole: false, Definition).ShouldBe(Rendered(Service));
        Patch(Rendered(Service), isWhole: true, Definition)
            .ShouldBe(
                "patches/p0.yaml(1,9): the patch p0 matches nothing: no CustomResourceDefinition is rendered; the only kind is Service"
            );
    }

    [TestCase("{ op: replace, path: /spec/replica, value: 2 }", "/spec/replica is not there; correct the path")]
    [TestCase("{ op: remove, path: /spec/replicas/0 }", "/spec/replicas/0 is not there; correct the path")]
    [TestCase("{ op: add, path: /specs/replicas, value: 2 }", "/specs is not there; correct the path")]
    [TestCase("{ op: test, path: /spec/replicas, value: 2 }", "/spec/replicas is 1, and not 2; correct the test")]
    [TestCase(
        "{ op: add, path: /spec/template/spec/containers/3, value: {} }",
        "3 is not the place of an item in a list of 2, which /spec/template/spec/containers/3 needs; count from 0; - is the end"
    )]
    [TestCase("{ op: replace, path: \"\", value: 2 }", "what is left of it is not a map; keep the resource")]
    public void An_operation_that_does_not_fit_is_refused_with_its_place(string operation, string what)
    {
        var answer = Patch(Rendered(Deployment), $"target: {{ kind: Deployment }}\noperations:\n  - {operation}\n");

        var place = what.StartsWith("what is left", StringComparison.Ordinal) ? "(1,9)" : "(3,5)";
        answer.ShouldBe($"patches/p0.yaml{place}: the patch p0 does not fit Deployment web: {what}");
    }

    [Test]
    public void Texts_of_several_lines_stay_blocks_and_every_text_stays_text()
    {
        const string Map = """
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: web
            data:
              script: |
                first: line

                  third
              words: |-
                a
                b
              yes: "no"
              octal: "0400"
              spaces: " a\n b\n"
              empty: ""
            """;
        Patch(Rendered(Map), "target: { kind: ConfigMap }\nmerge: { metadata: { labels: { a: b } } }\n")
            .ShouldBe(
                """
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: web
                  labels:
                    "a": "b"
                data:
                  script: |
                    first: line

                      third
                  words: |-
                    a
                    b
                  "true": "no"
                  octal: "0400"
                  spaces: " a\n b\n"
                  empty: ""

                """
            );
    }
}
