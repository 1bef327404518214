using PathToProd.Text.Ci;

namespace PathToProd.Tests.Text.Ci;

public sealed class ChangeBaseTests
{
    [Test]
    public void A_merge_queue_of_GitHub_names_its_base() =>
        Of("""{ "merge_group": { "base_sha": "aaa", "head_sha": "bbb" } }""", ("GITHUB_EVENT_PATH", "event.json"))
            .ShouldBe(new ChangeBase("aaa", "GitHub's merge_group.base_sha"));

    [Test]
    public void A_pull_request_of_GitHub_names_its_base() =>
        Of("""{ "pull_request": { "base": { "sha": "ccc" } } }""", ("GITHUB_EVENT_PATH", "event.json"))
            .ShouldBe(new ChangeBase("ccc", "GitHub's pull_request.base.sha"));

    [TestCase("""{ "ref": "refs/heads/main" }""")]
    [TestCase("""{ "pull_request": null }""")]
    [TestCase("""{ "pull_request": { "base": { "sha": 7 } } }""")]
    [TestCase("[]")]
    [TestCase("{ torn")]
    [TestCase(null)]
    public void An_event_that_is_about_no_change_names_none(string? text) =>
        Of(text, ("GITHUB_EVENT_PATH", "event.json")).ShouldBeNull();

    [Test]
    public void GitLab_Jenkins_and_Pipelines_as_Code_name_it_in_variables()
    {
        Of(null, ("CI_MERGE_REQUEST_DIFF_BASE_SHA", "ddd"))
            .ShouldBe(new ChangeBase("ddd", "GitLab's CI_MERGE_REQUEST_DIFF_BASE_SHA"));
        Of(null, ("CHANGE_TARGET", "main")).ShouldBe(new ChangeBase("origin/main", "Jenkins' CHANGE_TARGET"));
        Of(null, ("PAC_TARGET_BRANCH", "refs/heads/main"))
            .ShouldBe(new ChangeBase("origin/main", "the target branch of Pipelines-as-Code"));
    }

    [Test]
    public void Without_a_CI_system_there_is_none() => Of(null, ("CHANGE_TARGET", " ")).ShouldBeNull();

    private static ChangeBase? Of(string? text, params (string Name, string Value)[] variables) =>
        ChangeBase.Of(
            name =>
                variables.Where(variable => variable.Name == name).Select(variable => variable.Value).FirstOrDefault(),
            _ => text
        );
}
