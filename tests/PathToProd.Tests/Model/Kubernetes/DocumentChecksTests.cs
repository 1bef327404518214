using PathToProd.Model.Kubernetes;

namespace PathToProd.Tests.Model.Kubernetes;

public sealed class DocumentChecksTests
{
    [Test]
    public void Good_documents_have_no_problem() =>
        Rendered
            .Check(
                """
                apiVersion: v1
                kind: ConfigMap
                metadata: { name: settings, namespace: ingress }
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: { name: other }
                """
            )
            .ShouldBe("");

    [Test]
    public void A_document_must_say_what_it_is() =>
        Rendered
            .Check("a: 1\n---\nkind: ConfigMap\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {}\n")
            .ShouldBe(
                """
                rendered.yaml(1,1): the document has no apiVersion; add one, such as apiVersion: v1
                rendered.yaml(1,1): the document has no kind; add one, such as kind: ConfigMap
                rendered.yaml(1,1): the document has no metadata.name; add one
                rendered.yaml(3,1): the document has no apiVersion; add one, such as apiVersion: v1
                rendered.yaml(3,1): the ConfigMap has no metadata.name; add one
                rendered.yaml(5,1): the ConfigMap has no metadata.name; add one
                """
            );

    [Test]
    public void No_resource_may_be_there_twice() =>
        Rendered
            .Check(
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: { name: controller }
                ---
                apiVersion: apps/v1beta1
                kind: Deployment
                metadata: { name: controller, namespace: ingress }
                """
            )
            .ShouldBe(
                "rendered.yaml(5,1): Deployment ingress/controller is rendered twice, first at line 1; "
                    + "keep one of them, or give them different names"
            );

    [Test]
    public void The_same_name_in_another_namespace_or_of_another_kind_or_group_is_another_resource() =>
        Rendered
            .Check(
                """
                { apiVersion: v1, kind: Namespace, metadata: { name: other } }
                ---
                { apiVersion: v1, kind: ConfigMap, metadata: { name: same } }
                ---
                { apiVersion: v1, kind: ConfigMap, metadata: { name: same, namespace: other } }
                ---
                { apiVersion: v1, kind: Secret, metadata: { name: same } }
                ---
                { apiVersion: acme.example/v1, kind: Secret, metadata: { name: same } }
                """
            )
            .ShouldBe("");

    [Test]
    public void What_is_in_no_namespace_is_the_same_whatever_namespace_it_names() =>
        Rendered
            .Check(
                """
                { apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: { name: reader } }
                ---
                { apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: { name: reader, namespace: elsewhere } }
                ---
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: { name: tenants.acme.example }
                spec: { group: acme.example, scope: Cluster, names: { kind: Tenant } }
                ---
                { apiVersion: acme.example/v1, kind: Tenant, metadata: { name: one } }
                ---
                { apiVersion: acme.example/v1, kind: Tenant, metadata: { name: one, namespace: elsewhere } }
                """
            )
            .ShouldBe(
                """
                rendered.yaml(3,1): ClusterRole elsewhere/reader is rendered twice, first at line 1; keep one of them, or give them different names
                rendered.yaml(12,1): Tenant elsewhere/one is rendered twice, first at line 10; keep one of them, or give them different names
                """
            );

    [Test]
    public void No_document_goes_to_a_namespace_that_is_not_the_components_or_made_by_it() =>
        Rendered
            .Check(
                """
                { apiVersion: v1, kind: Namespace, metadata: { name: extra } }
                ---
                { apiVersion: v1, kind: ConfigMap, metadata: { name: a, namespace: extra } }
                ---
                { apiVersion: v1, kind: ConfigMap, metadata: { name: a, namespace: default } }
                """
            )
            .ShouldBe(
                "rendered.yaml(5,1): ConfigMap default/a goes to the namespace default, but the component's is ingress or extra; "
                    + "use the component's namespace, in a chart {{ .Release.Namespace }}; or list the other one among the "
                    + "component's namespaces in component.yaml: also-in: [default]"
            );

    [Test]
    public void A_document_may_go_to_a_namespace_that_the_component_is_also_in() =>
        Rendered
            .Check("{ apiVersion: v1, kind: ConfigMap, metadata: { name: a, namespace: kube-system } }", "kube-system")
            .ShouldBe("");

    [Test]
    public void A_namespace_is_unused_when_nothing_in_it_goes_there()
    {
        var documents = Rendered
            .Read(
                """
                { apiVersion: v1, kind: ConfigMap, metadata: { name: a, namespace: used } }
                ---
                { apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: { name: a, namespace: named } }
                """
            )
            .Documents;

        DocumentChecks.Unused(documents, ["used", "named", "other"]).ShouldBe(["named", "other"]);
    }

    [Test]
    public void A_generated_name_is_refused_in_clear_words() =>
        Rendered
            .Check("{ apiVersion: batch/v1, kind: Job, metadata: { generateName: migrate- } }")
            .ShouldBe(
                "rendered.yaml(1,1): the Job has generateName and no metadata.name: it could not be found again to be changed or removed; "
                    + "give it a name; a Job that runs with every deployment is a Helm hook with a name, which Helm removes before it makes it again"
            );

    [TestCase("host: <no value>", "data.host")]
    [TestCase("host: http://%!s(<nil>)/", "data.host")]
    [TestCase("hosts: [fine, { name: '${values.host}' }]", "data.hosts[1].name")]
    [TestCase("password: '${secrets.PASSWORD}'", "data.password")]
    public void A_value_that_was_left_unresolved_is_reported_with_its_path(string data, string path) =>
        Rendered
            .Check($"apiVersion: v1\nkind: ConfigMap\nmetadata: {{ name: settings }}\ndata: {{ {data} }}\n")
            .ShouldBe(
                $"rendered.yaml(1,1): ConfigMap settings has an unresolved value at {path}; give it a value in values.yaml"
            );

    [TestCase("text: 50%! off")]
    [TestCase("text: '${PATH}'")]
    [TestCase("count: '3'")]
    public void Other_texts_are_not_taken_for_unresolved_ones(string data) =>
        Rendered
            .Check($"apiVersion: v1\nkind: ConfigMap\nmetadata: {{ name: settings }}\ndata: {{ {data} }}\n")
            .ShouldBe("");
}
