using PathToProd.Model.Kubernetes;

namespace PathToProd.Tests.Model.Kubernetes;

/// <summary>The errors are what Helm and kubectl really said.</summary>
public sealed class ClusterFailureTests
{
    private const string Kubectl = "kubectl --context prod --namespace ingress";

    [Test]
    public void A_resource_of_someone_else_can_be_handed_over_to_helm() =>
        Advice(
                """
                Error: rendered manifests contain a resource that already exists. Unable to continue with install: CustomResourceDefinition "widgets.example.com" in namespace "" exists and cannot be imported into the current release: invalid ownership metadata; label validation error: missing key "app.kubernetes.io/managed-by": must be set to "Helm"
                """
            )
            .ShouldBe(
                """
                CustomResourceDefinition widgets.example.com already exists, but not from this release. If it should belong to it, hand it over to Helm and deploy again:
                  kubectl --context prod --namespace ingress label customresourcedefinition/widgets.example.com app.kubernetes.io/managed-by=Helm --overwrite
                  kubectl --context prod --namespace ingress annotate customresourcedefinition/widgets.example.com meta.helm.sh/release-name=web meta.helm.sh/release-namespace=ingress --overwrite
                Otherwise remove it, or give it another name in the chart.
                """
            );

    [TestCase(
        """cannot patch "web" with kind Deployment: Deployment.apps "web" is invalid: spec.selector: Invalid value: v1.LabelSelector{MatchLabels:map[string]string{"app":"b"}}: field is immutable""",
        "A field of Deployment web cannot change after it was created. Keep it as it was, or give the resource another name; or replace it, which interrupts what it does, and deploy again:\n  kubectl --context prod --namespace ingress delete deployment/web"
    )]
    [TestCase(
        """The Service "web" is invalid: spec.clusterIPs[0]: Invalid value: []string{"10.0.0.9"}: may not change once set""",
        "A field of Service web cannot change after it was created. Keep it as it was, or give the resource another name; or replace it, which gives it another address and interrupts it, and deploy again:\n  kubectl --context prod --namespace ingress delete service/web"
    )]
    [TestCase(
        """The Job "once" is invalid: spec.template: Invalid value: core.PodTemplateSpec{}: field is immutable""",
        "A Job runs once, and its pods cannot change. Give it another name whenever it changes, or make it a Helm hook; or replace it, and deploy again:\n  kubectl --context prod --namespace ingress delete job/once"
    )]
    [TestCase(
        """StorageClass.storage.k8s.io "fast" is invalid: parameters: Forbidden: updates to parameters are forbidden.""",
        "A field of StorageClass fast cannot change after it was created. Keep it as it was, or give the resource another name; or replace it, while the volumes that were made from it stay as they are, and deploy again:\n  kubectl --context prod --namespace ingress delete storageclass/fast"
    )]
    [TestCase(
        """StatefulSet.apps "db" is invalid: spec: Forbidden: updates to statefulset spec for fields other than 'replicas', 'template', and 'updateStrategy' are forbidden""",
        "A field of StatefulSet db cannot change after it was created. Keep it as it was, or give the resource another name; or replace it, while its pods go on and keep their volumes, and deploy again:\n  kubectl --context prod --namespace ingress delete statefulset/db --cascade=orphan"
    )]
    [TestCase(
        """PersistentVolumeClaim "data" is invalid: spec: Forbidden: spec is immutable after creation except resources.requests for bound claims""",
        "A field of PersistentVolumeClaim data cannot change after it was created. Keep it as it was, or give the resource another name and move the data: replacing this one may lose what it holds."
    )]
    [TestCase(
        """CustomResourceDefinition.apiextensions.k8s.io "w.example" is invalid: spec.scope: Invalid value: "Cluster": field is immutable""",
        "A field of CustomResourceDefinition w.example cannot change after it was created. Keep it as it was, or give the resource another name: replacing this one removes everything that was made from it."
    )]
    [TestCase(
        """ClusterRoleBinding.rbac.authorization.k8s.io "admin" is invalid: roleRef: Invalid value: rbac.RoleRef{}: cannot change roleRef""",
        "A field of ClusterRoleBinding admin cannot change after it was created. Keep it as it was, or give the resource another name; or replace it, which interrupts what it does, and deploy again:\n  kubectl --context prod --namespace ingress delete clusterrolebinding/admin"
    )]
    [TestCase(
        """The Pod "one" is invalid: spec: Forbidden: pod updates may not change fields other than `spec.containers[*].image`""",
        "A field of Pod one cannot change after it was created. Keep it as it was, or give the resource another name; or replace it, which interrupts what it does, and deploy again:\n  kubectl --context prod --namespace ingress delete pod/one"
    )]
    public void What_cannot_change_is_kept_or_replaced_and_each_kind_says_what_that_costs(
        string error,
        string advice
    ) => Advice(error).ShouldBe(advice);

    [Test]
    public void A_namespace_that_is_not_there_must_be_made_first() =>
        Advice("""Error from server (NotFound): namespaces "elsewhere" not found""")
            .ShouldBe(
                "There is no namespace elsewhere. A namespace under also-in must already exist: "
                    + "require the component that creates it, or create it yourself."
            );

    [TestCase("Error: timed out waiting for the condition")]
    [TestCase(
        """The Deployment "web" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0"""
    )]
    [TestCase("""roles.rbac.authorization.k8s.io is forbidden: User "dev" cannot create resource "roles" """)]
    public void Nothing_is_said_of_other_failures(string error) => Advice(error).ShouldBeNull();

    private static string? Advice(string error) => ClusterFailure.Advice(error, Kubectl, "web", "ingress");
}
