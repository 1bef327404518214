using PathToProd.Model.Kubernetes;

namespace PathToProd.Tests.Model.Kubernetes;

public sealed class InventoryTests
{
    [Test]
    public void Each_resource_is_a_line_with_its_namespace() =>
        Of(
                """
                { apiVersion: v1, kind: ConfigMap, metadata: { name: b } }
                ---
                { apiVersion: apps/v1, kind: Deployment, metadata: { name: a, namespace: kube-system } }
                """
            )
            .ToString()
            .ShouldBe("apps/v1/Deployment/kube-system/a\nv1/ConfigMap/ingress/b");

    [Test]
    public void What_was_written_is_read_again()
    {
        const string text = "apps/v1/Deployment/kube-system/a\nv1/ConfigMap/ingress/b";

        Inventory.Parse(text).ToString().ShouldBe(text);
        Inventory.Parse("").Resources.ShouldBeEmpty();
    }

    [Test]
    public void What_is_no_longer_in_a_manifest_is_left() =>
        Left(
                "v1/ConfigMap/ingress/a\nv1/ConfigMap/ingress/b",
                "{ apiVersion: v1, kind: ConfigMap, metadata: { name: a } }"
            )
            .ShouldBe("v1/ConfigMap/ingress/b");

    [Test]
    public void The_same_name_in_another_namespace_or_group_is_another_resource() =>
        Left(
                "v1/ConfigMap/ingress/a\nv1/Secret/ingress/a",
                """
                { apiVersion: v1, kind: ConfigMap, metadata: { name: a, namespace: kube-system } }
                ---
                { apiVersion: acme.example/v1, kind: Secret, metadata: { name: a } }
                """
            )
            .ShouldBe("v1/ConfigMap/ingress/a v1/Secret/ingress/a");

    [TestCase("apps/v1beta1/Deployment/ingress/a", "{ apiVersion: apps/v1, kind: Deployment, metadata: { name: a } }")]
    [TestCase(
        "extensions/v1beta1/Ingress/ingress/a",
        "{ apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: { name: a } }"
    )]
    [TestCase(
        "rbac.authorization.k8s.io/v1/ClusterRole/elsewhere/a",
        "{ apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: { name: a } }"
    )]
    public void What_is_only_written_in_another_way_is_not_left(string before, string now) =>
        Left(before, now).ShouldBe("");

    [Test]
    public void What_a_definition_says_is_in_no_namespace_is_not_left_when_the_namespace_that_it_names_changes() =>
        Left(
                "acme.example/v1/Tenant/elsewhere/one",
                """
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: { name: tenants.acme.example }
                spec: { group: acme.example, scope: Cluster, names: { kind: Tenant } }
                ---
                { apiVersion: acme.example/v1, kind: Tenant, metadata: { name: one } }
                """
            )
            .ShouldBe("");

    [Test]
    public void Both_together_hold_each_resource_once() =>
        Inventory
            .Parse("v1/ConfigMap/ingress/a")
            .With(Inventory.Parse("v1/ConfigMap/ingress/a\nv1/ConfigMap/ingress/b"))
            .Resources.Length.ShouldBe(2);

    [Test]
    public void A_stub_is_what_kubectl_needs() =>
        ResourceName
            .Parse("apps/v1/Deployment/ingress/a")!
            .Stub.ShouldBe(
                """{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"namespace":"ingress","name":"a"}}"""
            );

    private static Inventory Of(string text) => Inventory.Of(Rendered.Read(text).Documents, "ingress");

    private static string Left(string before, string now) => string.Join(' ', Inventory.Parse(before).Without(Of(now)));
}
