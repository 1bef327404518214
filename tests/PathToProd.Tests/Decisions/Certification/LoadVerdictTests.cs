using PathToProd.Decisions.Certification;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Model.Components;

namespace PathToProd.Tests.Decisions.Certification;

public sealed class LoadVerdictTests
{
    private static readonly LoadProbe Probe = new(new Uri("http://shop.test/"), 10, 0.5m, TimeSpan.FromSeconds(5));

    [Test]
    public void As_many_failures_as_the_budget_allows_pass_and_one_more_fails()
    {
        Of(sent: 200, failed: 1).ShouldBe(new LoadVerdict(TestOutcome.Passed, null));
        Of(sent: 200, failed: 2)
            .ShouldBe(
                new LoadVerdict(
                    TestOutcome.Failed,
                    "2 of 200 requests to http://shop.test/ failed (1%, and 0.5% may): the first while Deploy of ingress ran, with the answer 503"
                )
            );
    }

    [Test]
    public void No_request_is_not_known_and_never_good() =>
        Of(sent: 0, failed: 0)
            .ShouldBe(
                new LoadVerdict(
                    TestOutcome.NotRun,
                    "only 0 requests to http://shop.test/ were sent during the update, which is too few to say anything"
                )
            );

    [Test]
    public void Too_few_requests_are_not_known_even_when_all_of_them_failed() =>
        Of(sent: 9, failed: 9).Outcome.ShouldBe(TestOutcome.NotRun);

    [Test]
    public void A_time_in_which_nothing_was_sent_is_not_known() =>
        LoadVerdict
            .Of(Probe, new LoadCounts(500, 0, null, null, TimeSpan.FromSeconds(40)))
            .ShouldBe(
                new LoadVerdict(
                    TestOutcome.NotRun,
                    "no request to http://shop.test/ was sent for 40 s of the update, so nothing is known of that time"
                )
            );

    [Test]
    public void What_failed_too_often_failed_whatever_else_is_not_known() =>
        LoadVerdict
            .Of(Probe, new LoadCounts(500, 100, "the answer 500", null, TimeSpan.FromSeconds(40)))
            .Outcome.ShouldBe(TestOutcome.Failed);

    [Test]
    public void It_passes_just_when_enough_was_sent_and_the_budget_holds(
        [Range(0, 40, 10)] int sent,
        [Range(0, 3)] int failed
    )
    {
        failed = Math.Min(failed, sent);
        var passed = sent >= LoadVerdict.FewestRequests && failed <= sent * 0.005;

        (Of(sent, failed).Outcome == TestOutcome.Passed).ShouldBe(passed);
    }

    private static LoadVerdict Of(int sent, int failed) =>
        LoadVerdict.Of(
            Probe,
            new LoadCounts(
                sent,
                failed,
                failed > 0 ? "the answer 503" : null,
                failed > 0 ? "Deploy of ingress ran" : null
            )
        );
}
