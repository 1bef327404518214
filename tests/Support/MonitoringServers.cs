using System.Text;

namespace PathToProd.Support;

/// <summary>
/// A real Prometheus and two real peers of Alertmanager on this machine, which evaluate each second, and a service whose numbers a test sets.
/// </summary>
public sealed class MonitoringServers : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly LoopbackServer _service = new();

    /// <summary>Starts nothing yet.</summary>
    /// <param name="rules">The file of rules of Prometheus.</param>
    public MonitoringServers(string rules)
    {
        var (gossip, others) = (LoopbackServer.FreeAuthority(), LoopbackServer.FreeAuthority());
        First = Alertmanager("am-1", gossip, others);
        Second = Alertmanager("am-2", others, gossip);
        Prometheus = NewPrometheus(_folder.Write("rules.yml", rules));
        Set();
    }

    public MonitoringProgram Prometheus { get; }

    public MonitoringProgram First { get; }

    public MonitoringProgram Second { get; }

    /// <summary>Starts all three, and returns once they answer.</summary>
    public void Start()
    {
        First.Begin();
        Second.Begin();
        Prometheus.Start();
        First.WaitUntilReady();
        Second.WaitUntilReady();
    }

    /// <summary>What the service says of itself from now on.</summary>
    public void Set(params IEnumerable<string> metrics) =>
        _service.Serve("/metrics", Encoding.UTF8.GetBytes(string.Concat(metrics.Select(line => line + "\n"))));

    /// <summary>Waits until an alert fires in Prometheus, and both peers were sent it.</summary>
    public void WaitUntilFires(string alert) =>
        Eventually.Holds(
            () => Array.TrueForAll(Lists(), list => list is not null && Holds(list, alert)),
            $"{alert} fires"
        );

    /// <summary>Waits until an alert fires nowhere.</summary>
    public void WaitUntilResolved(string alert) =>
        Eventually.Holds(
            () => Array.TrueForAll(Lists(), list => list is not null && !Holds(list, alert)),
            $"{alert} is resolved"
        );

    public void Dispose()
    {
        Prometheus.Dispose();
        First.Dispose();
        Second.Dispose();
        _service.Dispose();
        _folder.Dispose();
    }

    private string?[] Lists() =>
        [Prometheus.Answer("api/v1/alerts"), First.Answer("api/v2/alerts"), Second.Answer("api/v2/alerts")];

    private static bool Holds(string list, string alert) =>
        list.Contains($"\"alertname\":\"{alert}\"", StringComparison.Ordinal);

    private MonitoringProgram Alertmanager(string name, string gossip, string peer)
    {
        var authority = LoopbackServer.FreeAuthority();
        var configuration = _folder.Write($"{name}.yml", "route: { receiver: none }\nreceivers: [{ name: none }]\n");
        return new MonitoringProgram(
            "prometheus-alertmanager",
            authority,
            [
                $"--config.file={configuration}",
                $"--storage.path={_folder[name]}",
                $"--web.listen-address={authority}",
                $"--cluster.listen-address={gossip}",
                $"--cluster.peer={peer}",
                "--cluster.gossip-interval=20ms",
                "--cluster.pushpull-interval=200ms",
            ]
        );
    }

    private MonitoringProgram NewPrometheus(string rules)
    {
        var authority = LoopbackServer.FreeAuthority();
        var configuration = _folder.Write(
            "prometheus.yml",
            $$"""
            global: { scrape_interval: 1s, evaluation_interval: 1s }
            rule_files: ["{{rules}}"]
            alerting: { alertmanagers: [{ static_configs: [{ targets: ["{{First.Address.Authority}}", "{{Second.Address.Authority}}"] }] }] }
            scrape_configs:
              - job_name: service
                static_configs: [{ targets: ["{{_service.Authority}}"] }]
                metric_relabel_configs: [{ action: labeldrop, regex: "instance|job" }]
            """
        );
        return new MonitoringProgram(
            "prometheus",
            authority,
            [
                $"--config.file={configuration}",
                $"--storage.tsdb.path={_folder["data"]}",
                $"--web.listen-address={authority}",
                "--rules.alert.resend-delay=1s",
            ]
        );
    }
}
