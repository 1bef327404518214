using PathToProd.Facts.Drift;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Status;
using PathToProd.Tests.Facts.Ledger;
using PathToProd.Text.Tables;
using static PathToProd.Tests.Facts.Ledger.ShownLedger;

namespace PathToProd.Tests.Facts.Status;

public sealed class StatusReportTests
{
    private static LedgerState[] States => [Prod.StateWith("run-8"), new LedgerBuilder("sandbox").State];

    private static readonly string[] Components = ["base-network", "base-k8s", "ingress"];

    [Test]
    public void What_runs_where_is_a_table_and_what_to_look_at_follows() =>
        Snapshot.Match(StatusReport.Text(Known(States), Components, Style.Plain, Prod.Now));

    [Test]
    public void A_terminal_shows_it_in_colours() =>
        Snapshot.Match(
            StatusReport
                .Text(Known(States), Components, Style.Ansi, Prod.Now)
                .Replace("\e", "ESC", StringComparison.Ordinal)
        );

    [TestCase(24, "status_24")]
    [TestCase(40, "status_40")]
    [TestCase(80, "status_80")]
    [TestCase(100, "status_100")]
    [TestCase(300, "status_300")]
    public void It_fits_the_terminal(int width, string snapshot) =>
        Snapshot.Match(
            Fitting(width, style => StatusReport.Text(Known(States), Components, style, Prod.Now)),
            snapshot
        );

    [Test]
    public void Programs_get_the_same_as_JSON() =>
        Snapshot.MatchReport("status", StatusReport.Json(Known(States), Components));

    [Test]
    public void What_the_last_look_found_stands_beside_what_is_deployed_unless_that_is_newer()
    {
        var state = new LedgerBuilder()
            .Deploy("base-k8s", "1.30.1")
            .Succeeds()
            .Deploy("base-network", "1.0.0", set: "2026.11.1")
            .Succeeds()
            .Deploy("ingress", "1.4.0", set: "2026.11.1")
            .Succeeds();
        Func<ComponentState, DriftRecord?> looks = one =>
            one.Component switch
            {
                "ingress" => Look(DriftVerdict.Drifted, one.LastDeployment!.Run),
                "base-k8s" => Look(DriftVerdict.None, "an-earlier-run"),
                _ => null,
            };

        Snapshot.Match(
            StatusReport.Text(Known(state.State), Components, Style.Plain, state.Now, looks),
            "status_drift"
        );
        Snapshot.Match(StatusReport.Markdown(Known(state.State), Components, state.Now, looks), "status_drift_page");
        Snapshot.MatchReport("status", StatusReport.Json(Known(state.State), Components, looks), "status_drift_json");

        DriftRecord Look(DriftVerdict verdict, string run) =>
            new(verdict, LedgerBuilder.FirstLine, run, state.State["ingress"].LastDeployment!.Digest, Findings: 2);
    }

    [Test]
    public void What_a_torn_start_may_have_changed_is_unknown()
    {
        var torn = Torn;
        Snapshot.Match(StatusReport.Text(Known(torn), Components, Style.Plain, Prod.Now), "status_torn");
        Snapshot.MatchReport("status", StatusReport.Json(Known(torn), Components), "status_torn_json");
    }

    [Test]
    public void An_environment_whose_ledger_could_not_be_read_is_unknown_and_the_others_are_shown()
    {
        var latest = new LatestStates(
            [new LedgerBuilder().Deploy("base-network", "1.0.0").Succeeds().State],
            [
                new UnreadLedger(
                    "far",
                    "The ledger in the cluster of far could not be read: no answer. Check the network."
                ),
            ]
        );

        Snapshot.Match(StatusReport.Text(latest, [], Style.Plain, Prod.Now), "status_unread");
        Snapshot.Match(StatusReport.Markdown(latest, [], Prod.Now), "status_unread_page");
        Snapshot.MatchReport("status", StatusReport.Json(latest, []), "status_unread_json");
    }

    [Test]
    public void Where_no_deployment_is_known_an_environment_that_is_unknown_is_not_called_empty() =>
        StatusReport
            .Text(new LatestStates([], [new UnreadLedger("far", "It does not answer.")]), [], Style.Plain, Prod.Now)
            .ShouldEndWith("Nothing is known of far. It does not answer.\n");

    private static LatestStates Known(params LedgerState[] states) => new([.. states], []);

    private static LedgerState Torn =>
        new LedgerBuilder()
            .Deploy("base-network", "1.0.0")
            .Succeeds()
            .Deploy("base-k8s", "1.30.1")
            .Succeeds()
            .Deploy("base-k8s", "1.31.0")
            .TornAfter("\"component\":\"base-k8s\"");

    [Test]
    public void Nothing_at_all_is_said_in_a_sentence() =>
        StatusReport.Text(Known(), [], Style.Plain, Prod.Now).ShouldBe("Nothing was deployed yet.\n");
}
