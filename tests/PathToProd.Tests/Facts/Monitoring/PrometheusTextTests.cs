using PathToProd.Facts.Monitoring;
using static PathToProd.Tests.Facts.Monitoring.MonitoringAnswers;

namespace PathToProd.Tests.Facts.Monitoring;

/// <summary>What Prometheus answers: copied from Prometheus 2.42.</summary>
public sealed class PrometheusTextTests
{
    private const string Alert = """
        {"state":"firing","name":"HighLatency","query":"latency \u003e 1","duration":0,"keepFiringFor":0,"labels":{"severity":"critical"},"annotations":{},
        "alerts":[{"labels":{"alertname":"HighLatency","service":"ingress","severity":"critical"},"annotations":{},"state":"firing","activeAt":"2026-11-29T11:50:00.503703275Z","value":"2e+00"},
        {"labels":{"alertname":"HighLatency","service":"dns","severity":"critical"},"annotations":{},"state":"pending","activeAt":"2026-11-29T11:59:00Z","value":"2e+00"}],
        "health":"ok","evaluationTime":0.0002,"lastEvaluation":"2026-11-29T11:59:30.505129209Z","type":"alerting"}
        """;

    private const string Recording =
        """{"name":"job:latency","query":"sum(latency)","health":"err","lastError":"duplicate series\nmore","evaluationTime":0.0001,"lastEvaluation":"2026-11-29T11:59:30Z","type":"recording"}""";

    private const string Unknown =
        """{"state":"unknown","name":"Late","query":"up == 0","duration":60,"labels":{},"annotations":{},"alerts":[],"health":"unknown","evaluationTime":0,"lastEvaluation":"0001-01-01T00:00:00Z","type":"alerting"}""";

    private static readonly MonitoringAnswer Runtime = Data(
        """{"startTime":"2026-11-29T10:00:00Z","CWD":"/","reloadConfigSuccess":true,"storageRetention":"15d"}"""
    );

    [Test]
    public void Rules_say_how_they_are_and_which_alerts_hold()
    {
        var rules = PrometheusText.Rules(Groups(Alert, Recording, Unknown), Runtime);

        rules.At.ShouldBe(At);
        rules.Started.ShouldBe(new DateTimeOffset(2026, 11, 29, 10, 0, 0, TimeSpan.Zero));
        rules
            .All.Select(rule => (rule.Name, rule.Group, rule.Interval, rule.IsAlert, rule.Health, rule.Error))
            .ShouldBe([
                ("HighLatency", "web", TimeSpan.FromSeconds(30), true, RuleHealth.Ok, ""),
                ("job:latency", "web", TimeSpan.FromSeconds(30), false, RuleHealth.Failed, "duplicate series"),
                ("Late", "web", TimeSpan.FromSeconds(30), true, RuleHealth.NotEvaluated, ""),
            ]);
        rules.All[2].Evaluated.ShouldBeNull();
        rules
            .All[0]
            .Alerts.Select(alert => (alert.Labels.ToString(), alert.IsFiring))
            .ShouldBe([
                ("HighLatency{service=\"ingress\",severity=\"critical\"}", true),
                ("HighLatency{service=\"dns\",severity=\"critical\"}", false),
            ]);
    }

    [TestCase("""{"resultType":"scalar","result":[1795992827.778,"0.5"]}""", 0.5)]
    [TestCase("""{"resultType":"vector","result":[{"metric":{"a":"b"},"value":[1795992827.786,"1e-3"]}]}""", 0.001)]
    [TestCase("""{"resultType":"vector","result":[{"metric":{},"value":[1,"+Inf"]}]}""", double.PositiveInfinity)]
    [TestCase("""{"resultType":"vector","result":[{"metric":{},"value":[1,"-Inf"]}]}""", double.NegativeInfinity)]
    public void A_query_gives_a_number(string data, double number) =>
        PrometheusText.Query(Data(data)).ShouldBe(new Measured.Number(number));

    [Test]
    public void No_data_and_NaN_are_two_results()
    {
        PrometheusText.Query(Data("""{"resultType":"vector","result":[]}""")).ShouldBe(new Measured.NoData());
        PrometheusText
            .Query(Data("""{"resultType":"scalar","result":[1,"NaN"]}"""))
            .ShouldBe(new Measured.NotANumber());
    }

    [TestCase(
        """{"resultType":"vector","result":[{"metric":{},"value":[1,"1"]},{"metric":{"a":"b"},"value":[1,"1"]}]}""",
        "the query gives 2 series, and one number is needed: write sum(...) or max(...) around it"
    )]
    [TestCase("""{"resultType":"matrix","result":[]}""", "the query gives a matrix, and one number is needed")]
    [TestCase("""{"resultType":"string","result":[1,"x"]}""", "the query gives a string, and one number is needed")]
    public void What_is_not_one_number_is_an_error(string data, string why) =>
        PrometheusText.Query(Data(data)).ShouldBe(new Measured.Error(why));

