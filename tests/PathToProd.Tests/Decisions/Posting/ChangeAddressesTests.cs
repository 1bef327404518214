using PathToProd.Decisions.Posting;
using PathToProd.Text;

namespace PathToProd.Tests.Decisions.Posting;

/// <summary>Where a report is posted is known by what the system says, and not by the report.</summary>
public sealed class ChangeAddressesTests
{
    private const string Head = "0123456789abcdef0123456789abcdef01234567";

    private static readonly Dictionary<string, string> GitHub = new()
    {
        ["GITHUB_REPOSITORY"] = "acme/platform",
        ["GITHUB_API_URL"] = "https://api.github.com",
        ["GITHUB_SERVER_URL"] = "https://github.com",
        ["GITHUB_RUN_ID"] = "77",
        ["GITHUB_SHA"] = "merge",
    };

    [Test]
    public void A_pull_request_is_at_its_own_commit_and_not_at_the_one_that_merges_it() =>
        Of(GitHub, $$"""{ "pull_request": { "number": 12, "head": { "sha": "{{Head}}" } } }""")
            .ShouldBe(
                new ChangeAddress
                {
                    System = ChangeSystemKind.GitHub,
                    Api = new Uri("https://api.github.com/"),
                    Project = "acme/platform",
                    Change = 12,
                    Head = Head,
                    Link = "https://github.com/acme/platform/actions/runs/77",
                }
            );

    [TestCase("[]", null)]
    [TestCase("[{\"number\":12}]", 12)]
    public void A_run_that_posts_for_another_believes_what_GitHub_says_of_that(string changes, int? change) =>
        Of(
                GitHub,
                $$"""{ "workflow_run": { "head_sha": "{{Head}}", "html_url": "https://github.com/acme/platform/actions/runs/76", "pull_requests": {{changes}} } }"""
            )
            .ShouldBe(
                new ChangeAddress
                {
                    System = ChangeSystemKind.GitHub,
                    Api = new Uri("https://api.github.com/"),
                    Project = "acme/platform",
                    Change = change,
                    Head = Head,
                    Link = "https://github.com/acme/platform/actions/runs/76",
                    IsOfOtherJob = true,
                }
            );

    [TestCase($$"""{ "merge_group": { "head_sha": "{{Head}}" } }""", Head)]
    [TestCase("""{"ref":"refs/heads/main"}""", "merge")]
    public void A_merge_queue_and_a_push_have_no_number(string payload, string head)
    {
        var address = Of(GitHub, payload);

        (address.Change, address.Head).ShouldBe((null, head));
    }

    [TestCase(
        "https://github.com/acme/platform/pull/12",
        ChangeSystemKind.GitHub,
        "https://api.github.com/",
        "acme/platform"
    )]
    [TestCase(
        "https://github.example.com/acme/platform/pull/12",
        ChangeSystemKind.GitHub,
        "https://github.example.com/api/v3/",
        "acme/platform"
    )]
    [TestCase(
        "https://gitlab.example.com:8443/acme/core/platform/-/merge_requests/12",
        ChangeSystemKind.GitLab,
        "https://gitlab.example.com:8443/api/v4/",
        "acme/core/platform"
    )]
    public void Elsewhere_the_page_of_the_change_says_where(
        string url,
        ChangeSystemKind system,
        string api,
        string project
    ) =>
        Of(
                new()
                {
                    ["CHANGE_URL"] = url,
                    ["CHANGE_HEAD"] = Head,
                    ["BUILD_URL"] = "https://jenkins.example.com/job/7/",
                }
            )
            .ShouldBe(
                new ChangeAddress
                {
                    System = system,
                    Api = new Uri(api),
                    Project = project,
                    Change = 12,
                    Head = Head,
                    Link = "https://jenkins.example.com/job/7/",
                    IsOfOtherJob = true,
                }
            );

