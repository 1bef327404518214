using PathToProd.Decisions.Promotions.Looks;
using PathToProd.Decisions.Promotions.Questions;
using PathToProd.Facts.Monitoring;
using PathToProd.Model.Promotions;
using PathToProd.Model.Promotions.Rules;
using PathToProd.Text;
using Monitor = PathToProd.Model.Promotions.Rules.Monitor;

namespace PathToProd.Decisions.Promotions.Gates;

/// <summary>Why it is not known whether alerts would fire: monitoring that is silent, broken or has just begun is not quiet.</summary>
/// <param name="monitor">The monitor.</param>
/// <param name="selection">The alerts that the gate is about.</param>
/// <param name="acceptsNoWatchdog">Whether a monitor without a watchdog is good enough.</param>
internal sealed class MonitoringCauses(Monitor monitor, AlertSelection selection, bool acceptsNoWatchdog)
{
    /// <summary>What must be looked up.</summary>
    public IEnumerable<Look> Looks => monitor.Prometheus is null ? [] : [new RulesLook(monitor)];

    /// <summary>The rules; null when there is no answer, of which there is a cause then.</summary>
    public PrometheusRules? Rules(PromotionQuestion question) =>
        monitor.Prometheus is null ? null : question.Answers.Of(new RulesLook(monitor)).Answer;

    /// <summary>Every reason.</summary>
    public IEnumerable<GateCause> Of(PromotionQuestion question)
    {
        if (monitor.Watchdog is null && !acceptsNoWatchdog)
        {
            yield return Unknown(
                $"watchdog of {monitor.Name}",
                $"the monitor {monitor.Name} names no watchdog, so that silence cannot be told from health",
                $"name an alert that always fires as its watchdog in {PromotionPath.FileName}, or write no-watchdog: accepted"
            );
        }

        if (monitor.Prometheus is not { } prometheus)
        {
            yield return Unknown(
                $"Prometheus of {monitor.Name}",
                $"the monitor {monitor.Name} names no prometheus, and only that knows whether rules are evaluated",
                $"add prometheus to the monitor {monitor.Name} in {PromotionPath.FileName}"
            );
            yield break;
        }

        var (rules, why) = question.Answers.Of(new RulesLook(monitor));
        var causes = rules is null
            ? [Silent($"Prometheus {ShownAddress.Of(prometheus)}", $"Prometheus at {ShownAddress.Of(prometheus)}", why)]
            : OfRules(rules, ShownAddress.Of(prometheus)).DistinctBy(cause => cause.About, StringComparer.Ordinal);
        foreach (var cause in causes)
        {
            yield return cause;
        }
    }

    /// <summary>The cause that a server gave no answer.</summary>
    public static GateCause Silent(string about, string server, string why) =>
        Unknown(about, why, $"see that {server} answers, then ask again");

    /// <summary>A cause of which it is not known whether it is in the way.</summary>
    public static GateCause Unknown(string about, string because, string lift, DateTimeOffset? until = null) =>
        new()
        {
            Kind = CauseKind.Unknown,
            About = about,
            Because = because,
            Lift = lift,
            Until = until,
        };

    private IEnumerable<GateCause> OfRules(PrometheusRules rules, string address)
    {
        var about = rules.About(selection, monitor.Watchdog).ToArray();
        var settled = rules.Started + (2 * rules.Interval(selection, monitor.Watchdog));
        if (rules.At < settled)
        {
            yield return Unknown(
                $"start of Prometheus {address}",
                $"Prometheus at {address} began {Duration.Text(rules.At - rules.Started)} ago, and knows what fired before only once its rules were evaluated twice",
                $"wait until {Moment.Text(settled)}",
                settled
            );
        }

        if (!about.Any(rule => rule.Name != monitor.Watchdog))
        {
            yield return Unknown(
                $"rules of Prometheus {address}",
                $"no rule of Prometheus at {address} makes alerts with {selection}, so that none can fire",
                "correct severity and labels of the gate, or add such a rule"
            );
        }

        if (monitor.Watchdog is { } watchdog)
        {
            var own = about.Where(rule => rule.Name == watchdog).ToArray();
            if (!own.Any(rule => rule.Alerts.Any(alert => alert.IsFiring)))
            {
                yield return Unknown(
                    $"watchdog {watchdog} of Prometheus {address}",
                    own.Length == 0
                        ? $"Prometheus at {address} has no rule {watchdog}, which the monitor {monitor.Name} names as its watchdog"
                        : $"the watchdog {watchdog} does not fire in Prometheus at {address}",
                    $"see that {watchdog} always fires"
                );
            }
        }

        var broken = Broken(rules);
        foreach (var rule in about)
        {
            if (WhyNotEvaluated(rule, rules.At, broken) is var (because, lift))
            {
                yield return Unknown($"rule {rule.Group}/{rule.Name}", because, lift);
            }
        }
    }

    private static (string Because, string Lift)? WhyNotEvaluated(
        PrometheusRule rule,
        DateTimeOffset now,
        Dictionary<string, PrometheusRule> broken
    )
    {
        var name = $"the rule {rule.Name} of the group {rule.Group}";
        if (rule.Health == RuleHealth.Failed)
        {
            return ($"{name} cannot be evaluated and never fires ({rule.Error})", $"fix the rule {rule.Name}");
        }

        if (rule.Health == RuleHealth.NotEvaluated || rule.Evaluated is not { } evaluated)
        {
            return ($"{name} was not evaluated yet", $"wait until the rule {rule.Name} was evaluated");
        }

        if (now - evaluated > Late(rule.Interval))
        {
            return (
                $"{name} was last evaluated {Duration.Text(now - evaluated)} ago, and should be every {Duration.Text(rule.Interval)}",
                $"see why Prometheus does not evaluate the rule {rule.Name}"
            );
        }

        return broken.FirstOrDefault(one => rule.Uses(one.Key)).Value is { } recorded
            ? (
                $"{name} is about {recorded.Name}, which {(recorded.Health == RuleHealth.Failed ? $"cannot be recorded ({recorded.Error})" : "was not recorded yet")}",
                $"fix the rule {recorded.Name}"
            )
            : null;
    }

    /// <summary>A late evaluation is one too many that was missed; a busy server misses one now and then.</summary>
    private static TimeSpan Late(TimeSpan interval) => (3 * interval) + TimeSpan.FromSeconds(10);

    /// <summary>The series that are not recorded, by name: by their own rule, or by one that it is about.</summary>
    private static Dictionary<string, PrometheusRule> Broken(PrometheusRules rules)
    {
        var recordings = rules.All.Where(rule => !rule.IsAlert).ToArray();
        var broken = new Dictionary<string, PrometheusRule>(StringComparer.Ordinal);
        foreach (var rule in recordings.Where(rule => rule.Health != RuleHealth.Ok))
        {
            broken.TryAdd(rule.Name, rule);
        }

        while (broken.Count > 0)
        {
            var more = recordings
                .Where(rule => !broken.ContainsKey(rule.Name) && broken.Keys.Any(rule.Uses))
                .DistinctBy(rule => rule.Name, StringComparer.Ordinal)
                .ToDictionary(rule => rule.Name, rule => broken.First(one => rule.Uses(one.Key)).Value);
            if (more.Count == 0)
            {
                break;
            }

            foreach (var (name, cause) in more)
            {
                broken.Add(name, cause);
            }
        }

        return broken;
    }
}
