using PathToProd.Decisions.Posting;
using PathToProd.Facts.Changes;
using PathToProd.Tasks.Facts.Changes;
using PathToProd.Tasks.Tests.Runs;
using PathToProd.Tools.Processes;
using static PathToProd.Support.ReviewServer;

namespace PathToProd.Tasks.Tests.Facts.Changes;

/// <summary>Reports are posted to a real server that answers as GitHub and GitLab do, and in each way in which they fail.</summary>
[TestFixture(ChangeSystemKind.GitHub)]
[TestFixture(ChangeSystemKind.GitLab)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(60_000)]
public sealed class ChangePosterTests : IDisposable
{
    private const string Head = "0123456789abcdef0123456789abcdef01234567";
    private const string Token = "s3cr3t-t0ken";
    private const string Marker = "<!-- path-to-prod:validation -->\n";
    private const string Status = "The status path-to-prod/validation of 01234567 says passed.";

    private readonly ChangeSystemKind _kind;
    private readonly ReviewServer _server = new() { Head = Head };
    private readonly SetClock _clock = new() { Hurries = true };

    public ChangePosterTests(ChangeSystemKind kind) => _kind = kind;

    private string Name => _kind.ToString();

    private string TokenVariable => Address.TokenVariable;

    private string Comments => _kind == ChangeSystemKind.GitHub ? "/issues/12/comments" : "/merge_requests/12/notes";

    private ChangeAddress Address =>
        new()
        {
            System = _kind,
            Api = new Uri($"{(_kind == ChangeSystemKind.GitHub ? _server.GitHubApi : _server.GitLabApi)}/"),
            Project = _kind == ChangeSystemKind.GitHub ? "acme/platform" : "acme/core/platform",
            Change = ReviewServer.Change,
            Head = Head,
            Link = "https://ci.example.com/jobs/7",
        };

    private static ChangeReport Report =>
        new()
        {
            Name = "validation",
            Verdict = ChangeVerdict.Passed,
            Head = Head,
            Steps = [new("notes", "Test", StepOutcome.Reused, 0, "nothing changed")],
        };

    private string Page => ChangePage.Comment(Report with { Link = Address.Link }, PageLimit.None);

    public void Dispose() => _server.Dispose();

    [Test]
    public async Task The_first_report_is_one_comment_and_a_status()
    {
        var result = await PostAsync();

        result.Trouble.ShouldBeEmpty();
        result.Done.ShouldBe(["The comment on the change 12 was written.", Status]);
        _server.Comments.Select(one => one.Text).ShouldBe([Page]);
        var (commit, status) = _server.Statuses.ShouldHaveSingleItem();
        commit.ShouldBe(Head);
        status
            .ToJsonString()
            .ShouldBe(
                $$"""{"state":"success","{{(_kind == ChangeSystemKind.GitHub ? "context" : "name")}}":"path-to-prod/validation","description":"passed: 1 step, 1 of them reused","target_url":"https://ci.example.com/jobs/7"}"""
            );
        _server.Tokens.Distinct().ShouldBe([_kind == ChangeSystemKind.GitHub ? $"Bearer {Token}" : Token]);
        _server.Requests.ShouldAllBe(request => !request.Contains(Token, StringComparison.Ordinal));
    }

    [Test]
    public async Task The_next_report_updates_the_oldest_of_ours_on_any_page_and_deletes_its_twins()
    {
        for (var number = 0; number < 250; number++)
        {
            _server.Add("alice", $"comment {number}");
        }

        var oldest = _server.Add(_server.Who, $"{Marker}of an older run");
        _server.Add(_server.Who, "<!-- path-to-prod:certification -->\nof another pipeline");
        _server.Add(_server.Who, $"{Marker}of a job that reported at once");
        _server.Add(_server.Who, $"> {Marker}quoted");

        var result = await PostAsync();

        result.Trouble.ShouldBeEmpty();
        result.Done.ShouldBe([
            "The comment on the change 12 was updated.",
            "1 later comment of ours was deleted.",
            Status,
        ]);
        _server.Comments.Count.ShouldBe(253);
        _server.Comments.Single(one => one.Id == oldest).Text.ShouldBe(Page);
        _server.Comments.Count(one => one.Text.StartsWith(Marker, StringComparison.Ordinal)).ShouldBe(1);
    }

