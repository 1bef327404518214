using PathToProd.Text.Ci;

namespace PathToProd.Tests.Text.Ci;

public sealed class CiHostsTests
{
    [TestCase("GITHUB_ACTIONS", "true", CiHost.GitHub)]
    [TestCase("GITLAB_CI", "true", CiHost.GitLab)]
    [TestCase("GITHUB_ACTIONS", "false", CiHost.None)]
    [TestCase("GITLAB_CI", "", CiHost.None)]
    [TestCase("CI", "true", CiHost.None)]
    public void A_system_is_known_by_the_variable_that_it_promises(string name, string value, CiHost host) =>
        CiHosts.Of(variable => variable == name ? value : null).ShouldBe(host);
}
