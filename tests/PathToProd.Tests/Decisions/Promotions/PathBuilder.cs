using System.Collections.Immutable;
using PathToProd.Decisions.Promotions;
using PathToProd.Decisions.Promotions.Questions;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Promotions;
using PathToProd.Facts.VersionSets;
using PathToProd.Model.Promotions;
using PathToProd.Model.Promotions.Rules;
using PathToProd.Model.Promotions.Times;
using PathToProd.Text;
using static PathToProd.Tests.Facts.EvidenceRecords.EvidenceBuilder;

namespace PathToProd.Tests.Decisions.Promotions;

/// <summary>A path from ci over staging to prod, what runs on it, and what was decided: <c>new PathBuilder().Runs("ci", One)</c>.</summary>
internal sealed class PathBuilder
{
    private readonly Dictionary<string, List<LedgerEntry>> _ledgers = new(StringComparer.Ordinal);
    private readonly List<PromotionRecord> _records = [];
    private readonly List<Evidence> _evidence = [];
    private readonly List<PolicyGate> _gates = [];
    private int _attempts;

    public static readonly VersionSet One = Set("2026.11.1", 1);
    public static readonly VersionSet Two = Set("2026.11.2", 2);
    public static readonly VersionSet Three = Set("2026.11.3", 3);

    /// <summary>The time of what comes next; each thing takes a minute.</summary>
    public DateTimeOffset At { get; set; } = Now.AddDays(-1);

    public PromotionPace Pace { get; set; } = PromotionPace.Latest;

    /// <summary>The schedule of every step; null for whenever a set may come.</summary>
    public string? Schedule { get; set; }

    public bool AllowsOverride { get; set; }

    public bool RollsBack { get; set; }

    public IReadOnlyList<PromotionRecord> Records => _records;

    /// <summary>A set of two components, which differs from others in one of them.</summary>
    public static VersionSet Set(string name, int patch) =>
        Facts.VersionSets.SetBuilder.Set(name, "base 1.0.0", $"ingress 1.0.{patch}");

    public PathBuilder Gate(GateRule rule, bool informing = false)
    {
        _gates.Add(new PolicyGate(rule.Kind, rule, informing, new SourcePosition(PromotionPath.FileName)));
        return this;
    }

    /// <summary>A deployment of all of a set.</summary>
    public PathBuilder Runs(string environment, VersionSet set) =>
        set.Members.Values.Aggregate(this, (builder, member) => builder.Deploys(environment, member));

    public PathBuilder Deploys(
        string environment,
        SetMember member,
        Outcome? outcome = Outcome.Succeeded,
        bool back = false
    )
    {
        var attempt = $"a{++_attempts}";
        var run = $"run-{_attempts}";
        Ledger(environment)
            .Add(
                new LedgerEntry.Started
                {
                    Attempt = attempt,
                    Run = run,
                    At = Next(),
                    Action = LedgerAction.Deploy,
                    Component = member.Component,
                    Environment = environment,
                    Version = member.Version,
                    Digest = member.Digest,
                    Values = new Digest("sha256:0a"),
                    Who = "ann@laptop",
                    Rollback = back ? new RollbackReference("a0", null, null, "it was asked for") : null,
                }
            );
        if (outcome is { } how)
        {
            Ledger(environment)
                .Add(
                    new LedgerEntry.Ended
                    {
                        Attempt = attempt,
                        Run = run,
                        At = Next(),
                        Outcome = how,
                        Duration = TimeSpan.FromMinutes(1),
                        Error = how == Outcome.Failed ? "helm exited with 1" : null,
                    }
                );
        }

        return this;
    }

    public PathBuilder Tested(Evidence evidence)
    {
        _evidence.Add(evidence);
        return this;
    }

    public PathBuilder Promoted(string environment, VersionSet set, bool back = false) =>
        Recorded(
            new PromotionRecord.Promoted
            {
                Head = Head(),
                Environment = environment,
                Set = PromotionDecision.Reference(set),
                Policy = "",
                IsBack = back,
            }
        );

    public PathBuilder Recorded(PromotionRecord record)
    {
        _records.Add(record);
        return this;
    }

    public RecordHead Head(string who = "ann@laptop") => new($"r{_records.Count}", Next(), who);

    public PromotionQuestion Ask(string environment, VersionSet? set = null, params VersionSet[] sets)
    {
        var policy = new PromotionPolicy
        {
            Name = "strict",
            Text = "{}",
            Gates = [.. _gates],
            AllowsOverride = AllowsOverride,
            RollsBack = RollsBack,
        };
        var path = new PromotionPath
        {
            Steps = [Step("ci", PromotionPolicy.None), Step("staging", policy, "ci"), Step("prod", policy, "staging")],
        };
        return new PromotionQuestion
        {
            Path = path,
            Step = path.StepOf(environment)!,
            Environment = environment,
            Set = set ?? One,
            Histories = path
                .Steps.Select(step => History(step.Name))
                .ToImmutableDictionary(history => history.Environment),
            Promotions = new PromotionHistory([.. _records]),
            Sets = sets.Length == 0 ? [One, Two, Three] : [.. sets],
            Verdicts = Verdicts([.. _evidence]),
            Now = Now,
        };
    }

    /// <summary>What the ledger of an environment says.</summary>
    public DeploymentHistory History(string environment) => DeploymentHistory.From(environment, Ledger(environment));

    private PromotionStep Step(string name, PromotionPolicy policy, params string[] after) =>
        new()
        {
            Name = name,
            Environments = [name],
            After = [.. after],
            Policy = policy,
            Pace = Pace,
            Schedule = Schedule is null ? null : ScheduleOf(Schedule),
            Where = new SourcePosition(PromotionPath.FileName),
        };

    private static Schedule ScheduleOf(string text) =>
        ScheduleText.TryParse(text, out var schedule, out var error) ? schedule : throw new FormatException(error.What);

    private List<LedgerEntry> Ledger(string environment)
    {
        if (!_ledgers.TryGetValue(environment, out var entries))
        {
            _ledgers.Add(environment, entries = []);
        }

        return entries;
    }

    private DateTimeOffset Next() => At += TimeSpan.FromMinutes(1);
}