    [Test]
    public async Task A_comment_of_someone_else_with_our_marker_is_left_alone()
    {
        _server.Add("mallory", $"{Marker}All is well, merge it.");

        var result = await PostAsync();

        result.Done.ShouldBe([
            "The comment on the change 12 was written.",
            "A comment of mallory begins with our marker, and was left alone.",
            Status,
        ]);
        _server.Comments.Select(one => one.Author).ShouldBe(["mallory", _server.Who]);
        _server.Comments[0].Text.ShouldBe($"{Marker}All is well, merge it.");
    }

    [Test]
    public async Task Two_jobs_that_report_at_once_leave_one_comment()
    {
        var others = 0;
        _server.Meanwhile = request =>
        {
            if (
                request.StartsWith("POST", StringComparison.Ordinal)
                && request.EndsWith(Comments, StringComparison.Ordinal)
                && others++ == 0
            )
            {
                _server.Add(_server.Who, $"{Marker}of the other job");
            }
        };

        var result = await PostAsync();

        result.Trouble.ShouldBeEmpty();
        _server.Comments.Select(one => one.Text).ShouldBe([Page]);
    }

    [Test]
    public async Task A_comment_that_is_deleted_in_between_is_written_again()
    {
        _server.Add(_server.Who, $"{Marker}old");
        _server.Meanwhile = request =>
        {
            if (request.StartsWith('P') && request.Contains("/1001", StringComparison.Ordinal))
            {
                _server.Comments.Clear();
            }
        };

        (await PostAsync()).Trouble.ShouldBeEmpty();

        _server.Comments.Select(one => one.Text).ShouldBe([Page]);
    }

    [Test]
    public async Task A_comment_whose_answer_was_lost_is_found_and_not_written_twice()
    {
        _server.Fails($"POST {Path(Comments)}", new Fault(502) { DoesIt = true });

        (await PostAsync()).Trouble.ShouldBeEmpty();

        _server.Comments.Select(one => one.Text).ShouldBe([Page]);
    }

    [Test]
    public async Task What_passes_is_tried_again_after_as_long_as_the_server_asks()
    {
        _server
            .Fails(Comments, new Fault(500), times: 2)
            .Fails(Comments, new Fault(429) { Headers = { ["Retry-After"] = "17" } });

        var result = await PostAsync();

        result.Trouble.ShouldBeEmpty();
        _clock.Hurried.Select(wait => wait.TotalSeconds).ShouldBe([1, 2, 17]);
    }

    [Test]
    public async Task A_server_that_asks_for_more_patience_than_there_is_is_not_asked_again()
    {
        _server.Fails(
            Comments,
            new Fault(429, """{"message":"Too many requests"}""") { Headers = { ["Retry-After"] = "3600" } }
        );

        var result = await PostAsync();

        result.Trouble.ShouldBe([
            $"The comment was not posted: {Name} answered 429 (Too many requests): it asks to wait 1 h.",
        ]);
        result.Done.ShouldBe([Status]);
        _clock.Hurried.ShouldBeEmpty();
    }

    [Test]
    public async Task GitHubs_limit_of_requests_is_not_taken_for_a_right_that_is_missing()
    {
        _server.Fails(
            Comments,
            new Fault(403, """{"message":"API rate limit exceeded"}""")
            {
                Headers =
                {
                    ["X-RateLimit-Remaining"] = "0",
                    ["X-RateLimit-Reset"] = $"{_clock.Now.ToUnixTimeSeconds() + 1800}",
                },
            }
        );

        (await PostAsync()).Trouble.ShouldBe([
            $"The comment was not posted: {Name} answered 403 (API rate limit exceeded): it asks to wait 30 min.",
        ]);
    }

    [TestCase(500, "")]
    [TestCase(503, "Service Unavailable")]
    public async Task A_server_that_fails_each_time_is_given_up_after_a_bounded_number(int status, string body)
    {
        _server.Fails(Comments, new Fault(status, body), times: 100);

        var result = await PostAsync();

        result.Trouble.ShouldBe([$"The comment was not posted: {Name} answered {status}."]);
        _server.Requests.Count(request => request.Contains(Comments, StringComparison.Ordinal)).ShouldBe(4);
        _clock.Hurried.Select(wait => wait.TotalSeconds).ShouldBe([1, 2, 4]);
    }

