using System.Collections.Immutable;
using PathToProd.Decisions.Promotions.Looks;
using PathToProd.Decisions.Promotions.Questions;
using PathToProd.Facts.Monitoring;
using PathToProd.Model.Promotions.Rules;
using PathToProd.Text;
using Monitor = PathToProd.Model.Promotions.Rules.Monitor;

namespace PathToProd.Decisions.Promotions.Gates;

/// <summary>The set ran in earlier environments for a time, without a break and in good health.</summary>
internal sealed class SoakGate(SoakRule rule) : IGate
{
    public bool IsSameForStep => true;

    public IEnumerable<Look> Looks(PromotionQuestion question) =>
        HistoryLook(question) is { } look ? Monitoring(look.Monitor).Looks.Append(look) : [];

    public IEnumerable<GateCause> Causes(PromotionQuestion question)
    {
        var environments = Environments(question);
        if (environments.Length == 0)
        {
            return
            [
                MonitoringCauses.Unknown(
                    "no environment",
                    $"no step comes before {question.Step.Name}, so that no environment is there to soak in",
                    "name environments with in: in the gate, or take the gate away from this step"
                ),
            ];
        }

        if (rule.Within < rule.For)
        {
            return [Never()];
        }

        var unread = environments.Select(question.NotRead).OfType<GateCause>().ToArray();
        var times = Times(question);
        var isSoaked = rule.Counting switch
        {
            SoakCounting.Any => times.Any(IsEnough),
            SoakCounting.Sum => Sum(times) >= rule.For,
            _ => times.Length == environments.Length && times.All(IsEnough),
        };
        var silence = Silence(question);
        if (isSoaked)
        {
            // What is not known can make a time shorter that seems long enough; another environment is needed only where all count.
            return silence;
        }

        var writer = new SoakCauses(rule, question, times);
        var missing = environments.Where(question.Histories.ContainsKey);
        return [.. unread, .. missing.SelectMany(writer.Of), .. silence];
    }

    public string Open(PromotionQuestion question)
    {
        var times = Times(question).Where(time => rule.Counting != SoakCounting.Any || IsEnough(time));
        return $"healthy {Prose.List([.. times.Select(time => $"in {time.Environment} for {Duration.Text(time.Healthy.Length)}")])} of {Duration.Text(rule.For)}"
            + (rule.Monitor is null ? ", whatever alerts fired" : "");
    }

    /// <summary>The current time as Prometheus can say it, so that what lasts until now is seen to.</summary>
    internal static DateTimeOffset Now(PromotionQuestion question) =>
        DateTimeOffset.FromUnixTimeMilliseconds(question.Now.ToUnixTimeMilliseconds());

    private bool IsEnough(SoakTime time) => time.Healthy.Length >= rule.For;

    internal static TimeSpan Sum(IEnumerable<SoakTime> times) =>
        times.Aggregate(TimeSpan.Zero, (sum, time) => sum + time.Healthy.Length);

    private string[] Environments(PromotionQuestion question) =>
        rule.In.IsEmpty ? [.. question.Path.EnvironmentsBefore(question.Step)] : [.. rule.In];

    private MonitoringCauses Monitoring(Monitor monitor) => new(monitor, rule.Selection, rule.AcceptsNoWatchdog);

    private static ImmutableArray<SetStay> Stays(PromotionQuestion question, string environment) =>
        question.Histories.TryGetValue(environment, out var history) ? SetStay.Of(history, question.Set) : [];

    private SoakTime[] Times(PromotionQuestion question)
    {
        var history = HistoryLook(question) is { } look ? question.Answers.Of(look).Answer : null;
        return
        [
            .. Environments(question)
                .Select(environment =>
                    SoakTime.Best(
                        environment,
                        Stays(question, environment),
                        rule,
                        SoakCauses.Failures(question, environment),
                        history,
                        Now(question)
                    )
                )
                .OfType<SoakTime>(),
        ];
    }

    /// <summary>One look for all environments, from the first stay that counts until now; null when there is nothing to look at.</summary>
    private AlertHistoryLook? HistoryLook(PromotionQuestion question)
    {
        if (rule.Monitor is null || question.Path.Monitors[rule.Monitor] is not { Prometheus: not null } monitor)
        {
            return null;
        }

        var counted = new TimeRange(Now(question) - rule.Within, Now(question));
        var stays = Spans.Of(
            Environments(question)
                .SelectMany(environment => Stays(question, environment))
                .Select(stay => new TimeRange(stay.From, stay.To ?? Now(question)).Within(counted))
        );
        return stays.IsEmpty
            ? null
            : new AlertHistoryLook(monitor, rule.Selection, new TimeRange(stays.All[0].Start, Now(question)));
    }

    /// <summary>Why it is not known which alerts fired.</summary>
    private GateCause[] Silence(PromotionQuestion question)
    {
        if (
            rule.Monitor is null
            || (HistoryLook(question) is null && question.Path.Monitors[rule.Monitor].Prometheus is not null)
        )
        {
            return [];
        }

        var monitor = question.Path.Monitors[rule.Monitor];
        var causes = Monitoring(monitor).Of(question);
        return HistoryLook(question) is { } look && question.Answers.Of(look) is (null, var why)
            ?
            [
                .. causes,
                MonitoringCauses.Silent(
                    $"history of alerts of {monitor.Name}",
                    "Prometheus",
                    $"it is not known which alerts fired: {why}"
                ),
            ]
            : [.. causes];
    }

    private GateCause Never() =>
        new()
        {
            Kind = CauseKind.Closed,
            About = "within",
            Because = $"{Duration.Text(rule.For)} is needed, and only the last {Duration.Text(rule.Within)} counts",
            Lift = "raise within in the gate, or lower for",
        };
}
