using PathToProd.Decisions.Promotions;
using PathToProd.Decisions.Promotions.Looks;
using PathToProd.Decisions.Promotions.Questions;
using PathToProd.Facts.Monitoring;
using PathToProd.Model.Promotions.Rules;
using static PathToProd.Tests.Decisions.Promotions.Gates.MonitoredQuestion;

namespace PathToProd.Tests.Decisions.Promotions.Gates;

public sealed class SloGateTests
{
    private static readonly Measured NoData = new Measured.NoData();
    private static readonly Measured NaN = new Measured.NotANumber();
    private static readonly Measured Error = new Measured.Error(
        "Prometheus at http://prometheus:9090 answered 422: duplicate series"
    );

    private static readonly SloRule Rule = new()
    {
        Monitor = "main",
        Query = "job:errors",
        Limit = 0.01,
        Count = 5,
    };

    [Test]
    public void It_is_open_when_every_measurement_is_on_the_right_side() =>
        Ask(Rule, N(0.002), N(0.01), N(0), N(0), N(0))
            .ShouldBe("open: job:errors is at most 0.01 in 5 of 5 measurements, 0.002 in the last");

    [Test]
    public void All_measurements_are_one_look_that_waits_for_nothing() =>
        PromotionDecision
            .Looks(Of(Rule))
            .ShouldHaveSingleItem()
            .ShouldBeOfType<MeasurementsLook>()
            .Moments.ShouldBe(Enumerable.Range(0, 5).Select(minute => Now.AddMinutes(-minute)));

    [Test]
    public void One_that_fails_now_closes_it() =>
        Ask(Rule, N(0.042), N(0), N(0), N(0), N(0))
            .ShouldBe(
                "closed [failed] job:errors is 0.042 and must be at most 0.01: 1 of 5 measurements failed, and none may. To lift it, bring it to at most 0.01"
            );

    [Test]
    public void Those_that_failed_before_are_waited_for_until_they_no_longer_count() =>
        Ask(Rule with { MaxFailed = 1 }, N(0), N(0.02), N(0.05), N(0.03), N(0))
            .ShouldBe(
                "closed [failed] job:errors is as high as 0.05 and must be at most 0.01: 3 of 5 measurements failed, and at most 1 may. To lift it, wait until 2026-11-29 12:03:00 UTC, when those that failed no longer count, if no more fail (2026-11-29 12:03:00 UTC)"
            );

    [Test]
    public void What_must_be_at_least_a_number_fails_below_it() =>
        Ask(Rule with { IsAtLeast = true, Limit = 0.99 }, N(0.98), N(0.5), N(1), N(1), N(1))
            .ShouldBe(
                "closed [failed] job:errors is as low as 0.5 and must be at least 0.99: 2 of 5 measurements failed, and none may. To lift it, bring it to at least 0.99"
            );

    [Test]
    public void No_data_is_a_result_of_its_own() =>
        Ask(Rule, NoData, N(0), N(0), N(0), N(0))
            .ShouldBe(
                """
                unknown [no data] job:errors found nothing: 1 of 5 measurements had no data, and none may. To lift it, see that what job:errors measures is there, or say what that means with no-data: passed or failed
                """
            );

    [Test]
    public void No_data_means_what_the_gate_says()
    {
        Ask(Rule with { NoData = NoDataMeaning.Passed }, NoData, NoData, NoData, NoData, NoData)
            .ShouldBe("open: job:errors is at most 0.01 in 5 of 5 measurements");
        Ask(Rule with { NoData = NoDataMeaning.Failed }, NoData, N(0), N(0), N(0), N(0))
            .ShouldBe(
                "closed [failed] job:errors found nothing, which counts as failed and must be at most 0.01: 1 of 5 measurements failed, and none may. To lift it, bring it to at most 0.01"
            );
    }

    [Test]
    public void Not_a_number_is_a_result_of_its_own() =>
        Ask(Rule, NaN, NaN, N(0), N(0), N(0))
            .ShouldStartWith(
                "unknown [not a number] job:errors gave no number, as what is divided by nothing does: 2 of 5 measurements were not a number, and none may. To lift it, wait until job:errors has something to measure, or have it say what that means"
            );

    [Test]
    public void Infinity_fails_on_the_wrong_side_and_is_not_a_number_on_the_other()
    {
        Ask(Rule, N(double.PositiveInfinity), N(0), N(0), N(0), N(0)).ShouldStartWith("closed [failed]");
        Ask(Rule with { IsAtLeast = true }, N(double.PositiveInfinity), N(1), N(1), N(1), N(1))
            .ShouldStartWith("unknown [not a number]");
    }

    [Test]
    public void An_error_is_a_result_of_its_own() =>
        Ask(Rule, Error, Error, N(0), N(0), N(0))
            .ShouldBe(
                """
                unknown [error] job:errors gave no answer that can be used: 2 of 5 measurements ended with an error, and none may (Prometheus at http://prometheus:9090 answered 422: duplicate series). To lift it, correct the query job:errors, or see that Prometheus answers it
                """
            );

    [Test]
    public void What_failed_outranks_what_ended_with_an_error()
    {
        var question = Answered(Rule, N(0.5), Error, NoData, NaN, N(0));

        PromotionDecision.Of(question).Gates.Single(gate => gate.Gate == "own").State.ShouldBe(GateState.Closed);
        question
            .Verdict()
            .Split('\n')
            .Select(line => line[..(line.IndexOf(']') + 1)])
            .ShouldBe(["closed [failed]", "unknown [error]", "unknown [no data]", "unknown [not a number]"]);
    }

    [Test]
    public void Each_kind_has_a_limit_of_its_own()
    {
        var rule = Rule with { MaxFailed = 1, MaxErrors = 1, MaxInconclusive = 1 };

        Ask(rule, N(0), N(1), Error, NoData, N(0)).ShouldStartWith("open: ");
        Ask(rule, N(0), N(1), Error, NoData, NaN).ShouldStartWith("unknown [no data]");
        Ask(rule, N(0), N(0), Error, Error, N(0)).ShouldStartWith("unknown [error]");
    }

    [Test]
    public void Without_one_measurement_that_says_something_nothing_is_known_whatever_the_limits_are()
    {
        var rule = Rule with { MaxErrors = 5, MaxInconclusive = 5 };

        Ask(rule, Error, NoData, NaN, Error, Error)
            .ShouldBe(
                "unknown [too few samples] 0 of 5 measurements of job:errors say something, and 1 must. To lift it, see why the others of job:errors do not"
            );
    }

    [Test]
    public void A_number_of_samples_can_be_demanded() =>
        Ask(Rule with { MaxInconclusive = 4, MinSamples = 2 }, NoData, NoData, NoData, NoData, N(0))
            .ShouldStartWith("unknown [too few samples] 1 of 5 measurements of job:errors say something, and 2 must");

    [Test]
    public void Without_an_answer_nothing_is_known() =>
        Of(Rule)
            .Verdict()
            .ShouldBe(
                "unknown [no answer] the query job:errors has no answer: the query job:errors of the monitor main was not looked up. To lift it, see that Prometheus answers, then ask again"
            );

    private static Measured N(double number) => new Measured.Number(number);

    private static string Ask(SloRule rule, params Measured[] results) => Answered(rule, results).Verdict();

    private static PromotionQuestion Answered(SloRule rule, params Measured[] results)
    {
        var question = Of(rule);
        var look = (MeasurementsLook)PromotionDecision.Looks(question).Single();
        return question.Answered(
            (
                look,
                new Measurements([.. look.Moments.Zip(results).Select(one => new Measurement(one.First, one.Second))])
            )
        );
    }
}
