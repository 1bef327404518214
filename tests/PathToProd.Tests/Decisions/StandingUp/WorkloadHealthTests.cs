using PathToProd.Decisions.StandingUp;

namespace PathToProd.Tests.Decisions.StandingUp;

public sealed class WorkloadHealthTests
{
    [TestCase("Deployment", """ "spec": {}, "status": { "updatedReplicas": 1, "availableReplicas": 1 } """)]
    [TestCase("Deployment", """ "spec": { "replicas": 0 }, "status": {} """, TestName = "None_wanted_is_enough")]
    [TestCase(
        "Deployment",
        """ "spec": { "replicas": 2 }, "status": { "updatedReplicas": 2, "availableReplicas": 2 } """
    )]
    [TestCase("StatefulSet", """ "spec": { "replicas": 2 }, "status": { "updatedReplicas": 2, "readyReplicas": 2 } """)]
    [TestCase(
        "StatefulSet",
        """ "spec": { "replicas": 2, "updateStrategy": { "type": "OnDelete" } }, "status": { "updatedReplicas": 0, "readyReplicas": 2 } """,
        TestName = "Pods_that_wait_for_a_person_to_delete_them_are_not_waited_for"
    )]
    [TestCase("DaemonSet", """ "status": {} """, TestName = "Where_no_node_wants_one_nothing_is_missing")]
    [TestCase(
        "DaemonSet",
        """ "status": { "desiredNumberScheduled": 3, "updatedNumberScheduled": 3, "numberAvailable": 3 } """
    )]
    [TestCase("Namespace", """ "status": { "phase": "Active" } """)]
    [TestCase(
        "CustomResourceDefinition",
        """ "status": { "conditions": [{ "type": "Established", "status": "True" }] } """
    )]
    [TestCase("ConfigMap", """ "data": {} """, TestName = "What_cannot_be_ready_is_fine")]
    public void Is_ready(string kind, string body) =>
        WorkloadHealth.Finding(Objects.Of($"v1 {kind} shop/web", body)).ShouldBeNull();

    [TestCase("Deployment", """ "spec": { "replicas": 2 } """, "0 of 2 pods are up to date")]
    [TestCase(
        "Deployment",
        """ "spec": { "replicas": 2 }, "status": { "updatedReplicas": 2, "availableReplicas": 1 } """,
        "1 of 2 pods are ready"
    )]
    [TestCase("StatefulSet", """ "spec": {}, "status": { "updatedReplicas": 1 } """, "0 of 1 pods are ready")]
    [TestCase(
        "DaemonSet",
        """ "status": { "desiredNumberScheduled": 3, "updatedNumberScheduled": 3, "numberAvailable": 2 } """,
        "2 of 3 pods are ready"
    )]
    [TestCase("CustomResourceDefinition", """ "status": {} """, "the API server does not serve it yet")]
    public void Is_not_ready_yet(string kind, string body, string why) =>
        WorkloadHealth
            .Finding(Objects.Of($"v1 {kind} shop/web", body))
            .ShouldBe(new HealthFinding($"{kind} shop/web", why) { MayPass = true });

    [Test]
    public void What_its_controller_has_not_looked_at_says_nothing_about_itself() =>
        WorkloadHealth
            .Finding(
                Objects.Of(
                    "apps/v1 Deployment shop/web",
                    """ "status": { "observedGeneration": 1, "updatedReplicas": 1, "availableReplicas": 1 } """,
                    """ "generation": 2 """
                )
            )
            .ShouldBe(
                new HealthFinding("Deployment shop/web", "its controller has not looked at it yet") { MayPass = true }
            );

    [Test]
    public void A_rollout_that_was_given_up_is_not_waited_for() =>
        WorkloadHealth
            .Finding(
                Objects.Of(
                    "apps/v1 Deployment shop/web",
                    """ "status": { "conditions": [{ "type": "Progressing", "status": "False" }] } """
                )
            )
            .ShouldBe(
                new HealthFinding("Deployment shop/web", "its rollout takes longer than its progressDeadlineSeconds")
            );

    [Test]
    public void A_namespace_that_goes_is_not_waited_for() =>
        WorkloadHealth
            .Finding(Objects.Of("v1 Namespace shop", """ "status": { "phase": "Terminating" } """))
            .ShouldBe(new HealthFinding("Namespace shop", "it is being deleted"));
}
