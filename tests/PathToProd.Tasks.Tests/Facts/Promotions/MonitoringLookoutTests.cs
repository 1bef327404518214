using System.Text;
using PathToProd.Decisions.Promotions;
using PathToProd.Decisions.Promotions.Looks;
using PathToProd.Facts.Monitoring;
using PathToProd.Model.Promotions.Rules;
using PathToProd.Tasks.Facts.Promotions;
using PathToProd.Tests.Decisions.Promotions.Gates;
using Monitor = PathToProd.Model.Promotions.Rules.Monitor;

namespace PathToProd.Tasks.Tests.Facts.Promotions;

/// <summary>What a server that is not what it should be becomes: a reason, and nothing that is taken for good news.</summary>
[CancelAfter(60_000)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class MonitoringLookoutTests : IDisposable
{
    private readonly LoopbackServer _server = new();
    private readonly MonitoringLookout _lookout = new();

    public void Dispose() => _server.Dispose();

    [Test]
    public void A_page_is_no_answer()
    {
        Serve("api/v1/query", "<html>Sign in</html>");
        Why()
            .ShouldBe(
                $"Prometheus at http://{_server.Authority} answered with a page (HTML), as a login or a proxy does"
            );
    }

    [TestCase(200, "<html>Sign in</html>", "answered with a page (HTML), as a login or a proxy does")]
    [TestCase(503, "", "answered 503")]
    [TestCase(
        422,
        """{"status":"error","errorType":"execution","error":"found duplicate series"}""",
        "answered 422: found duplicate series"
    )]
    [TestCase(200, "", "answered nothing")]
    [TestCase(
        200,
        """{"status":"success","warnings":["remote read failed"],"data":{"resultType":"vector","result":[{"metric":{},"value":[1,"0"]}]}}""",
        "answered with JSON that has a warning, and may be only a part: remote read failed"
    )]
    public void A_gate_that_asks_a_server_that_does_not_answer_is_unknown_and_says_why(
        int status,
        string body,
        string why
    )
    {
        _server.Serve("/api/v1/query", status, Encoding.UTF8.GetBytes(body));

        Gate()
            .ShouldBe(
                $"unknown [error] up gave no answer that can be used: 1 of 1 measurement ended with an error, and none may (Prometheus at http://{_server.Authority} {why}). "
                    + "To lift it, correct the query up, or see that Prometheus answers it"
            );
    }

    [Test]
    public void And_so_is_one_of_which_the_answer_is_not_a_number()
    {
        Serve(
            "api/v1/query",
            """{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[1,"NaN"]}]}}"""
        );

        Gate()
            .ShouldBe(
                "unknown [not a number] up gave no number, as what is divided by nothing does: 1 of 1 measurement was not a number, and none may. "
                    + "To lift it, wait until up has something to measure, or have it say what that means"
            );
    }

    [Test]
    public void Nothing_at_the_address_is_no_answer() =>
        Why().ShouldBe($"Prometheus at http://{_server.Authority} answered 404");

    [Test]
    public void No_server_at_the_address_is_no_answer()
    {
        var free = LoopbackServer.FreeAuthority();

        Why(Monitor() with { Prometheus = new Uri($"http://{free}") })
            .ShouldBe($"Prometheus at http://{free} did not answer: Connection refused");
    }

    [Test]
    public void A_server_that_hangs_costs_its_time_once_however_much_it_is_asked()
    {
        _server.Hang("/api/v1/query");
        var monitor = Monitor() with { Timeout = TimeSpan.FromMilliseconds(300) };
        var look = new MeasurementsLook(monitor, "up", MonitoredQuestion.Now, 50, TimeSpan.FromMinutes(1));

        var measured = (Measurements)Look(look);

        measured
            .All.Select(one => one.Result)
            .Distinct()
            .ShouldBe([new Measured.Error($"Prometheus at http://{_server.Authority} did not answer within 300 ms")]);
        _server.Requests.Count.ShouldBeLessThanOrEqualTo(8);
    }

    [Test]
    public void Half_an_answer_is_none()
    {
        _server.ServeHalf("/api/v1/query", Encoding.UTF8.GetBytes("""{"status":"success"}"""));

        Why().ShouldStartWith($"Prometheus at http://{_server.Authority} did not answer: ");
    }

    [Test]
    public void An_answer_without_an_end_is_cut_off()
    {
        Serve("api/v1/query", new string(' ', 33_000_000));

        Why().ShouldBe($"Prometheus at http://{_server.Authority} answered with more than 32 MB");
    }

    [Test]
    public void A_redirection_is_not_followed_where_a_login_would_answer()
    {
        _server.Redirect("/api/v1/query", $"http://{_server.Authority}/login");

        Why()
            .ShouldBe(
                $"Prometheus at http://{_server.Authority} answered 302: it sends to another address, which may be a login"
            );
        _server.Requests.ShouldBe(["/api/v1/query"]);
    }

    [Test]
    public void What_follows_a_question_mark_in_an_address_is_not_shown()
    {
        var secret = new Uri($"http://{_server.Authority}/base/?token=hunter2");

        Why(Monitor() with { Prometheus = secret })
            .ShouldBe($"Prometheus at http://{_server.Authority}/base answered 404");
        _server.Requests.ShouldBe(["/base/api/v1/query"]);
    }

    [Test]
    public void What_several_looks_ask_is_asked_once()
    {
        Serve("api/v1/rules", """{"status":"success","data":{"groups":[]}}""");
        Serve("api/v1/status/runtimeinfo", """{"status":"success","data":{"startTime":"2026-11-29T00:00:00Z"}}""");
        Serve("api/v1/query_range", """{"status":"success","data":{"resultType":"matrix","result":[]}}""");
        var monitor = Monitor();
        var time = new TimeRange(MonitoredQuestion.Now.AddHours(-1), MonitoredQuestion.Now);

        Look(new RulesLook(monitor)).ShouldBeOfType<PrometheusRules>();
        var history = (AlertHistory)Look(new AlertHistoryLook(monitor, AlertSelection.Critical, time));

        history.Evaluated.ShouldBe(Spans.None);
        _server
            .Requests.Order(StringComparer.Ordinal)
            .ShouldBe(["/api/v1/query_range", "/api/v1/query_range", "/api/v1/rules", "/api/v1/status/runtimeinfo"]);
    }

    [Test]
    public void One_peer_without_an_answer_leaves_the_others_known()
    {
        Serve("api/v2/status", """{"cluster":{"status":"disabled","peers":[]},"uptime":"2026-11-29T00:00:00Z"}""");
        Serve("api/v2/alerts", "[]");
        Serve("api/v2/silences", "[]");
        var free = LoopbackServer.FreeAuthority();
        var monitor = Monitor() with
        {
            Alertmanagers = [new Uri($"http://{free}"), new Uri($"http://{_server.Authority}/")],
        };

        var peers = (AlertmanagerPeers)Look(new PeersLook(monitor));

        peers
            .All[0]
            .ShouldBe(
                new AlertmanagerPeer(
                    $"http://{free}",
                    null,
                    $"Alertmanager at http://{free} did not answer: Connection refused"
                )
            );
        peers.All[1].Address.ShouldBe($"http://{_server.Authority}");
        peers.All[1].State!.Alerts.ShouldBeEmpty();
    }

    [Test]
    public void A_run_that_is_cancelled_ends_the_look()
    {
        _server.Hang("/api/v1/query");
        using var end = new CancellationTokenSource();
        var look = _lookout.LookAsync(Query(Monitor()), end.Token);
        Eventually.Holds(() => !_server.Requests.IsEmpty, "it asks");

        end.Cancel();

        Should.Throw<OperationCanceledException>(() => look.GetAwaiter().GetResult());
    }

    private string Why(Monitor? monitor = null) =>
        ((Measurements)Look(Query(monitor ?? Monitor()))).All.Single().Result.ShouldBeOfType<Measured.Error>().Why;

    private string Gate()
    {
        var question = MonitoredQuestion.Of(
            new SloRule
            {
                Monitor = "main",
                Query = "up",
                Limit = 0.5,
            },
            Monitor()
        );
        return question.Answered([.. PromotionDecision.Looks(question).Select(look => (look, Look(look)))]).Verdict();
    }

    private object Look(Look look) => _lookout.LookAsync(look, CancellationToken.None).GetAwaiter().GetResult();

    private static MeasurementsLook Query(Monitor monitor) =>
        new(monitor, "up", MonitoredQuestion.Now, 1, TimeSpan.FromMinutes(1));

    private Monitor Monitor() => MonitoredQuestion.Main with { Prometheus = new Uri($"http://{_server.Authority}") };

    private void Serve(string path, string body) => _server.Serve($"/{path}", Encoding.UTF8.GetBytes(body));
}
