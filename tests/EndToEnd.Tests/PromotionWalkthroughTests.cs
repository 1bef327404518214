using System.Collections.Immutable;
using PathToProd.EndToEnd.Harness;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Promotions;

namespace PathToProd.EndToEnd;

/// <summary>
/// The commands of docs/promotion-walkthrough.md, in their order, on three control planes and with real monitoring. The program's clock is injected, so that
/// nothing waits for a soak.
/// </summary>
[NonParallelizable]
public sealed class PromotionWalkthroughTests
{
    private static readonly string[] Names = ["ci", "staging", "prod"];
    private static readonly ImmutableArray<GuidePart> Parts = Guide.Read("promotion-walkthrough.md");

    /// <summary>At first, long enough that Alertmanager, which begins with the test, is believed.</summary>
    private TimeSpan _ahead = TimeSpan.FromMinutes(10);

    private OwnControlPlane[] _clusters = [];
    private MonitoringServers _monitoring = null!;
    private Checkout _platform = null!;

    [OneTimeSetUp]
    public void Start()
    {
        _monitoring = new MonitoringServers(Text("alerts.yaml"));
        _monitoring.Start();
        _clusters = [.. Names.Select(name => new OwnControlPlane(name))];
        _platform = Template
            .ReferencePlatform()
            .WithKubeconfig(string.Join(':', _clusters.Select(cluster => cluster.Cluster.Kubeconfig)))
            .WithClockAhead(_ahead);
        Directory.Delete(_platform.PathOf($"environments/{TestEnvironment.Name}"), recursive: true);
        _platform.ForHollowNodes(_clusters[0].Cluster);
        _monitoring.WaitUntilFires("Watchdog");
    }

    [OneTimeTearDown]
    public void Stop()
    {
        _platform?.Dispose();
        _monitoring?.Dispose();
        foreach (var cluster in _clusters)
        {
            cluster.Dispose();
        }
    }

    [Test]
    public void Its_commands_work_in_their_order_and_show_what_it_says()
    {
        foreach (var part in Parts)
        {
            switch (part)
            {
                case GuidePart.Document document:
                    _platform.Write(document.Path, WithRealAddresses(document.Text));
                    break;
                case GuidePart.Command { Line: "# A day later" }:
                    _platform.WithClockAhead(_ahead += TimeSpan.FromDays(1));
                    break;
                case GuidePart.Command command:
                    Type(command);
                    break;
            }
        }

        TheSameCameToAll();
        TheBadOneCameToStagingOnly();
    }

    private void Type(GuidePart.Command command)
    {
        _platform.Type(command);
        if (command.Line.EndsWith("> metrics", StringComparison.Ordinal))
        {
            Scrape(_platform.Read("metrics").TrimEnd());
        }
    }

    private void TheSameCameToAll()
    {
        Digests("staging", "2026.11.1").ShouldBe(Digests("ci", "2026.11.1"));
        Digests("prod", "2026.11.1").ShouldBe(Digests("ci", "2026.11.1"));
        Digests("ci", "2026.11.1").Length.ShouldBe(5);
        Digests("prod", "2026.11.3").ShouldBe(Digests("ci", "2026.11.3"));
        foreach (var cluster in _clusters)
        {
            (
                (string?)
                    cluster.Cluster.Get("policy-agents", "deployment/policy-agent")!["metadata"]!["labels"]![
                        "app.kubernetes.io/version"
                    ]
            ).ShouldBe("2.1.1");
        }
    }

    private void TheBadOneCameToStagingOnly()
    {
        Tried("staging", "2026.11.2").ShouldBe(["policy-agents 2.1.0"]);
        Tried("prod", "2026.11.2").ShouldBeEmpty();
        _platform
            .Ledger("prod")
            .OfType<LedgerEntry.Started>()
            .ShouldNotContain(started => started.Version.ToString() == "2.1.0");
        Promoted("staging").ShouldBe(["2026.11.1", "2026.11.2", "2026.11.1", "2026.11.3"]);
        Promoted("prod").ShouldBe(["2026.11.1", "2026.11.3"]);
    }

    /// <summary>The service says so, and the alert that follows from it is everywhere.</summary>
    private void Scrape(string metric)
    {
        _monitoring.Set(metric);
        if (metric.EndsWith(" 2", StringComparison.Ordinal))
        {
            _monitoring.WaitUntilFires("HighLatency");
        }
        else
        {
            _monitoring.WaitUntilResolved("HighLatency");
        }
    }

    private string WithRealAddresses(string text) =>
        text.Replace("http://prometheus:9090", Address(_monitoring.Prometheus), StringComparison.Ordinal)
            .Replace("http://am-1:9093", Address(_monitoring.First), StringComparison.Ordinal)
            .Replace("http://am-2:9093", Address(_monitoring.Second), StringComparison.Ordinal);

    private static string Address(MonitoringProgram program) => program.Address.GetLeftPart(UriPartial.Authority);

    private static string Text(string path) =>
        Parts.OfType<GuidePart.Document>().Single(document => document.Path == path).Text;

    /// <summary>What the ledger of an environment has of a set that was deployed there: each component with its digest.</summary>
    private string[] Digests(string environment, string set) =>
        [
            .. Started(environment, set)
                .Select(started => $"{started.Component} {started.Digest}")
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];

    private string[] Tried(string environment, string set) =>
        [.. Started(environment, set).Select(started => $"{started.Component} {started.Version}")];

    private IEnumerable<LedgerEntry.Started> Started(string environment, string set) =>
        _platform.Ledger(environment).OfType<LedgerEntry.Started>().Where(started => started.Set == set);

    private string[] Promoted(string environment) =>
        [
            .. PromotionText
                .Read(_platform.Read("environments/promotions.jsonl"))
                .History.PromotionsTo(environment)
                .Select(record => record.Set.Name),
        ];
}