    [TestCase("", 200, "answered nothing")]
    [TestCase(" \n", 200, "answered nothing")]
    [TestCase("<!doctype html><title>Sign in</title>", 200, "answered with a page (HTML), as a login or a proxy does")]
    [TestCase("upstream connect error", 200, "answered with text that is not JSON")]
    [TestCase("{\"status\":\"success\",\"data\":{", 200, "answered with text that is not JSON")]
    [TestCase("<html>secret</html>", 503, "answered 503")]
    [TestCase("", 502, "answered 502")]
    [TestCase("", 302, "answered 302: it sends to another address, which may be a login")]
    [TestCase(
        """{"status":"error","errorType":"execution","error":"found duplicate series\nfor the match group"}""",
        422,
        "answered 422: found duplicate series"
    )]
    [TestCase(
        """{"status":"error","errorType":"timeout","error":"query timed out in expression evaluation"}""",
        503,
        "answered 503: query timed out in expression evaluation"
    )]
    [TestCase("[]", 200, "answered with JSON that does not say \"success\"")]
    [TestCase("{}", 200, "answered with JSON that has no \"status\"")]
    [TestCase("""{"status":1}""", 200, "answered with JSON that has a \"status\" that is not a text")]
    [TestCase("""{"status":"error","error":"x"}""", 200, "answered with JSON that does not say \"success\"")]
    [TestCase("""{"status":"success"}""", 200, "answered with JSON that has no \"data\" that is a map")]
    [TestCase("""{"status":"success","data":[]}""", 200, "answered with JSON that has no \"data\" that is a map")]
    [TestCase("""{"status":"success","data":{}}""", 200, "answered with JSON that has no \"resultType\"")]
    [TestCase(
        """{"status":"success","data":{"resultType":"vector","result":null}}""",
        200,
        "answered with JSON that has no \"result\" that is a list"
    )]
    [TestCase(
        """{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"histogram":[1,{}]}]}}""",
        200,
        "answered with JSON that has no \"value\""
    )]
    [TestCase(
        """{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[1,"many"]}]}}""",
        200,
        "answered with JSON that has the value \"many\", which is not a number"
    )]
    [TestCase(
        """{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[1,2]}]}}""",
        200,
        "answered with JSON that has a sample that is not a time and a text"
    )]
    [TestCase(
        """{"status":"success","data":{"resultType":"vector","result":["x"]}}""",
        200,
        "answered with JSON that has another form than it should have"
    )]
    [TestCase(
        """{"status":"success","warnings":["remote read failed"],"data":{"resultType":"vector","result":[]}}""",
        200,
        "answered with JSON that has a warning, and may be only a part: remote read failed"
    )]
    public void What_is_no_answer_says_why(string body, int status, string why) =>
        Refusal(() => PrometheusText.Query(Body(body, status))).ShouldBe(why);

    [Test]
    public void Warnings_that_are_empty_are_none() =>
        PrometheusText
            .Query(Body("""{"status":"success","warnings":[],"data":{"resultType":"vector","result":[]}}"""))
            .ShouldBe(new Measured.NoData());

    [TestCase("\"health\":\"ok\"", "\"health\":\"fine\"", "has a rule with the health \"fine\"")]
    [TestCase("\"type\":\"alerting\"", "\"type\":\"other\"", "has a rule of the type \"other\"")]
    [TestCase("\"type\":\"alerting\"", "\"kind\":\"alerting\"", "has no \"type\"")]
    [TestCase("\"state\":\"pending\"", "\"state\":\"resting\"", "has an alert with the state \"resting\"")]
    [TestCase("\"lastEvaluation\":\"2026", "\"lastEvaluation\":\"x2026", "has no \"lastEvaluation\" that is a time")]
    [TestCase("\"service\":\"dns\"", "\"service\":7", "has a label \"service\" that is not a text")]
    public void A_rule_of_another_form_makes_the_whole_no_answer(string text, string other, string why) =>
        Refusal(() => PrometheusText.Rules(Groups(Alert.Replace(text, other, StringComparison.Ordinal)), Runtime))
            .ShouldBe($"answered with JSON that {why}");

    [Test]
    public void A_server_that_does_not_say_when_it_began_gives_no_answer() =>
        Refusal(() => PrometheusText.Rules(Groups(Alert), Body("404 page not found", 404))).ShouldBe("answered 404");

    [Test]
    public void A_range_says_when_each_series_has_a_value() =>
        PrometheusText
            .Range(
                Data(
                    """{"resultType":"matrix","result":[{"metric":{"alertname":"A","alertstate":"firing"},"values":[[1795992827.5,"1"],[1795992828.5,"2"]]}]}"""
                )
            )
            .Select(series =>
                (series.Labels.ToString(), string.Join(' ', series.Times.Select(at => at.ToUnixTimeMilliseconds())))
            )
            .ShouldBe([("A{alertstate=\"firing\"}", "1795992827500 1795992828500")]);

    [Test]
    public void A_vector_is_not_a_range() =>
        Refusal(() => PrometheusText.Range(Data("""{"resultType":"vector","result":[]}""")))
            .ShouldBe("answered with JSON that is not a matrix");

    private static MonitoringAnswer Groups(params string[] rules) =>
        Data(
            $$"""{"groups":[{"name":"web","file":"r.yml","rules":[{{string.Join(',', rules)}}],"interval":30,"limit":0}]}"""
        );
}
