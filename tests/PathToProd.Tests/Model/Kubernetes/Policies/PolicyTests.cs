using PathToProd.Model.Kubernetes.Policies;

namespace PathToProd.Tests.Model.Kubernetes.Policies;

/// <summary>Each policy with what keeps it and what breaks it, and the whole of what it says.</summary>
public sealed class PolicyTests
{
    [Test]
    public void The_policies_that_a_component_may_declare() =>
        Policy
            .All.Values.Select(policy => $"{policy.Name}: {policy.Meaning}")
            .ShouldBe([
                "labels: Everything but a custom resource definition carries the recommended labels.",
                "no-latest-tag: Every image has a tag or digest, and none is latest.",
                "no-privileged: No container is privileged or may raise its privileges.",
                "resource-limits: Every container requests CPU and memory, and limits its memory.",
                "run-as-non-root: Every container runs as a user other than root.",
            ]);

    [Test]
    public void Recommended_labels_must_be_there()
    {
        const string Labels = "app.kubernetes.io/name: a, app.kubernetes.io/managed-by: Helm";
        Violations("labels", $"{{ apiVersion: v1, kind: Service, metadata: {{ name: a, labels: {{ {Labels} }} }} }}")
            .ShouldBe("Service a has no label app.kubernetes.io/version; add it under metadata.labels");
        Violations("labels", "{ apiVersion: v1, kind: Service, metadata: { name: a } }")
            .ShouldBe(
                """
                Service a has no label app.kubernetes.io/name; add it under metadata.labels
                Service a has no label app.kubernetes.io/version; add it under metadata.labels
                Service a has no label app.kubernetes.io/managed-by; add it under metadata.labels
                """
            );
        Violations(
                "labels",
                "{ apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, metadata: { name: a } }"
            )
            .ShouldBe("");
    }

    [TestCase("nginx:1.27", true)]
    [TestCase("registry:5000/nginx:1.27", true)]
    [TestCase("nginx@sha256:0a1b", true)]
    [TestCase("nginx:latest@sha256:0a1b", true)]
    [TestCase("nginx", false)]
    [TestCase("nginx:latest", false)]
    [TestCase("'nginx:'", false)]
    [TestCase("registry:5000/nginx", false)]
    public void Images_must_have_a_tag_that_stays(string image, bool isFixed) =>
        Violations("no-latest-tag", Pod($"{{ name: web, image: {image} }}"))
            .ShouldBe(
                isFixed
                    ? ""
                    : $"container web of Pod a runs {image.Trim('\'')}; name a tag other than latest, or a digest"
            );

    [Test]
    public void A_container_without_an_image_or_a_name_is_reported_as_such() =>
        Violations("no-latest-tag", Pod("{ command: [sh] }"))
            .ShouldBe("container (without name) of Pod a runs no image; name a tag other than latest, or a digest");

    [Test]
    public void Containers_may_not_be_privileged_or_become_so()
    {
        Violations("no-privileged", Pod("{ name: web, securityContext: { allowPrivilegeEscalation: false } }"))
            .ShouldBe("");
        Violations("no-privileged", Pod("{ name: web, securityContext: { privileged: true } }"))
            .ShouldBe(
                """
                container web of Pod a is privileged; remove securityContext.privileged
                container web of Pod a may raise its privileges; set securityContext.allowPrivilegeEscalation: false
                """
            );
    }

    [Test]
    public void Containers_must_say_what_they_need()
    {
        Violations(
                "resource-limits",
                Pod("{ name: web, resources: { requests: { cpu: 1, memory: 1Mi }, limits: { memory: 1Mi } } }")
            )
            .ShouldBe("");
        Violations("resource-limits", Pod("{ name: web, resources: { requests: { cpu: 1 } } }"))
            .ShouldBe(
                """
                container web of Pod a has no resources.requests.memory; set it
                container web of Pod a has no resources.limits.memory; set it
                """
            );
    }

    [TestCase("{ name: web, securityContext: { runAsNonRoot: true } }", "", "")]
    [TestCase("{ name: web }", "securityContext: { runAsNonRoot: true }, ", "")]
    [TestCase(
        "{ name: web }",
        "",
        "container web of Pod a may run as root; set securityContext.runAsNonRoot: true for the pod or the container"
    )]
    [TestCase(
        "{ name: web, securityContext: { runAsNonRoot: false } }",
        "securityContext: { runAsNonRoot: true }, ",
        "container web of Pod a may run as root; set securityContext.runAsNonRoot: true for the pod or the container"
    )]
    public void Containers_must_not_run_as_root(string container, string pod, string violation) =>
        Violations("run-as-non-root", Pod(container, pod)).ShouldBe(violation);

    [TestCase("v1", "ReplicationController", "spec: { template: { spec: ")]
    [TestCase("apps/v1", "Deployment", "spec: { template: { spec: ")]
    [TestCase("apps/v1", "StatefulSet", "spec: { template: { spec: ")]
    [TestCase("apps/v1", "DaemonSet", "spec: { template: { spec: ")]
    [TestCase("apps/v1", "ReplicaSet", "spec: { template: { spec: ")]
    [TestCase("batch/v1", "Job", "spec: { template: { spec: ")]
    [TestCase("batch/v1", "CronJob", "spec: { jobTemplate: { spec: { template: { spec: ")]
    public void Whatever_makes_pods_is_looked_into(string apiVersion, string kind, string path)
    {
        const string Spec = "{ initContainers: [{ name: first }], containers: [{ name: second, image: x:1 }] }";
        var close = string.Concat(Enumerable.Repeat(" }", path.Count(letter => letter == '{')));

        Violations(
                "no-latest-tag",
                $"{{ apiVersion: {apiVersion}, kind: {kind}, metadata: {{ name: a }}, {path}{Spec}{close} }}"
            )
            .ShouldBe($"container first of {kind} a runs no image; name a tag other than latest, or a digest");
    }

    [TestCase("{ apiVersion: v1, kind: ConfigMap, metadata: { name: a } }")]
    [TestCase("{ apiVersion: apps/v1, kind: Deployment, metadata: { name: a } }")]
    [TestCase("{ apiVersion: apps/v1, kind: Deployment, metadata: { name: a }, spec: [odd] }")]
    public void What_makes_no_pods_breaks_no_policy_about_them(string document)
    {
        foreach (var name in Policy.All.Keys.Where(name => name != "labels"))
        {
            Violations(name, document).ShouldBe("");
        }
    }

    private static string Pod(string container, string more = "") =>
        $"{{ apiVersion: v1, kind: Pod, metadata: {{ name: a }}, spec: {{ {more}containers: [{container}] }} }}";

    private static string Violations(string policy, string document) =>
        string.Join(
            '\n',
            Policy
                .All[policy]
                .Violations(Rendered.Read(document).Documents.ShouldHaveSingleItem())
                .Select(violation => $"{violation.What}; {violation.Fix}")
        );
}
