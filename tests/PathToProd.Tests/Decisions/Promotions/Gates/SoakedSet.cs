using System.Collections.Immutable;
using PathToProd.Decisions.Compatibility;
using PathToProd.Decisions.Promotions;
using PathToProd.Decisions.Promotions.Looks;
using PathToProd.Decisions.Promotions.Questions;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Monitoring;
using PathToProd.Facts.VersionSets;
using PathToProd.Model.Promotions.Rules;
using PathToProd.Tests.Facts.EvidenceRecords;
using PathToProd.Tests.Facts.Ledger;
using PathToProd.Tests.Facts.VersionSets;
using static PathToProd.Tests.Decisions.Promotions.Gates.MonitoredQuestion;

namespace PathToProd.Tests.Decisions.Promotions.Gates;

/// <summary>A set of two members on its way through staging, deployed at 03:00 of its day and asked about at 12:00.</summary>
internal static class SoakedSet
{
    public static readonly VersionSet Set = SetBuilder.Set("2026.11.1", "ingress 1.4.0", "dns 1.0.0");

    public static readonly SoakRule Rule = new() { For = TimeSpan.FromHours(6) };

    public static readonly SoakRule Watched = Rule with { Monitor = "main" };

    public static readonly LabelSet Latency = new([KeyValuePair.Create("alertname", "HighLatency")]);

    public static readonly PrometheusRules Well = new()
    {
        At = Now,
        Started = Now.AddDays(-30),
        All =
        [
            AlertRule("Watchdog", "none") with
            {
                Alerts = [new RuleAlert(Latency, IsFiring: true, Now.AddDays(-30))],
            },
            AlertRule("HighLatency", "critical"),
        ],
    };

    /// <summary>Seven hours are needed, and nine were there.</summary>
    public static PromotionQuestion Tested(params Evidence[] evidence) =>
        Tested(new EvidenceRules { Now = Now }, evidence);

    public static PromotionQuestion Tested(EvidenceRules rules, params Evidence[] evidence) =>
        Question(Rule with { For = TimeSpan.FromHours(7) }, Deployed()) with
        {
            Verdicts = LatestVerdicts.Of([.. evidence], rules),
        };

    public static Evidence Failed(int hour, string run) =>
        EvidenceBuilder.State(Set, "staging", passed: false) with
        {
            Start = At(hour),
            Run = run,
        };

    /// <summary>A test that passed at a time, and took half an hour.</summary>
    public static Evidence Passed(int hour) =>
        EvidenceBuilder.State(Set, "staging") with
        {
            Start = At(hour).AddMinutes(-30),
            Duration = TimeSpan.FromMinutes(30),
        };

    public static string Ask(SoakRule rule, LedgerBuilder ledger, AlertHistory? history = null)
    {
        var question = Question(rule, ledger);
        return (
            history is null ? question : question.Answered((new RulesLook(Main), Well), (Look(question), history))
        ).Verdict();
    }

    public static PromotionQuestion Question(SoakRule rule, LedgerBuilder ledger) =>
        Of(rule) with
        {
            Set = Set,
            Histories = ImmutableDictionary<string, DeploymentHistory>.Empty.Add("staging", ledger.History),
        };

    public static AlertHistoryLook Look(PromotionQuestion question) =>
        PromotionDecision.Looks(question).OfType<AlertHistoryLook>().Single();

    /// <summary>Both members, half an hour each: verified two hours after.</summary>
    public static LedgerBuilder Deployed(int day = 0, int hour = 1, string environment = "staging")
    {
        var ledger = new LedgerBuilder(environment).At(hour - 1, day);
        ledger.Deploy("ingress", "1.4.0", digest: D("ingress")).Succeeds();
        return ledger.At(hour + 1, day).Deploy("dns", "1.0.0", digest: D("dns")).Succeeds();
    }

    public static LedgerBuilder Ledger(int hour) => new LedgerBuilder("staging").At(hour);

    public static string D(string component) => Set.Members[component].Digest.ToString();

    public static DateTimeOffset At(int hour) => Midnight.AddHours(hour);

    public static AlertHistory History(params AlertTimes[] alerts) =>
        new()
        {
            Time = new TimeRange(Now.AddDays(-14), Now),
            Alerts = [.. alerts],
            Evaluated = Spans.Of(new TimeRange(Now.AddDays(-14), Now)),
        };

    public static AlertTimes Fired(LabelSet labels, int from, int to) => new(labels, IsFiring: true, Hours((from, to)));

    public static AlertTimes Pending(LabelSet labels, int from, int to) =>
        new(labels, IsFiring: false, Hours((from, to)));

    public static Spans Hours(params (int From, int To)[] hours) =>
        Spans.Of(hours.Select(one => new TimeRange(At(one.From), At(one.To))));

    public static PrometheusRule AlertRule(string name, string severity) =>
        new()
        {
            Name = name,
            Group = "web",
            Interval = TimeSpan.FromSeconds(30),
            IsAlert = true,
            Query = "up",
            Labels = ImmutableSortedDictionary<string, string>.Empty.Add("severity", severity),
            Health = RuleHealth.Ok,
            Evaluated = Now.AddSeconds(-20),
        };
}
