using PathToProd.Decisions.TearingDown;
using PathToProd.Model.Components;

namespace PathToProd.Tests.Decisions.TearingDown;

public sealed class ControllerMadeTests
{
    private const string OurField = """ "managedFields": [{ "manager": "helm" }, { "manager": "path-to-prod" }] """;

    private static readonly ComponentManifest[] Components =
    [
        ManifestBuilder.Component("shop", "1.0.0"),
        ManifestBuilder.Component("net", "1.0.0") with
        {
            Type = ComponentType.Terraform,
        },
        ManifestBuilder.Component("agent", "1.0.0") with
        {
            Namespace = "kube-system",
        },
    ];

    [TestCase(OurField, true)]
    [TestCase(""" "managedFields": [{ "manager": "kubectl" }] """, false)]
    [TestCase("", false, TestName = "One_of_which_nothing_is_known_is_left_alone")]
    [TestCase(
        """ "annotations": { "meta.helm.sh/release-name": "shop", "meta.helm.sh/release-namespace": "shop" } """,
        true
    )]
    [TestCase(
        """ "annotations": { "meta.helm.sh/release-name": "shop", "meta.helm.sh/release-namespace": "other" } """,
        false,
        TestName = "A_release_of_the_same_name_elsewhere_is_another_one"
    )]
    public void A_definition_is_the_platforms(string metadata, bool expected) =>
        PlatformDefinitions
            .Of([Objects.Definition("demo.example", metadata)], Components)
            .ShouldHaveSingleOrNo(expected);

    [Test]
    public void The_clusters_own_namespaces_are_not_the_platforms() =>
        PlatformNamespaces.Of(Components).ShouldBe(["shop"]);

    [TestCase("demo.example/v1 Widget other/a", "", true, TestName = "Custom_resources_wherever_they_are")]
    [TestCase("demo.example/v2 Widget a", "", true, TestName = "By_whatever_version_and_scope")]
    [TestCase("other.example/v1 Widget shop/a", "", false, TestName = "Not_those_of_others")]
    [TestCase("v1 Service shop/a", """ "spec": { "type": "LoadBalancer" } """, true)]
    [TestCase("v1 Service other/a", """ "spec": { "type": "LoadBalancer" } """, false)]
    [TestCase("v1 Service kube-system/a", """ "spec": { "type": "LoadBalancer" } """, false)]
    [TestCase("v1 Service shop/a", """ "spec": { "type": "ClusterIP" } """, false)]
    [TestCase("networking.k8s.io/v1 Ingress shop/a", "", true)]
    [TestCase("networking.k8s.io/v1 Ingress other/a", "", false)]
    [TestCase("v1 PersistentVolumeClaim shop/a", "", false, TestName = "Volumes_come_later")]
    public void Goes_first(string what, string body, bool expected) =>
        ControllerMade
            .First([Objects.Of(what, body)], [Objects.Definition("demo.example")], PlatformNamespaces.Of(Components))
            .ShouldHaveSingleOrNo(expected);

    [TestCase("v1 PersistentVolumeClaim shop/a", true)]
    [TestCase("v1 PersistentVolumeClaim other/a", false)]
    [TestCase("v1 Service shop/a", false)]
    public void Is_a_volume(string what, bool expected) =>
        ControllerMade.Volumes([Objects.Of(what)], PlatformNamespaces.Of(Components)).ShouldHaveSingleOrNo(expected);

    [Test]
    public void What_uses_a_volume_is_what_made_its_pods()
    {
        const string Claim =
            """ "spec": { "volumes": [{ "emptyDir": {} }, { "persistentVolumeClaim": { "claimName": "data" } }] } """;
        var found = VolumeUsers.Of(
            [Objects.Of("v1 PersistentVolumeClaim shop/data")],
            [
                Objects.Of("v1 Pod shop/alone", Claim),
                Objects.Of("v1 Pod shop/db-0", Claim, Owner("apps/v1", "StatefulSet", "db")),
                Objects.Of("v1 Pod shop/web-1-a", Claim, Owner("apps/v1", "ReplicaSet", "web-1")),
                Objects.Of("v1 Pod shop/web-1-b", Claim, Owner("apps/v1", "ReplicaSet", "web-1")),
                Objects.Of("apps/v1 ReplicaSet shop/web-1", "", Owner("apps/v1", "Deployment", "web")),
                Objects.Of("v1 Pod other/alone", Claim),
                Objects.Of("v1 Pod shop/without", """ "spec": {} """),
            ]
        );

        found.Select(one => one.Text).ShouldBe(["Pod shop/alone", "StatefulSet shop/db", "Deployment shop/web"]);
    }

    private static string Owner(string version, string kind, string name) =>
        $$""" "ownerReferences": [{ "apiVersion": "{{version}}", "kind": "{{kind}}", "name": "{{name}}", "controller": true }] """;
}

internal static class SingleOrNo
{
    public static void ShouldHaveSingleOrNo<T>(this IReadOnlyCollection<T> found, bool expected) =>
        found.Count.ShouldBe(expected ? 1 : 0);
}
