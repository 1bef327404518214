using System.Text;
using PathToProd.Decisions.Promotions;
using PathToProd.Tasks.Facts.Monitoring;
using PathToProd.Tasks.Facts.Promotions;
using PathToProd.Tests.Decisions.Promotions.Gates;
using Monitor = PathToProd.Model.Promotions.Monitor;

namespace PathToProd.Tasks.Tests.Facts.Monitoring;

/// <summary>
/// A real Prometheus and two real peers of Alertmanager on this machine, which evaluate each second, and a service whose numbers a test sets.
/// </summary>
internal sealed class MonitoringBed : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly LoopbackServer _service = new();

    public MonitoringBed()
    {
        var (gossip, others) = (LoopbackServer.FreeAuthority(), LoopbackServer.FreeAuthority());
        First = Alertmanager("am-1", gossip, others);
        Second = Alertmanager("am-2", others, gossip);
        Prometheus = NewPrometheus();
        Monitor = MonitoredQuestion.Main with
        {
            Prometheus = Prometheus.Address,
            Alertmanagers = [First.Address, Second.Address],
            Timeout = TimeSpan.FromSeconds(5),
        };
        Set("latency 0");
    }

    public MonitoringProgram Prometheus { get; }

    public MonitoringProgram First { get; }

    public MonitoringProgram Second { get; }

    public Monitor Monitor { get; }

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
    public void Set(params string[] metrics) =>
        _service.Serve("/metrics", Encoding.UTF8.GetBytes(string.Concat(metrics.Select(line => line + "\n"))));

    /// <summary>What the gate of a question says once everything was looked up.</summary>
    public static string Verdict(PromotionQuestion question)
    {
        var lookouts = new Lookouts(new MonitoringLookout());
        var answers = lookouts
            .AnswerAsync(PromotionDecision.Looks(question), CancellationToken.None)
            .GetAwaiter()
            .GetResult();
        return (question with { Answers = answers }).Verdict();
    }

    public void Dispose()
    {
        Prometheus.Dispose();
        First.Dispose();
        Second.Dispose();
        _service.Dispose();
        _folder.Dispose();
    }

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

    private MonitoringProgram NewPrometheus()
    {
        var authority = LoopbackServer.FreeAuthority();
        var rules = _folder.Write(
            "rules.yml",
            """
            groups:
              - name: web
                rules:
                  - { alert: Watchdog, expr: vector(1), labels: { severity: none } }
                  - { alert: HighLatency, expr: latency > 1, labels: { severity: critical } }
                  - { alert: Doubled, expr: (vector(1) * on() doubled) > 2, labels: { severity: critical } }
            """
        );
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
