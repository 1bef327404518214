using System.Collections.Immutable;
using PathToProd.Facts.Monitoring;
using PathToProd.Model.Promotions.Rules;

namespace PathToProd.Tests.Facts.Monitoring;

public sealed class PromQueryTests
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(90);

    [Test]
    public void Alerts_are_asked_for_by_severity_and_labels_without_the_watchdog() =>
        PromQuery
            .Alerts(Selection(["critical", "page"], ("service", "ingress")), "Watchdog", Window)
            .ShouldBe(
                """count_over_time(ALERTS{alertname!="Watchdog",severity=~"critical|page",service="ingress"}[90000ms])"""
            );

    [Test]
    public void Every_alert_is_asked_for_without_any_of_these() =>
        PromQuery.Alerts(Selection([]), null, Window).ShouldBe("count_over_time(ALERTS{}[90000ms])");

    [Test]
    public void What_a_text_holds_ends_neither_it_nor_an_expression() =>
        PromQuery
            .Alerts(Selection(["a.b|c"], ("service", "\"} or up{x=\"\\")), "a\"b", Window)
            .ShouldBe(
                """count_over_time(ALERTS{alertname!="a\"b",severity=~"a\\.b\\|c",service="\"} or up{x=\"\\"}[90000ms])"""
            );

    [Test]
    public void The_watchdog_counts_where_it_fires() =>
        PromQuery
            .Watchdog("Watchdog", Window)
            .ShouldBe("""count_over_time(ALERTS{alertname="Watchdog",alertstate="firing"}[90000ms])""");

    [TestCase(60, 15, 15, 30)]
    [TestCase(14 * 86_400, 15, 121, 136)]
    [TestCase(60, 60, 60, 120)]
    public void A_look_back_is_as_close_as_the_server_allows_and_never_between_two_evaluations(
        int length,
        int interval,
        int step,
        int window
    ) =>
        HistoryResolution
            .Of(TimeSpan.FromSeconds(length), TimeSpan.FromSeconds(interval))
            .ShouldBe(new HistoryResolution(TimeSpan.FromSeconds(step), TimeSpan.FromSeconds(window)));

    [Test]
    public void Labels_are_one_alert_when_they_agree_where_both_have_them()
    {
        var own = Labels(("alertname", "A"), ("service", "x"), ("replica", "1"));

        own.MayBe(Labels(("alertname", "A"), ("service", "x"), ("cluster", "eu"))).ShouldBeTrue();
        own.MayBe(Labels(("alertname", "A"), ("service", "y"))).ShouldBeFalse();
        own.MayBe(Labels(("alertname", "B"), ("service", "x"))).ShouldBeFalse();
    }

    [Test]
    public void An_alert_is_written_as_PromQL_writes_it()
    {
        Labels(("alertname", "A")).ToString().ShouldBe("A");
        Labels(("alertname", "A"), ("b", "say \"x\"\n"), ("a", "")).ToString().ShouldBe("A{b=\"say \\\"x\\\"\\n\"}");
        Labels().ToString().ShouldBe("{}");
    }

    private static LabelSet Labels(params (string Name, string Value)[] labels) =>
        new(labels.Select(label => KeyValuePair.Create(label.Name, label.Value)));

    private static AlertSelection Selection(string[] severities, params (string Name, string Value)[] labels) =>
        new([.. severities], labels.ToImmutableSortedDictionary(label => label.Name, label => label.Value));
}