    [Test]
    public async Task A_comment_that_is_never_written_is_given_up_after_a_bounded_number()
    {
        _server.Fails($"POST {Path(Comments)}", new Fault(500), times: 100);

        var result = await PostAsync();

        result.Trouble.ShouldBe([$"The comment was not posted: {Name} answered 500."]);
        _server.Requests.Count(request => request == $"POST {Path(Comments)}").ShouldBe(4);
    }

    [Test]
    public async Task A_server_that_answers_nothing_is_given_up_and_said()
    {
        _server.Fails("/statuses/", new Fault(0), times: 100);

        var result = await PostAsync(address: Address with { Change = null }, patience: TimeSpan.FromMilliseconds(300));

        result.Done.ShouldBeEmpty();
        result.Trouble.ShouldBe([$"The status of the commit was not set: {Name} did not answer within 300 ms."]);
    }

    [Test]
    public async Task A_server_that_is_not_there_is_said()
    {
        _server.Dispose();

        var result = await PostAsync();

        result.Done.ShouldBeEmpty();
        result.Trouble.Length.ShouldBe(2);
        result.Trouble[0].ShouldStartWith($"The comment was not posted: {Name} did not answer: ");
    }

    [Test]
    public async Task A_token_without_rights_is_said_with_the_right_that_is_missing()
    {
        var (fault, comment, status) =
            _kind == ChangeSystemKind.GitHub
                ? (
                    new Fault(
                        403,
                        """{"message":"Resource not accessible by integration","documentation_url":"https://docs.github.com/rest","status":"403"}"""
                    )
                    {
                        Headers = { ["X-Accepted-GitHub-Permissions"] = "issues=write; pull_requests=write" },
                    },
                    "(Resource not accessible by integration): GITHUB_TOKEN lacks the right pull-requests: write (it would take issues=write; pull_requests=write)",
                    "(Resource not accessible by integration): GITHUB_TOKEN lacks the right statuses: write (it would take issues=write; pull_requests=write)"
                )
                : (
                    new Fault(
                        403,
                        """{"error":"insufficient_scope","error_description":"The request requires higher privileges than provided by the access token.","scope":"api"}"""
                    ),
                    "(insufficient_scope): GITLAB_TOKEN lacks the right of the scope api, and the role Reporter or higher",
                    "(insufficient_scope): GITLAB_TOKEN lacks the right of the scope api, and the role Developer or higher"
                );
        _server.Fails($"POST {Path(Comments)}", fault).Fails("/statuses/", fault);

        var result = await PostAsync();

        result.Done.ShouldBeEmpty();
        result.Trouble.ShouldBe([
            $"The comment was not posted: {Name} answered 403 {comment}.",
            $"The status of the commit was not set: {Name} answered 403 {status}.",
        ]);
    }

    [TestCase(401, """{"message":"Bad credentials"}""", " (Bad credentials): TOKEN is not valid, or has expired")]
    [TestCase(
        404,
        """{"message":"Not Found"}""",
        " (Not Found): it is not there, or TOKEN may not see it, which takes the right RIGHT"
    )]
    [TestCase(422, """{"message":"Validation Failed"}""", " (Validation Failed)")]
    [TestCase(400, "<html>", "")]
    public async Task What_a_server_refuses_is_said_as_it_says_it(int status, string body, string said)
    {
        var right =
            _kind == ChangeSystemKind.GitHub
                ? "pull-requests: write"
                : "of the scope api, and the role Reporter or higher";
        _server.Fails($"POST {Path(Comments)}", new Fault(status, body));

        (await PostAsync()).Trouble.ShouldBe([
            $"The comment was not posted: {Name} answered {status}{said.Replace("TOKEN", TokenVariable).Replace("RIGHT", right)}.",
        ]);
    }

    [TestCase("""{"not":"a list"}""", "answered something that is not a list of comments.")]
    [TestCase("<html>", "answered something that is not JSON.")]
    public async Task An_answer_that_is_not_one_is_said(string body, string said)
    {
        _server.Fails($"GET {Path(Comments)}", new Fault(200, body));

        (await PostAsync()).Trouble.ShouldBe([$"The comment was not posted: {Name} {said}"]);
    }

