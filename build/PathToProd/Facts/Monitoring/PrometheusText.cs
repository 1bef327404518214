using System.Collections.Immutable;
using System.Text.Json;
using PathToProd.Formats.Json;

namespace PathToProd.Facts.Monitoring;

/// <summary>Reads what Prometheus answers (its API v1). What is not as it should be is refused: half of an answer is none.</summary>
public static class PrometheusText
{
    /// <summary>What is asked for the rules, below the address; the answers are read in this order.</summary>
    public static readonly ImmutableArray<string> RulePaths = ["api/v1/rules", "api/v1/status/runtimeinfo"];

    /// <summary>Reads the answers to <see cref="RulePaths"/>.</summary>
    /// <exception cref="FormatException">One of them is no answer: why, as a clause about the server.</exception>
    public static PrometheusRules Rules(MonitoringAnswer rules, MonitoringAnswer runtime) =>
        new()
        {
            At = rules.At,
            Started = runtime.Read(json => Data(json).Time("startTime")),
            All = rules.Read(json =>
                Data(json)
                    .List("groups")
                    .SelectMany(group => group.List("rules").Select(rule => ReadRule(group, rule)))
                    .ToImmutableArray()
            ),
        };

    /// <summary>Reads the answer to <c>api/v1/query</c>.</summary>
    /// <exception cref="FormatException">It is no answer: why, as a clause about the server.</exception>
    public static Measured Query(MonitoringAnswer answer) => answer.Read(json => Result(Data(json)));

    /// <summary>Reads the answer to <c>api/v1/query_range</c>.</summary>
    /// <exception cref="FormatException">It is no answer: why, as a clause about the server.</exception>
    public static ImmutableArray<RangeSeries> Range(MonitoringAnswer answer) =>
        answer.Read(json =>
        {
            var data = Data(json);
            return data.Text("resultType") == "matrix"
                ? data.List("result").Select(Series).ToImmutableArray()
                : throw new FormatException("is not a matrix");
        });

    /// <summary>The data of an answer. One with warnings may hold only a part, as of a remote read that failed.</summary>
    private static JsonElement Data(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object || json.Text("status") != "success")
        {
            throw new FormatException("does not say \"success\"");
        }

        return json.OptionalList("warnings").Select(warning => warning.ToString()).FirstOrDefault() is { } warning
            ? throw new FormatException($"has a warning, and may be only a part: {MonitoringAnswer.Short(warning)}")
            : json.Map("data");
    }

    private static PrometheusRule ReadRule(JsonElement group, JsonElement rule)
    {
        var isAlert = rule.Text("type") switch
        {
            "alerting" => true,
            "recording" => false,
            var other => throw new FormatException($"has a rule of the type \"{MonitoringAnswer.Short(other)}\""),
        };
        var evaluated = rule.Time("lastEvaluation");
        return new PrometheusRule
        {
            Name = rule.Text("name"),
            Group = group.Text("name"),
            Interval = group.Duration("interval"),
            IsAlert = isAlert,
            Query = rule.Text("query"),
            Labels = rule.TryGetProperty("labels", out _)
                ? rule.Labels("labels").ToImmutableSortedDictionary(StringComparer.Ordinal)
                : ImmutableSortedDictionary<string, string>.Empty,
            Health = rule.Text("health") switch
            {
                "ok" => RuleHealth.Ok,
                "err" => RuleHealth.Failed,
                "unknown" => RuleHealth.NotEvaluated,
                var other => throw new FormatException(
                    $"has a rule with the health \"{MonitoringAnswer.Short(other)}\""
                ),
            },
            Error = MonitoringAnswer.Short(rule.OptionalText("lastError") ?? ""),
            // The year 1 stands for never.
            Evaluated = evaluated.Year == 1 ? null : evaluated,
            Alerts = isAlert ? [.. rule.OptionalList("alerts").Select(ReadAlert)] : [],
        };
    }

    private static RuleAlert ReadAlert(JsonElement alert) =>
        new(
            new LabelSet(alert.Labels("labels")),
            alert.Text("state") switch
            {
                "firing" => true,
                "pending" => false,
                var other => throw new FormatException(
                    $"has an alert with the state \"{MonitoringAnswer.Short(other)}\""
                ),
            },
            alert.Time("activeAt")
        );

    private static Measured Result(JsonElement data)
    {
        switch (data.Text("resultType"))
        {
            case "scalar":
                return Number(data.Part("result").Sample().Value);
            case "vector":
                var series = data.List("result").ToArray();
                return series.Length switch
                {
                    0 => new Measured.NoData(),
                    1 => Number(series[0].Part("value").Sample().Value),
                    var count => new Measured.Error(
                        $"the query gives {count} series, and one number is needed: write sum(...) or max(...) around it"
                    ),
                };
            case var other:
                return new Measured.Error(
                    $"the query gives a {MonitoringAnswer.Short(other)}, and one number is needed"
                );
        }
    }

    private static Measured Number(string text) =>
        JsonParts.Value(text) is var value && double.IsNaN(value)
            ? new Measured.NotANumber()
            : new Measured.Number(value);

    private static RangeSeries Series(JsonElement series) =>
        new(new LabelSet(series.Labels("metric")), [.. series.List("values").Select(sample => sample.Sample().At)]);

    private static JsonElement Part(this JsonElement json, string name) =>
        json.TryGetProperty(name, out var part) ? part : throw new FormatException($"has no \"{name}\"");
}
