using System.Globalization;
using PathToProd.Decisions.Promotions.Looks;
using PathToProd.Facts.Monitoring;
using PathToProd.Tasks.Facts.Monitoring;

namespace PathToProd.Tasks.Facts.Promotions;

/// <summary>
/// Looks at Prometheus and Alertmanager. What several looks ask is asked once, so that one lookout answers for one moment: what is looked up again needs
/// another.
/// </summary>
internal sealed class MonitoringLookout : ILookout
{
    private readonly MonitoringRequests _requests = new();

    public bool Knows(Look look) => look is IMonitoringLook;

    public async Task<object> LookAsync(Look look, CancellationToken cancellation)
    {
        try
        {
            return look switch
            {
                PeersLook peers => await PeersAsync(peers, cancellation),
                RulesLook rules => await RulesAsync(rules, cancellation),
                MeasurementsLook measurements => await MeasurementsAsync(measurements, cancellation),
                AlertHistoryLook history => await HistoryAsync(history, cancellation),
                _ => throw new InvalidOperationException($"{look.GetType().Name} is not looked up here."),
            };
        }
        catch (FormatException exception)
        {
            return new Silence($"Prometheus at {ShownAddress.Of(Prometheus(look))} {exception.Message}");
        }
    }

    private async Task<AlertmanagerPeers> PeersAsync(PeersLook look, CancellationToken cancellation) =>
        new([
            .. await Task.WhenAll(look.Monitor.Alertmanagers.Select(address => PeerAsync(look, address, cancellation))),
        ]);

    private async Task<AlertmanagerPeer> PeerAsync(PeersLook look, Uri address, CancellationToken cancellation)
    {
        var shown = ShownAddress.Of(address);
        try
        {
            var answers = await AllAsync(look, address, AlertmanagerText.Paths, cancellation);
            return new AlertmanagerPeer(shown, AlertmanagerText.Read(answers[0], answers[1], answers[2]));
        }
        catch (FormatException exception)
        {
            return new AlertmanagerPeer(shown, State: null, $"Alertmanager at {shown} {exception.Message}");
        }
    }

    private async Task<PrometheusRules> RulesAsync(IMonitoringLook look, CancellationToken cancellation)
    {
        var answers = await AllAsync(look, Prometheus(look), PrometheusText.RulePaths, cancellation);
        return PrometheusText.Rules(answers[0], answers[1]);
    }

    private async Task<Measurements> MeasurementsAsync(MeasurementsLook look, CancellationToken cancellation) =>
        new([
            .. await Task.WhenAll(
                look.Moments.Select(async moment => new Measurement(
                    moment,
                    await MeasureAsync(look, moment, cancellation)
                ))
            ),
        ]);

    // Each by itself and not as a range: one error would be the answer of all of a range, and @ end() means something else there.
    private async Task<Measured> MeasureAsync(
        MeasurementsLook look,
        DateTimeOffset moment,
        CancellationToken cancellation
    )
    {
        var address = Prometheus(look);
        try
        {
            return PrometheusText.Query(
                await _requests.AskAsync(
                    address,
                    $"api/v1/query?query={Uri.EscapeDataString(look.Query)}&time={Seconds(moment)}{Limit(look)}",
                    look.Monitor.Timeout,
                    cancellation
                )
            );
        }
        catch (FormatException exception)
        {
            return new Measured.Error($"Prometheus at {ShownAddress.Of(address)} {exception.Message}");
        }
    }

    private async Task<AlertHistory> HistoryAsync(AlertHistoryLook look, CancellationToken cancellation)
    {
        var watchdog = look.Monitor.Watchdog;
        var rules = await RulesAsync(look, cancellation);
        var resolution = HistoryResolution.Of(look.Time.Length, rules.Interval(look.Selection, watchdog));
        string[] paths =
        [
            Range(look, PromQuery.Alerts(look.Selection, watchdog, resolution.Window), resolution.Step),
            .. watchdog is null
                ? []
                : (string[])[Range(look, PromQuery.Watchdog(watchdog, resolution.Window), resolution.Step)],
        ];
        var answers = await AllAsync(look, Prometheus(look), paths, cancellation);
        return AlertHistory.Of(
            look.Time,
            resolution,
            PrometheusText.Range(answers[0]),
            watchdog is null ? null : PrometheusText.Range(answers[1])
        );
    }

    /// <summary>From the end backwards, so that no part of the time is left out at its end.</summary>
    private static string Range(AlertHistoryLook look, string query, TimeSpan step)
    {
        var start = look.Time.End - (Math.Floor(look.Time.Length / step) * step);
        return $"api/v1/query_range?query={Uri.EscapeDataString(query)}&start={Seconds(start)}&end={Seconds(look.Time.End)}"
            + $"&step={step.TotalSeconds.ToString(CultureInfo.InvariantCulture)}{Limit(look)}";
    }

    private Task<MonitoringAnswer[]> AllAsync(
        IMonitoringLook look,
        Uri address,
        IEnumerable<string> paths,
        CancellationToken cancellation
    ) => Task.WhenAll(paths.Select(path => _requests.AskAsync(address, path, look.Monitor.Timeout, cancellation)));

    /// <summary>Prometheus ends a query before we lose patience, so that losing patience means a server that is gone.</summary>
    private static string Limit(IMonitoringLook look) =>
        $"&timeout={(long)(look.Monitor.Timeout.TotalMilliseconds * 0.9)}ms";

    private static string Seconds(DateTimeOffset moment) =>
        (moment.ToUnixTimeMilliseconds() / 1000m).ToString(CultureInfo.InvariantCulture);

    private static Uri Prometheus(object look) =>
        look is IMonitoringLook { Monitor: { } monitor }
            ? monitor.Prometheus ?? throw new InvalidOperationException($"{monitor.Name} has no Prometheus to ask.")
            : throw new InvalidOperationException($"{look} is not about monitoring.");
}