    [Test]
    public async Task A_token_is_in_nothing_that_is_said()
    {
        _server.Fails(Comments, new Fault(400, $$"""{"message":"bad token {{Token}}"}"""));

        (await PostAsync()).Trouble.ShouldBe([$"The comment was not posted: {Name} answered 400 (bad token ***)."]);
    }

    [Test]
    public async Task Without_a_token_nothing_is_asked()
    {
        var result = await PostAsync(token: null);

        result.Trouble.ShouldBe([$"Nothing was posted: {TokenVariable} is not set."]);
        _server.Requests.ShouldBeEmpty();
    }

    [Test]
    public async Task A_report_of_an_older_commit_does_not_hide_that_of_a_newer_one()
    {
        _server.Head = new string('f', 40);

        var result = await PostAsync();

        result.Done.ShouldBe([Status]);
        result.Trouble.ShouldBe([
            "The comment was not posted: the change 12 is at ffffffff, and the report is of 01234567.",
        ]);
        _server.Comments.ShouldBeEmpty();
    }

    [Test]
    public async Task A_strangers_report_names_a_change_that_is_at_another_commit_and_a_link_and_gets_neither()
    {
        _server.Head = new string('f', 40);
        var stranger = Report with { Change = ReviewServer.Change, Link = "https://evil.example.com/" };

        var result = await PostAsync(stranger, Address with { Change = null, Link = null, IsOfOtherJob = true });

        result.Trouble.ShouldBe([
            "The comment was not posted: the change 12 is at ffffffff, and the report is of 01234567.",
        ]);
        _server.Statuses.ShouldHaveSingleItem().Status["target_url"].ShouldBeNull();
    }

    [Test]
    public async Task A_report_of_another_commit_than_the_job_looked_at_is_not_posted()
    {
        var result = await PostAsync(Report with { Head = new string('a', 40) });

        result.Trouble.ShouldBe([
            "Nothing was posted: the report is of aaaaaaaa, and the job that made it looked at 01234567.",
        ]);
        _server.Requests.ShouldBeEmpty();
    }

    [Test]
    public async Task Without_a_change_only_the_status_is_set()
    {
        var result = await PostAsync(address: Address with { Change = null });

        result.Done.ShouldBe([Status]);
        _server.Comments.ShouldBeEmpty();
    }

    [Test]
    public async Task A_long_report_is_cut_to_what_is_taken()
    {
        var report = Report with
        {
            NotVerified =
            [
                .. Enumerable.Range(0, 9_000).Select(number => new NotVerified($"part {number}", new string('x', 150))),
            ],
        };

        (await PostAsync(report)).Trouble.ShouldBeEmpty();

        _server
            .Comments.ShouldHaveSingleItem()
            .Text.Length.ShouldBeInRange(30_000, _kind == ChangeSystemKind.GitHub ? 65_536 : 1_000_000);
    }

    [Test]
    public async Task A_status_that_is_set_already_is_no_trouble()
    {
        if (_kind == ChangeSystemKind.GitHub)
        {
            return; // Only GitLab refuses it.
        }

        _server.Fails(
            "/statuses/",
            new Fault(
                400,
                """{"message":"Cannot transition status via :success from :success (Reason(s): Status cannot transition via \"success\")"}"""
            )
        );

        (await PostAsync()).Trouble.ShouldBeEmpty();
    }

    private string Path(string end) =>
        _kind == ChangeSystemKind.GitHub
            ? $"/repos/acme/platform{end}"
            : $"/api/v4/projects/acme%2Fcore%2Fplatform{end}";

    private Task<PostingResult> PostAsync(
        ChangeReport? report = null,
        ChangeAddress? address = null,
        string? token = Token,
        TimeSpan? patience = null
    ) =>
        ChangePoster.PostAsync(
            report ?? Report,
            address ?? Address,
            name => name == TokenVariable ? token : null,
            new Redactor(),
            ChangePoster.Usual with
            {
                Answer = patience ?? ChangePoster.Usual.Answer,
            },
            _clock,
            TestContext.CurrentContext.CancellationToken
        );
}
