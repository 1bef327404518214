using System.Collections.Immutable;
using PathToProd.EndToEnd.Harness;

namespace PathToProd.EndToEnd;

/// <summary>
/// The commands of docs/promotion-walkthrough.md, in their order, on three control planes and with real monitoring. The program's clock is injected, so that
/// no test waits for a soak.
/// </summary>
[NonParallelizable]
public sealed class PromotionWalkthroughTests
{
    private static readonly string[] Environments = ["ci", "staging", "prod"];
    private static readonly ImmutableArray<GuidePart> Parts = Guide.Read("promotion-walkthrough.md");

    /// <summary>Alertmanager is believed two minutes after it began, and began for this test.</summary>
    private TimeSpan _ahead = TimeSpan.FromMinutes(10);

    private OwnControlPlane[] _clusters = [];
    private MonitoringServers _monitoring = null!;
    private Checkout _platform = null!;

    [OneTimeSetUp]
    public void Start()
    {
        _monitoring = new MonitoringServers(Text("alerts.yaml"));
        _monitoring.Start();
        _clusters = [.. Environments.AsParallel().AsOrdered().Select(name => new OwnControlPlane(name))];
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
    public void Its_commands_work_in_their_order()
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
    }

    private void Type(GuidePart.Command command)
    {
        _platform.Type(command);
        if (command.Line.EndsWith("> metrics", StringComparison.Ordinal))
        {
            Scrape(_platform.Read("metrics"));
        }
    }

    /// <summary>The service says so, and the alert that follows from it is everywhere.</summary>
    private void Scrape(string metrics)
    {
        _monitoring.Set(metrics.TrimEnd('\n'));
        if (metrics.Contains(" 2", StringComparison.Ordinal))
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
}
