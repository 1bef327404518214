using PathToProd.Facts.Monitoring;
using static PathToProd.Tests.Facts.Monitoring.MonitoringAnswers;

namespace PathToProd.Tests.Facts.Monitoring;

/// <summary>What Alertmanager answers: copied from Alertmanager 0.25.</summary>
public sealed class AlertmanagerTextTests
{
    private const string Status = """
        {"cluster":{"name":"01K","peers":[{"address":"127.0.0.1:9094","name":"01K"},{"address":"127.0.0.1:9095","name":"01J"}],"status":"ready"},
        "config":{"original":"route: {}"},"uptime":"2026-11-29T10:00:00.123Z","versionInfo":{"version":"0.25.0"}}
        """;

    private const string Alerts = """
        [{"annotations":{},"endsAt":"2026-11-29T12:04:00.000Z","fingerprint":"1","receivers":[{"name":"none"}],"startsAt":"2026-11-29T11:50:00.000Z",
        "status":{"inhibitedBy":[],"silencedBy":["s1"],"state":"suppressed"},"updatedAt":"2026-11-29T12:00:00.000Z","labels":{"alertname":"HighLatency","service":"ingress"}}]
        """;

    private const string Silences =
        """[{"id":"s1","status":{"state":"active"},"updatedAt":"2026-11-29T11:00:00.000Z","comment":"known","createdBy":"ann","endsAt":"2026-11-30T11:00:00.000Z","matchers":[],"startsAt":"2026-11-29T11:00:00.000Z"}]""";

    [Test]
    public void A_peer_says_what_it_was_sent_who_silenced_it_and_whom_it_knows()
    {
        var peer = Read();

        peer.IsSettling.ShouldBeFalse();
        peer.Members.ShouldBe(2);
        peer.Started.ShouldBe(new DateTimeOffset(2026, 11, 29, 10, 0, 0, 123, TimeSpan.Zero));
        var alert = peer.Alerts.ShouldHaveSingleItem();
        alert.Labels.ToString().ShouldBe("HighLatency{service=\"ingress\"}");
        alert.SilencedBy.ShouldBe(["s1"]);
        peer.Silences["s1"]
            .ShouldBe(new AlertSilence("ann", new DateTimeOffset(2026, 11, 30, 11, 0, 0, TimeSpan.Zero)));
    }

    [Test]
    public void One_without_a_cluster_knows_no_peers() =>
        Read(status: """{"cluster":{"peers":[],"status":"disabled"},"uptime":"2026-11-29T10:00:00Z"}""")
            .Members.ShouldBe(0);

    [Test]
    public void One_that_settles_says_so() =>
        Read(status: Status.Replace("ready", "settling", StringComparison.Ordinal)).IsSettling.ShouldBeTrue();

    [Test]
    public void A_status_that_is_not_known_makes_the_whole_no_answer() =>
        Refusal(() => Read(status: Status.Replace("ready", "dreaming", StringComparison.Ordinal)))
            .ShouldBe("answered with JSON that has the status \"dreaming\"");

    [TestCase("{}", "answered with JSON that is not a list")]
    [TestCase("[{}]", "answered with JSON that has no \"status\" that is a map")]
    [TestCase("""[{"status":{"state":"gone"}}]""", "answered with JSON that has an alert with the state \"gone\"")]
    [TestCase(
        """[{"status":{"state":"active"},"labels":{}}]""",
        "answered with JSON that has no \"startsAt\" that is a time"
    )]
    [TestCase("null", "answered with JSON that is not a list")]
    [TestCase("<html>", "answered with a page (HTML), as a login or a proxy does")]
    public void Alerts_of_another_form_are_no_answer(string alerts, string why) =>
        Refusal(() => Read(alerts: alerts)).ShouldBe(why);

    [Test]
    public void An_error_says_what_the_server_says() =>
        Refusal(() =>
                AlertmanagerText.Read(
                    Body(Status),
                    Body("""{"code":404,"message":"path /api/v2/alerts was not found"}""", 404),
                    Body(Silences)
                )
            )
            .ShouldBe("answered 404: path /api/v2/alerts was not found");

    [Test]
    public void A_text_of_others_is_one_line_that_moves_no_cursor() =>
        Read(silences: Silences.Replace("ann", "ann\\u001b[2J\\nbob", StringComparison.Ordinal))
            .Silences["s1"]
            .Who.ShouldBe("ann\\u001b[2J");

    private static AlertmanagerState Read(string status = Status, string alerts = Alerts, string silences = Silences) =>
        AlertmanagerText.Read(Body(status), Body(alerts), Body(silences));
}
