using System.Collections.Immutable;
using PathToProd.Decisions.Promotions;
using PathToProd.Decisions.Promotions.Questions;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Promotions;
using PathToProd.Model.Promotions.Rules;
using PathToProd.Tests.Decisions.Promotions.Gates;
using PathToProd.Text.Tables;
using static PathToProd.Tests.Decisions.Promotions.PathBuilder;
using static PathToProd.Tests.Facts.EvidenceRecords.EvidenceBuilder;
using Monitor = PathToProd.Model.Promotions.Rules.Monitor;

namespace PathToProd.Tests.Decisions.Promotions;

/// <summary>The environments of a wave are asked together. Each gets the verdict that it would get alone.</summary>
public sealed class WaveTests
{
    private static readonly string[] Environments = ["prod", "prod-2", "prod-3"];

    [Test]
    public void Environments_that_are_asked_together_get_the_verdicts_that_each_gets_alone()
    {
        var questions = Questions(Facts());

        var together = PromotionDecision.Of(questions);

        GatesReport
            .Json(together)
            .ShouldBe(GatesReport.Json(questions.Select(question => PromotionDecision.Of(question))));
    }

    [Test]
    public void Where_environments_stand_is_the_same_whether_they_are_asked_together_or_alone()
    {
        var facts = Facts();
        PromotionQuestion[] questions =
        [
            .. Environments.Select(environment => facts with { Environment = environment }),
        ];

        StandingText
            .Text(StandingDecision.Of(questions), Style.Plain, Now)
            .ShouldBe(StandingText.Text([.. questions.Select(StandingDecision.Of)], Style.Plain, Now));
    }

    [Test]
    public void What_is_said_of_one_environment_is_not_said_of_another()
    {
        var verdicts = PromotionDecision.Of(Questions(Facts()));

        Causes(verdicts, "hold").ShouldBe(["prod-2", "prod-2"]);
        Causes(verdicts, "freeze").ShouldBe(["prod", "prod"]);
        Causes(verdicts, "verified").ShouldBe(["prod-2", "prod-2", "prod-3", "prod-3"]);
    }

    [Test]
    public void Questions_over_different_facts_are_refused()
    {
        var (one, later) = (Facts(), Facts() with { Now = Now.AddSeconds(1) });

        Should
            .Throw<ArgumentException>(() => PromotionDecision.Of([one, later]))
            .Message.ShouldBe("The questions are over different facts. (Parameter 'questions')");
    }

    [Test]
    public void No_question_has_no_verdict() => PromotionDecision.Of([]).ShouldBeEmpty();

    /// <summary>The environments for which a gate is closed or unknown.</summary>
    private static string[] Causes(IEnumerable<PromotionVerdict> verdicts, string kind) =>
        [
            .. verdicts
                .Where(verdict => verdict.Gates.Single(gate => gate.Kind == kind).State != GateState.Open)
                .Select(verdict => verdict.Question.Environment),
        ];

    private static PromotionQuestion[] Questions(PromotionQuestion facts) =>
        [
            .. from environment in Environments
            from set in new[] { One, Two }
            select facts with
            {
                Environment = environment,
                Set = set,
            },
        ];

    /// <summary>A wave in which each environment runs something else, or what is not known, under a policy of every kind of gate.</summary>
    private static PromotionQuestion Facts()
    {
        var builder = new PathBuilder { AllowsOverride = true }
            .Runs("ci", One)
            .Runs("ci", Two)
            .Runs("staging", Two)
            .Runs("staging", One)
            .Runs("prod", Two)
            .Deploys("prod-2", One.Members["ingress"], Outcome.Failed)
            .Tested(State(One))
            .Tested(State(Two, passed: false));
        builder.Recorded(new PromotionRecord.Held { Head = builder.Head(), Environment = "prod-2" });
        builder.Recorded(new PromotionRecord.Frozen { Head = builder.Head(), Place = "prod" });
        builder.Recorded(
            new PromotionRecord.Condemned { Head = builder.Head(), Set = PromotionDecision.Reference(Two) }
        );
        foreach (var rule in Rules())
        {
            builder.Gate(rule);
        }

        var question = builder.Ask("prod");
        var wave = question.Step with { Name = "production", Environments = [.. Environments] };
        return question with
        {
            Step = wave,
            Path = question.Path with
            {
                Steps = [.. question.Path.Steps[..^1], wave],
                Monitors = ImmutableSortedDictionary<string, Monitor>.Empty.Add("main", MonitoredQuestion.Main),
            },
            Histories = question.Histories.Add("prod-2", builder.History("prod-2")),
            Unread = ImmutableDictionary<string, string>.Empty.Add("prod-3", "it does not answer"),
        };
    }

    private static GateRule[] Rules() =>
        [
            new KnownGoodRule(null),
            new TransitionRule(null),
            new VerifiedRule(),
            new SoakRule { For = TimeSpan.FromHours(1), Monitor = "main" },
            new AlertsRule { Monitor = "main" },
            new SloRule
            {
                Monitor = "main",
                Query = "errors",
                Limit = 1,
            },
            new WindowRule { Open = [], TimeZone = "Europe/Berlin" },
            new FitsWindowRule(TimeSpan.FromMinutes(30)),
            new NoticeRule(TimeSpan.FromHours(1)),
            new ApprovalRule { Group = "managers" },
            new SignedRule(),
            new DriftFreeRule(null, TimeSpan.FromHours(1)),
            new ScriptRule { Run = ["./check", "{environment}"] },
        ];
}