    [TestCase("http://github.com/acme/platform/pull/12")]
    [TestCase("https://token@github.com/acme/platform/pull/12")]
    [TestCase("https://github.com/acme/platform/pull/no")]
    [TestCase("https://github.com/acme/platform/issues/12")]
    [TestCase("https://gitlab.com/platform/-/merge_requests/12")]
    [TestCase("here")]
    public void A_page_that_is_none_of_a_change_is_refused(string url) =>
        Should
            .Throw<PlatformException>(() => Of(new() { ["CHANGE_URL"] = url }))
            .Message.ShouldBe(
                $"CHANGE_URL is {url}, which is no page of a change on GitHub or GitLab; leave the variable as Jenkins sets it, or set GITHUB_REPOSITORY; or "
                    + "CI_API_V4_URL and CI_PROJECT_ID"
            );

    [TestCase("", "merged")]
    [TestCase(Head, Head)]
    public void A_merge_request_is_at_its_own_commit_too(string source, string head) =>
        Of(
                new()
                {
                    ["CI_PROJECT_ID"] = "42",
                    ["CI_API_V4_URL"] = "https://gitlab.example.com/api/v4",
                    ["CI_MERGE_REQUEST_IID"] = "12",
                    ["CI_MERGE_REQUEST_SOURCE_BRANCH_SHA"] = source,
                    ["CI_COMMIT_SHA"] = "merged",
                    ["CI_JOB_URL"] = "https://gitlab.example.com/acme/platform/-/jobs/7",
                }
            )
            .ShouldBe(
                new ChangeAddress
                {
                    System = ChangeSystemKind.GitLab,
                    Api = new Uri("https://gitlab.example.com/api/v4/"),
                    Project = "42",
                    Change = 12,
                    Head = head,
                    Link = "https://gitlab.example.com/acme/platform/-/jobs/7",
                }
            );

    [Test]
    public void Any_other_system_says_where_and_the_report_says_the_rest()
    {
        var address = Of(new() { ["GITHUB_REPOSITORY"] = "acme/platform" });

        (address.Api.ToString(), address.Change, address.Head, address.IsOfOtherJob).ShouldBe(
            ("https://api.github.com/", null, null, false)
        );
    }

    [TestCase(
        "",
        "",
        "nothing says where the change is reviewed; set GITHUB_REPOSITORY and GITHUB_TOKEN; or CI_API_V4_URL, CI_PROJECT_ID and GITLAB_TOKEN"
    )]
    [TestCase("GITHUB_REPOSITORY", "acme", "GITHUB_REPOSITORY is acme; write owner/name, as GitHub Actions sets it")]
    [TestCase(
        "GITHUB_REPOSITORY",
        "acme/x?y",
        "GITHUB_REPOSITORY is acme/x?y; write owner/name, as GitHub Actions sets it"
    )]
    [TestCase(
        "CI_PROJECT_ID",
        "42",
        "CI_PROJECT_ID is set, and CI_API_V4_URL is not; set it to the address of GitLab's interface, such as https://gitlab.example.com/api/v4"
    )]
    [TestCase(
        "GITHUB_API_URL",
        "http://evil.example.com",
        "GITHUB_API_URL is not an address that a token may be sent to; write one that begins with https://"
    )]
    [TestCase(
        "GITHUB_API_URL",
        "https://u:p@example.com",
        "GITHUB_API_URL is not an address that a token may be sent to; write one that begins with https://"
    )]
    public void What_cannot_be_right_is_refused(string name, string value, string message)
    {
        var variables = new Dictionary<string, string> { [name] = value };
        if (name == "GITHUB_API_URL")
        {
            variables["GITHUB_REPOSITORY"] = "acme/platform";
        }

        Should.Throw<PlatformException>(() => Of(variables)).Message.ShouldBe(message);
    }

    [Test]
    public void An_event_that_is_not_JSON_is_refused() =>
        Should
            .Throw<PlatformException>(() => Of(GitHub, "{"))
            .Message.ShouldBe(
                "the file that GITHUB_EVENT_PATH names is not JSON; leave the variable as GitHub Actions sets it"
            );

    private static ChangeAddress Of(Dictionary<string, string> variables, string? payload = null) =>
        ChangeAddresses.Of(name => variables.GetValueOrDefault(name), payload);
}
