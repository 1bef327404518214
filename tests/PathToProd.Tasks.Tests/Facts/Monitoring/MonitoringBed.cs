using PathToProd.Decisions.Promotions;
using PathToProd.Decisions.Promotions.Questions;
using PathToProd.Tasks.Facts.Promotions;
using PathToProd.Tests.Decisions.Promotions.Gates;
using Monitor = PathToProd.Model.Promotions.Rules.Monitor;

namespace PathToProd.Tasks.Tests.Facts.Monitoring;

/// <summary>Real servers with the rules of a web service, and gates that ask them.</summary>
internal sealed class MonitoringBed : IDisposable
{
    private const string Rules = """
        groups:
          - name: web
            rules:
              - { alert: Watchdog, expr: vector(1), labels: { severity: none } }
              - { alert: HighLatency, expr: latency > 1, labels: { severity: critical } }
              - { alert: Doubled, expr: (vector(1) * on() doubled) > 2, labels: { severity: critical } }
        """;

    private readonly MonitoringServers _servers = new(Rules);

    public MonitoringBed()
    {
        Monitor = MonitoredQuestion.Main with
        {
            Prometheus = Prometheus.Address,
            Alertmanagers = [First.Address, Second.Address],
            Timeout = TimeSpan.FromSeconds(5),
        };
        Set("latency 0");
    }

    public MonitoringProgram Prometheus => _servers.Prometheus;

    public MonitoringProgram First => _servers.First;

    public MonitoringProgram Second => _servers.Second;

    public Monitor Monitor { get; }

    /// <summary>Starts all three, and returns once they answer.</summary>
    public void Start() => _servers.Start();

    /// <summary>What the service says of itself from now on.</summary>
    public void Set(params string[] metrics) => _servers.Set(metrics);

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

    public void Dispose() => _servers.Dispose();
}
