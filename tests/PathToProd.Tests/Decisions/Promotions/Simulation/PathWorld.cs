using System.Collections.Immutable;
using PathToProd.Decisions.Promotions;
using PathToProd.Decisions.Promotions.Looks;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Monitoring;
using PathToProd.Facts.Promotions;
using PathToProd.Facts.VersionSets;
using PathToProd.Model.Promotions;
using PathToProd.Model.Promotions.Rules;
using PathToProd.Text;
using static PathToProd.Tests.Facts.EvidenceRecords.EvidenceBuilder;
using Monitor = PathToProd.Model.Promotions.Monitor;

namespace PathToProd.Tests.Decisions.Promotions.Simulation;

/// <summary>A path, its ledgers, its records and its monitoring, as they really are.</summary>
internal sealed class PathWorld
{
    private static readonly Monitor Monitoring = new()
    {
        Name = "all",
        Prometheus = new Uri("http://prometheus:9090"),
        Watchdog = "Watchdog",
    };

    private readonly Dictionary<string, List<LedgerEntry>> _ledgers = new(StringComparer.Ordinal);
    private readonly List<Evidence> _evidence = [];
    private readonly List<VersionSet> _sets = [];
    private int _attempts;

    public PathWorld(bool rollsBack, PaceChoice pace)
    {
        var policy = new PromotionPolicy
        {
            Name = "strict",
            Text = "{}",
            Gates = [Gate(new KnownGoodRule(null)), Gate(new AlertsRule { Monitor = "all" }), Gate(new VerifiedRule())],
            AllowsOverride = true,
            RollsBack = rollsBack,
        };
        Path = new PromotionPath
        {
            Steps =
            [
                Step("ci", PromotionPolicy.None, pace),
                Step("staging", policy, pace, "ci"),
                Step("prod-eu", policy, pace, "staging"),
                Step("prod-us", policy, pace, "prod-eu"),
            ],
            Monitors = ImmutableSortedDictionary<string, Monitor>.Empty.Add("all", Monitoring),
        };
        foreach (var step in Path.Steps)
        {
            _ledgers.Add(step.Name, []);
        }
    }

    public PromotionPath Path { get; }

    public DateTimeOffset Now { get; set; } = PathToProd.Tests.Facts.EvidenceRecords.EvidenceBuilder.Now;

    public List<PromotionRecord> Records { get; } = [];

    /// <summary>The runs that are still at work: attempts of others without an end were interrupted.</summary>
    public HashSet<string> Running { get; } = new(StringComparer.Ordinal);

    public MonitoringMood Mood { get; set; }

    public IReadOnlyList<VersionSet> Sets => _sets;

    /// <summary>What changes with each record, line of a ledger, or evidence: a decision is written only over what it read.</summary>
    public (int Records, int Lines, int Evidence) State => (Records.Count, LedgerLines, _evidence.Count);

    /// <summary>A number that changes with each line of any ledger.</summary>
    public int LedgerLines => _ledgers.Values.Sum(ledger => ledger.Count);

    public VersionSet Pin()
    {
        var set = Facts.VersionSets.SetBuilder.Set(
            $"2026.11.{_sets.Count + 1}",
            "base 1.0.0",
            $"ingress 1.0.{_sets.Count + 1}"
        );
        _sets.Add(set);
        return set;
    }

    public void Test(VersionSet set, bool passed, int number) =>
        _evidence.Add(State(set, passed: passed) with { Start = Now, Run = $"certify-{number}" });

    public string Start(string environment, SetMember member, string run, bool back)
    {
        var attempt = $"a{++_attempts}";
        _ledgers[environment]
            .Add(
                new LedgerEntry.Started
                {
                    Attempt = attempt,
                    Run = run,
                    At = Now,
                    Action = LedgerAction.Deploy,
                    Component = member.Component,
                    Environment = environment,
                    Version = member.Version,
                    Digest = member.Digest,
                    Values = new Digest("sha256:0a"),
                    Who = "advance",
                    Rollback = back ? new RollbackReference("a0", null, null, "it failed") : null,
                }
            );
        return attempt;
    }

    public void End(string environment, string attempt, string run, bool succeeded) =>
        _ledgers[environment]
            .Add(
                new LedgerEntry.Ended
                {
                    Attempt = attempt,
                    Run = run,
                    At = Now,
                    Outcome = succeeded ? Outcome.Succeeded : Outcome.Failed,
                    Duration = TimeSpan.FromSeconds(1),
                    Error = succeeded ? null : "helm exited with 1",
                }
            );

    /// <summary>What is known of it now, about an environment.</summary>
    public PromotionQuestion Ask(PromotionStep step, VersionSet? set = null) =>
        new()
        {
            Path = Path,
            Step = step,
            Environment = step.Name,
            Set = set ?? _sets[0],
            Histories = Path
                .Steps.Select(one =>
                    DeploymentHistory.From(one.Name, _ledgers[one.Name], started => Running.Contains(started.Run))
                )
                .ToImmutableDictionary(history => history.Environment),
            Promotions = new PromotionHistory([.. Records]),
            Sets = [.. _sets],
            Verdicts = PathToProd.Decisions.Compatibility.LatestVerdicts.Of([.. _evidence], Rules with { Now = Now }),
            Answers = new LookAnswers(new Dictionary<Look, object> { [new RulesLook(Monitoring)] = Answer() }),
            Now = Now,
        };

    private object Answer() =>
        Mood switch
        {
            MonitoringMood.Silent => new Silence("Prometheus at http://prometheus:9090 does not answer"),
            _ => new PrometheusRules
            {
                At = Now,
                Started = Mood == MonitoringMood.JustStarted ? Now : Now.AddDays(-1),
                All =
                [
                    Rule("Watchdog", "none", isFiring: Mood != MonitoringMood.NoWatchdog),
                    Rule("HighLatency", "critical", isFiring: Mood == MonitoringMood.Firing),
                ],
            },
        };

    private PrometheusRule Rule(string name, string severity, bool isFiring)
    {
        var labels = ImmutableSortedDictionary<string, string>.Empty.Add("severity", severity);
        return new PrometheusRule
        {
            Name = name,
            Group = "all",
            Interval = TimeSpan.FromMinutes(1),
            IsAlert = true,
            Query = "vector(1)",
            Labels = labels,
            Health = RuleHealth.Ok,
            Evaluated = Now,
            Alerts = isFiring
                ? [new RuleAlert(new LabelSet(labels.Add("alertname", name)), IsFiring: true, Now.AddHours(-1))]
                : [],
        };
    }

    private static PolicyGate Gate(GateRule rule) =>
        new(rule.Kind, rule, IsInforming: false, new SourcePosition(PromotionPath.FileName));

    private static PromotionStep Step(string name, PromotionPolicy policy, PaceChoice pace, params string[] after) =>
        new()
        {
            Name = name,
            Environments = [name],
            After = [.. after],
            Policy = policy,
            Pace = new PromotionPace(pace),
            Where = new SourcePosition(PromotionPath.FileName),
        };
}

/// <summary>What monitoring says, whether it is true or not.</summary>
internal enum MonitoringMood
{
    Quiet,
    Firing,
    Silent,
    NoWatchdog,
    JustStarted,
}
