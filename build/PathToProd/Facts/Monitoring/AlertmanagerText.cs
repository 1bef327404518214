using System.Collections.Immutable;
using System.Text.Json;
using PathToProd.Formats.Json;

namespace PathToProd.Facts.Monitoring;

/// <summary>Reads what Alertmanager answers (its API v2). What is not as it should be is refused: half of an answer is none.</summary>
public static class AlertmanagerText
{
    /// <summary>What is asked, below the address; the answers are read in this order.</summary>
    public static readonly ImmutableArray<string> Paths =
    [
        "api/v2/status",
        "api/v2/alerts?active=true&silenced=true&inhibited=true&unprocessed=true",
        "api/v2/silences",
    ];

    /// <summary>Reads the answers to <see cref="Paths"/>.</summary>
    /// <exception cref="FormatException">One of them is no answer: why, as a clause about the server.</exception>
    public static AlertmanagerState Read(MonitoringAnswer status, MonitoringAnswer alerts, MonitoringAnswer silences)
    {
        var (isSettling, members, started) = status.Read(ReadStatus);
        return new AlertmanagerState
        {
            IsSettling = isSettling,
            Members = members,
            Started = started,
            Alerts = alerts.Read(json => json.Items().Select(ReadAlert).ToImmutableArray()),
            Silences = silences.Read(json => json.Items().ToImmutableDictionary(one => one.Text("id"), ReadSilence)),
        };
    }

    private static (bool IsSettling, int Members, DateTimeOffset Started) ReadStatus(JsonElement json)
    {
        var cluster = json.Map("cluster");
        var isSettling = cluster.Text("status") switch
        {
            "ready" or "disabled" => false,
            "settling" => true,
            var other => throw new FormatException($"has the status \"{MonitoringAnswer.Short(other)}\""),
        };
        return (isSettling, cluster.OptionalList("peers").Count(), json.Time("uptime"));
    }

    private static SentAlert ReadAlert(JsonElement json)
    {
        var status = json.Map("status");
        if (status.Text("state") is not ("active" or "suppressed" or "unprocessed") and var state)
        {
            throw new FormatException($"has an alert with the state \"{MonitoringAnswer.Short(state)}\"");
        }

        return new SentAlert(
            new LabelSet(json.Labels("labels")),
            json.Time("startsAt"),
            [.. status.Texts("silencedBy")],
            status.Texts("inhibitedBy").Any()
        );
    }

    private static AlertSilence ReadSilence(JsonElement json) =>
        new(MonitoringAnswer.Short(json.Text("createdBy")), json.Time("endsAt"));
}
