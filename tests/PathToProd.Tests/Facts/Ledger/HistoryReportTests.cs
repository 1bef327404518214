using PathToProd.Facts.Ledger;
using PathToProd.Text.Tables;
using static PathToProd.Tests.Facts.Ledger.ShownLedger;

namespace PathToProd.Tests.Facts.Ledger;

public sealed class HistoryReportTests
{
    [TestCase(24, "history_24")]
    [TestCase(40, "history_40")]
    [TestCase(80, "history_80")]
    [TestCase(100, "history_100")]
    [TestCase(300, "history_300")]
    public void The_history_fits_the_terminal(int width, string snapshot) =>
        Snapshot.Match(Fitting(width, style => HistoryReport.Text(History, style, Prod.Now)), snapshot);

    [Test]
    public void A_history_since_a_moment_has_what_ended_then_or_later_and_says_so_when_that_is_nothing()
    {
        var history = DeploymentHistory.From("prod", Prod.Entries, started => started.Run == "run-8");
        var since = LedgerBuilder.FirstLine.AddHours(9);

        history
            .Since(since)
            .Attempts.Select(attempt => $"{attempt.Started.Component} {attempt.Outcome}")
            .ShouldBe([
                "policy-agents Succeeded",
                "policy-agents Succeeded",
                "ingress Interrupted",
                "audit InProgress",
            ]);
        HistoryReport
            .Text(history.Of("base-network").Since(since), Style.Plain, Prod.Now)
            .ShouldBe("Nothing was deployed to prod since 2026-11-22 17:00:00 UTC.\n");
        Snapshot.MatchReport("history", HistoryReport.Json([history.Since(since)]), "history_since_json");
        Snapshot.Match(HistoryReport.Markdown([history.Since(since)], Prod.Now), "history_since_page");
    }

    [Test]
    public void A_history_for_programs_has_the_lines_that_were_ignored()
    {
        var torn = new LedgerBuilder().Deploy("base-k8s", "1.30.1").Succeeds().Deploy("ingress", "1.4.0").Text[..^60];
        var reading = LedgerText.Read(torn, "environments/prod/ledger.jsonl");

        Snapshot.MatchReport("history", HistoryReport.Json([DeploymentHistory.From("prod", reading)]));
    }

    [Test]
    public void The_history_is_every_attempt_the_newest_first() =>
        Snapshot.Match(HistoryReport.Text(History, Style.Plain, Prod.Now));

    [Test]
    public void Programs_get_the_history_as_JSON() =>
        Snapshot.MatchReport("history", HistoryReport.Json([History.Of("base-k8s")]));

    [Test]
    public void A_history_of_nothing_is_said_in_a_sentence() =>
        HistoryReport
            .Text(new DeploymentHistory("sandbox", []), Style.Plain, Prod.Now)
            .ShouldBe("Nothing was deployed to sandbox yet.\n");

    private static DeploymentHistory History =>
        DeploymentHistory.From("prod", Prod.Entries, started => started.Run == "run-8");
}
