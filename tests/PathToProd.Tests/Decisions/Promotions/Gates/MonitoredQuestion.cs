using System.Collections.Immutable;
using PathToProd.Decisions.Compatibility;
using PathToProd.Decisions.Promotions;
using PathToProd.Decisions.Promotions.Looks;
using PathToProd.Decisions.Promotions.Questions;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Promotions;
using PathToProd.Facts.VersionSets;
using PathToProd.Model.Promotions;
using PathToProd.Model.Promotions.Rules;
using PathToProd.Text;
using Monitor = PathToProd.Model.Promotions.Rules.Monitor;

namespace PathToProd.Tests.Decisions.Promotions.Gates;

/// <summary>A path from staging to prod, whose one gate asks a monitor.</summary>
internal static class MonitoredQuestion
{
    public static readonly DateTimeOffset Now = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);

    public static readonly DateTimeOffset Midnight = new(2026, 11, 29, 0, 0, 0, TimeSpan.Zero);

    public static readonly Monitor Main = new()
    {
        Name = "main",
        Prometheus = new Uri("http://prometheus:9090/"),
        Alertmanagers = [new Uri("http://am-1:9093"), new Uri("http://am-2:9093")],
        Watchdog = "Watchdog",
    };

    /// <summary>May a set without members be promoted to prod?</summary>
    public static PromotionQuestion Of(GateRule rule, Monitor? monitor = null, DateTimeOffset? now = null)
    {
        var staging = Step("staging", []);
        var prod = Step("prod", ["staging"]) with
        {
            Policy = new PromotionPolicy
            {
                Name = "late",
                Gates = [new PolicyGate("own", rule, IsInforming: false, new SourcePosition("x"))],
                Text = "",
            },
        };
        return new PromotionQuestion
        {
            Path = new PromotionPath
            {
                Steps = [staging, prod],
                Monitors = ImmutableSortedDictionary<string, Monitor>.Empty.Add("main", monitor ?? Main),
            },
            Step = prod,
            Environment = "prod",
            Set = new VersionSet { Name = "2026.11.1", Members = ImmutableSortedDictionary<string, SetMember>.Empty },
            Histories = ImmutableDictionary<string, DeploymentHistory>.Empty,
            Promotions = PromotionHistory.Empty,
            Sets = [],
            Verdicts = LatestVerdicts.Of([], new EvidenceRules { Now = now ?? Now }),
            Now = now ?? Now,
        };
    }

    /// <summary>The same once looks have answers.</summary>
    public static PromotionQuestion Answered(
        this PromotionQuestion question,
        params (Look Look, object Answer)[] answers
    ) => question with { Answers = new LookAnswers(answers.ToDictionary(one => one.Look, one => one.Answer)) };

    /// <summary>What the gate says, a line for each cause, or what holds.</summary>
    public static string Verdict(this PromotionQuestion question)
    {
        var verdict = PromotionDecision.Of(question).Gates.Single(gate => gate.Gate == "own");
        return verdict.Causes.IsEmpty
            ? $"open: {verdict.Holds}"
            : string.Join(
                '\n',
                verdict.Causes.Select(cause =>
                    $"{(cause.Kind == CauseKind.Closed ? "closed" : "unknown")} [{cause.About}] {cause.Because}. To lift it, {cause.Lift}"
                    + (cause.Until is { } until ? $" ({Moment.Text(until)})" : "")
                )
            );
    }

    private static PromotionStep Step(string name, ImmutableArray<string> after) =>
        new()
        {
            Name = name,
            Environments = [name],
            After = after,
            Where = new SourcePosition("x"),
        };
}
