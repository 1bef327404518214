using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using PathToProd.Decisions.Compatibility;
using PathToProd.Decisions.Promotions.Looks;
using PathToProd.Decisions.Promotions.Questions;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Monitoring;
using PathToProd.Facts.Promotions;
using PathToProd.Facts.VersionSets;
using PathToProd.Model.People;
using PathToProd.Model.Promotions;
using PathToProd.Model.Promotions.Rules;
using PathToProd.Tests.Facts.EvidenceRecords;
using PathToProd.Text;
using static PathToProd.Tests.Facts.EvidenceRecords.EvidenceBuilder;
using Monitor = PathToProd.Model.Promotions.Rules.Monitor;

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

    private static readonly PeopleDirectory Managers = new()
    {
        Groups = ImmutableSortedDictionary<string, IReadOnlyList<string>>.Empty.Add(
            "managers",
            ["alice", "bob", "carol"]
        ),
    };

    private readonly Dictionary<string, List<LedgerEntry>> _ledgers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Lines, int Runs, DeploymentHistory History)> _histories = [];
    private readonly List<Evidence> _evidence = [];
    private readonly List<VersionSet> _sets = [];
    private readonly HashSet<string> _running = new(StringComparer.Ordinal);
    private readonly List<(DateTimeOffset From, MonitoringMood Mood)> _moods = [];
    private (int Count, LatestVerdicts Verdicts)? _verdicts;
    private PromotionHistory _promotions = PromotionHistory.Empty;
    private int _attempts;
    private int _runs;

    public PathWorld(bool rollsBack, PaceChoice pace)
    {
        var early = Policy(
            "early",
            rollsBack,
            new KnownGoodRule(null),
            new AlertsRule { Monitor = "all" },
            new VerifiedRule()
        );
        var late = Policy(
            "late",
            rollsBack,
            new KnownGoodRule(null),
            new AlertsRule { Monitor = "all" },
            new VerifiedRule(),
            Soak,
            Notice,
            Approval
        );
        Path = new PromotionPath
        {
            Steps =
            [
                Step("ci", PromotionPolicy.None, pace),
                Step("staging", early, pace, "ci"),
                Step("prod-eu", late, pace, "staging"),
                Step("prod-us", late, pace, "prod-eu"),
            ],
            Monitors = ImmutableSortedDictionary<string, Monitor>.Empty.Add("all", Monitoring),
            People = Managers,
        };
        foreach (var step in Path.Steps)
        {
            _ledgers.Add(step.Name, []);
        }
    }

    public static SoakRule Soak { get; } =
        new()
        {
            For = TimeSpan.FromHours(1),
            Within = TimeSpan.FromHours(6),
            Monitor = "all",
        };

    public static NoticeRule Notice { get; } = new(TimeSpan.FromMinutes(20));

    public static ApprovalRule Approval { get; } =
        new()
        {
            Group = "managers",
            Quorum = 2,
            Expires = TimeSpan.FromHours(3),
        };

    public PromotionPath Path { get; }

    public DateTimeOffset Now { get; set; } = EvidenceBuilder.Now;

    public List<PromotionRecord> Records { get; } = [];

    /// <summary>Approvals that commits give.</summary>
    public List<CommitApproval> Commits { get; } = [];

    /// <summary>Approvals as they really are, whatever their records say: who, of what, while what ran there, after how many records.</summary>
    public List<TrueApproval> Approvals { get; } = [];

    /// <summary>What monitoring says now.</summary>
    public MonitoringMood Mood
    {
        get => _moods.Count == 0 ? MonitoringMood.Quiet : _moods[^1].Mood;
        set => _moods.Add((Now, value));
    }

    /// <summary>What it said since when, oldest first.</summary>
    public IReadOnlyList<(DateTimeOffset From, MonitoringMood Mood)> Moods => _moods;

    public IReadOnlyList<VersionSet> Sets => _sets;

    public IReadOnlyList<Evidence> Evidence => _evidence;

    /// <summary>What changes with each record, line of a ledger, or evidence: a decision is written only over what it read.</summary>
    public (int Records, int Lines, int Evidence) State => (Records.Count, LedgerLines, _evidence.Count);

    /// <summary>A number that changes with each line of any ledger.</summary>
    public int LedgerLines => _ledgers.Values.Sum(ledger => ledger.Count);

    /// <summary>What an environment's ledger says, oldest first.</summary>
    public IReadOnlyList<LedgerEntry> Ledger(string environment) => _ledgers[environment];

    /// <summary>Whether something is being deployed to an environment, so that nothing else can be.</summary>
    public bool IsBusy(string environment) =>
        History(environment).Attempts.Any(attempt => attempt.Outcome == AttemptOutcome.InProgress);

    /// <summary>Whether a run is at work: attempts of others without an end were interrupted.</summary>
    public bool IsRunning(string run) => _running.Contains(run);

    public void Begin(string run)
    {
        _running.Add(run);
        _runs++;
    }

    public void Leave(string run)
    {
        _running.Remove(run);
        _runs++;
    }

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

    public void Test(VersionSet set, bool passed, int number, string environment = "ci-1") =>
        _evidence.Add(
            State(set, environment, passed: passed) with
            {
                Start = Now,
                Duration = TimeSpan.Zero,
                Run = $"certify-{number}",
            }
        );

    /// <summary>Begins to deploy a member of a set.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="set">The set.</param>
    /// <param name="member">The member.</param>
    /// <param name="run">The run.</param>
    /// <param name="takesBack">The attempt that a rollback takes back; null for a deployment.</param>
    public string Start(string environment, VersionSet set, SetMember member, string run, string? takesBack)
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
                    Set = set.Name,
                    Rollback = takesBack is null ? null : new RollbackReference(takesBack, null, null, "it failed"),
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
            Histories = Path.Steps.ToImmutableDictionary(one => one.Name, one => History(one.Name)),
            Promotions = Promotions,
            Sets = [.. _sets],
            Verdicts = Verdicts,
            Answers = new LookAnswers(new WorldAnswers(Answer)),
            Now = Now,
        };

    private DeploymentHistory History(string environment)
    {
        var ledger = _ledgers[environment];
        if (!_histories.TryGetValue(environment, out var known) || known.Lines != ledger.Count || known.Runs != _runs)
        {
            known = (ledger.Count, _runs, DeploymentHistory.From(environment, ledger, one => IsRunning(one.Run)));
            _histories[environment] = known;
        }

        return known.History;
    }

    private PromotionHistory Promotions =>
        _promotions.Records.Length == Records.Count ? _promotions : _promotions = new PromotionHistory([.. Records]);

    private LatestVerdicts Verdicts
    {
        get
        {
            if (_verdicts is not { } known || known.Count != _evidence.Count)
            {
                known = (_evidence.Count, LatestVerdicts.Of([.. _evidence], Rules with { Now = Now }));
                _verdicts = known;
            }

            return known.Verdicts;
        }
    }

    private object? Answer(Look look) =>
        look switch
        {
            CommitApprovalsLook => new CommitApprovals([.. Commits], []),
            _ when Mood == MonitoringMood.Silent => new Silence("Prometheus at http://prometheus:9090 does not answer"),
            RulesLook => RulesNow(),
            AlertHistoryLook history => Past(history.Time),
            _ => null,
        };

    private AlertHistory Past(TimeRange time) =>
        new()
        {
            Time = time,
            Alerts =
            [
                new AlertTimes(
                    new LabelSet([new("alertname", "HighLatency")]),
                    IsFiring: true,
                    While(MonitoringMood.Firing).Within(time)
                ),
            ],
            Evaluated = Spans.Of(time).Minus(While(MonitoringMood.NoWatchdog)),
        };

    private Spans While(MonitoringMood mood) =>
        Spans.Of(
            _moods
                .Zip(_moods.Skip(1).Select(next => next.From).Append(Now))
                .Where(one => one.First.Mood == mood)
                .Select(one => new TimeRange(one.First.From, one.Second))
        );

    private PrometheusRules RulesNow() =>
        new()
        {
            At = Now,
            Started = Mood == MonitoringMood.JustStarted ? Now : Now.AddDays(-1),
            All =
            [
                Rule("Watchdog", "none", isFiring: Mood != MonitoringMood.NoWatchdog),
                Rule("HighLatency", "critical", isFiring: Mood == MonitoringMood.Firing),
            ],
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

    private static PromotionPolicy Policy(string name, bool rollsBack, params GateRule[] rules) =>
        new()
        {
            Name = name,
            Text = "{}",
            Gates =
            [
                .. rules.Select(rule => new PolicyGate(
                    rule.Kind,
                    rule,
                    IsInforming: false,
                    new SourcePosition(PromotionPath.FileName)
                )),
            ],
            AllowsOverride = true,
            RollsBack = rollsBack,
        };

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

/// <summary>An approval as it really is.</summary>
/// <param name="Who">Who gave it; null when nothing proves who.</param>
/// <param name="Environment">For which environment.</param>
/// <param name="Set">The set that the person looked at.</param>
/// <param name="At">When.</param>
/// <param name="There">What ran there then; null when it was given for something else.</param>
/// <param name="After">After how many records.</param>
internal sealed record TrueApproval(
    string? Who,
    string Environment,
    VersionSet Set,
    DateTimeOffset At,
    string? There,
    int After
);

/// <summary>Answers to whatever is asked, at the moment when it is.</summary>
internal sealed class WorldAnswers(Func<Look, object?> answer) : IReadOnlyDictionary<Look, object>
{
    public IEnumerable<Look> Keys => [];

    public IEnumerable<object> Values => [];

    public int Count => 0;

    public object this[Look key] => answer(key) ?? throw new KeyNotFoundException();

    public bool ContainsKey(Look key) => answer(key) is not null;

    public bool TryGetValue(Look key, [MaybeNullWhen(false)] out object value) => (value = answer(key)) is not null;

    public IEnumerator<KeyValuePair<Look, object>> GetEnumerator() =>
        Enumerable.Empty<KeyValuePair<Look, object>>().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
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
