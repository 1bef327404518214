using PathToProd.Text.Ci;

namespace PathToProd.Tests.Text.Ci;

public sealed class CallerKindsTests
{
    [TestCase("GITHUB_ACTIONS", "true", CallerKind.CiJob)]
    [TestCase("GITLAB_CI", "true", CallerKind.CiJob)]
    [TestCase("JENKINS_URL", "https://jenkins.example.com/", CallerKind.CiJob)]
    [TestCase("TEKTON_PIPELINE_RUN", "validation-7x2p", CallerKind.CiJob)]
    [TestCase("CI", "true", CallerKind.CiJob)]
    [TestCase("PATH_TO_PROD_AGENT", "genesis", CallerKind.DeliveryAgent)]
    [TestCase("PATH_TO_PROD_AGENT", "", CallerKind.Person)]
    [TestCase("CI", "false", CallerKind.Person)]
    [TestCase("HOME", "/home/alice", CallerKind.Person)]
    public void A_caller_is_known_by_its_variables(string name, string value, CallerKind kind) =>
        CallerKinds.Of(variable => variable == name ? value : null).ShouldBe(kind);

    [Test]
    public void A_delivery_agent_in_a_CI_job_is_the_delivery_agent() =>
        CallerKinds
            .Of(variable => variable is "PATH_TO_PROD_AGENT" or "GITHUB_ACTIONS" ? "true" : null)
            .ShouldBe(CallerKind.DeliveryAgent);
}
