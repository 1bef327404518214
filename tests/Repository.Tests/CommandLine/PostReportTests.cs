namespace Repository.Tests.CommandLine;

/// <summary>The report of a change is posted by a call of its own.</summary>
[CancelAfter(120_000)]
public sealed class PostReportTests
{
    private const string Head = "0123456789abcdef0123456789abcdef01234567";

    private const string Report = $$"""
        {
          "format": 1,
          "report": {
            "name": "validation",
            "verdict": "failed",
            "head": "{{Head}}",
            "change": 12,
            "link": "https://evil.example.com/",
            "seconds": 3,
            "everything": [],
            "affected": [{ "component": "ingress", "why": ["@everyone look"] }],
            "steps": [{ "component": "ingress", "step": "Test", "outcome": "failed", "seconds": 3 }],
            "plans": [],
            "failures": [{ "component": "ingress", "step": "Test", "message": "```\n/merge", "lastLines": [] }],
            "problems": [],
            "notVerified": []
          }
        }
        """;

    private ScratchPlatform _platform = null!;
    private ReviewServer _server = null!;

    [SetUp]
    public void SetUp()
    {
        _platform = new ScratchPlatform();
        _server = new ReviewServer { Head = Head };
        _platform
            .File("report.json", Report)
            .File(
                "event.json",
                $$"""{ "workflow_run": { "head_sha": "{{Head}}", "html_url": "https://github.com/acme/platform/actions/runs/76", "pull_requests": [] } }"""
            )
            .Variable("GITHUB_ACTIONS", "true")
            .Variable("GITHUB_REPOSITORY", "acme/platform")
            .Variable("GITHUB_API_URL", _server.GitHubApi)
            .Variable("GITHUB_EVENT_PATH", Path.Combine(_platform.Root, "event.json"))
            .Variable("GITHUB_TOKEN", "s3cr3t-t0ken");
    }

    [TearDown]
    public void TearDown()
    {
        _server.Dispose();
        _platform.Dispose();
    }

    [Test]
    public void A_strangers_report_becomes_a_comment_that_does_no_harm()
    {
        Post()
            .ShouldSucceed()
            .Output.ShouldBe(
                "The comment on the change 12 was written.\nThe status path-to-prod/validation of 01234567 says failed.\n"
            );

        _server
            .Comments.ShouldHaveSingleItem()
            .Text.ShouldBe(
                """
                <!-- path-to-prod:validation -->
                ## Validation failed

                01234567: 1 component is affected; it took 3 s. [The job](https://github.com/acme/platform/actions/runs/76).

                ### Failed

                #### ingress: Test

                ````text
                ```
                ZERO/merge
                ````


                ### Affected

                | Component | Why |
                | --- | --- |
                | ingress | @&#8203;everyone look |

                ### What ran

                | Component | Step | Environment | Result | Time | Note |
                | --- | --- | --- | --- | --- | --- |
                | ingress | Test |  | failed | 3 s |  |

                """.Replace("ZERO", "\u200B")
            );
    }

    [Test]
    public void What_could_not_be_posted_is_said_and_fails_nothing()
    {
        _server.Fails(
            "POST /repos/acme/platform/issues/12/comments",
            new ReviewServer.Fault(403, """{"message":"Resource not accessible by integration"}""")
        );

        var result = Post().ShouldSucceed();

        const string Why =
            "The comment was not posted: GitHub answered 403 (Resource not accessible by integration): GITHUB_TOKEN lacks the right pull-requests: write.";
        result.Error.ShouldBe($"{Why}\n");
        result.Output.ShouldBe(
            $"::warning title=Path to Prod::{Why}\nThe status path-to-prod/validation of 01234567 says failed.\n"
        );
    }

    [Test]
    public void What_was_posted_is_in_JSON_too() =>
        _platform
            .Run("--target=PostReport", "--report=report.json", "--output=json")
            .ShouldSucceed()
            .RawOutput.ShouldBe(
                """
                {
                  "posted": [
                    "The comment on the change 12 was written.",
                    "The status path-to-prod/validation of 01234567 says failed."
                  ],
                  "notPosted": []
                }

                """
            );

    [Test]
    public void A_report_of_another_commit_than_GitHub_says_is_not_posted()
    {
        _platform.File("report.json", Report.Replace(Head, new string('a', 40)));

        Post()
            .ShouldSucceed()
            .Error.ShouldBe(
                "Nothing was posted: the report is of aaaaaaaa, and the job that made it looked at 01234567.\n"
            );
        _server.Requests.ShouldBeEmpty();
    }

    [Test]
    public void A_dry_run_shows_the_page_and_asks_no_one()
    {
        Post("--dry-run")
            .ShouldSucceed()
            .Output.ShouldStartWith("## Validation failed\n\n01234567: 1 component is affected;");
        _server.Requests.ShouldBeEmpty();
    }

    [TestCase(
        null,
        "nothing says which report is to be posted; add --report=FILE.json, with a file that --report=FILE.json wrote"
    )]
    [TestCase(
        "missing.json",
        "missing.json: there is no such file; take the file that --report=FILE.json wrote, as it is"
    )]
    [TestCase("link.json", "link.json: there is no such file; take the file that --report=FILE.json wrote, as it is")]
    [TestCase(
        "large.json",
        "large.json: it is longer than 8.0 MB; take the file that --report=FILE.json wrote, as it is"
    )]
    [TestCase(
        "event.json",
        "event.json(1,18): it is not a report of a change, at $.workflow_run; take the file that --report=FILE.json wrote, as it is"
    )]
    public void A_file_that_is_no_report_is_refused(string? file, string message)
    {
        File.CreateSymbolicLink(Path.Combine(_platform.Root, "link.json"), "/etc/hostname");
        _platform.File("large.json", new string(' ', 8_000_001));

        string[] arguments = ["--target=PostReport", .. file is null ? [] : (string[])[$"--report={file}"]];
        _platform.Variable("GITHUB_ACTIONS", "false").Run(arguments).ShouldEnd(2).Error.ShouldBe($"{message}\n");
        _server.Requests.ShouldBeEmpty();
    }

    [Test]
    public void A_problem_in_a_file_is_an_error_at_its_place_on_GitHub()
    {
        _platform.File("platform.yaml", "name: scratch\nways-of-working: cicd\n");

        var result = _platform.Run("--target=Components").ShouldEnd(2);

        result.Error.ShouldContain(
            "\n::error file=platform.yaml,line=2,col=18,title=Path to Prod::ways-of-working must be manual, ci or ci-cd"
        );
    }

    private ProgramResult Post(params string[] more) =>
        _platform.Run(["--target=PostReport", "--report=report.json", .. more]);
}
