using System.Collections.Immutable;
using PathToProd.Decisions.Plans;
using PathToProd.Facts.Plans;
using PathToProd.Tests.Facts.Ledger;
using Plan = PathToProd.Tests.Facts.Plans.Plans;

namespace PathToProd.Tests.Decisions.Plans;

public sealed class PlanUseTests
{
    private static readonly EnvironmentPlan Saved = Plan.Of(Plan.Part("net"), Plan.Part("web"));

    private static readonly LedgerBuilder Applied = new LedgerBuilder("staging")
        .Deploy("net", "1.4.0", plan: Saved.Digest)
        .Succeeds();

    [Test]
    public void A_plan_of_this_commit_that_no_one_applied_may_be_applied() => Refusals().ShouldBeEmpty();

    [Test]
    public void A_plan_is_applied_at_most_once() =>
        Refusals(Applied)
            .ShouldBe([
                "ann@laptop applied it on 2026-11-22 08:00:00 UTC in run run-1, and a plan is applied at most once. Make a new plan",
            ]);

    [Test]
    public void A_use_that_failed_or_never_ended_is_gone_on_with_and_not_repeated()
    {
        string[] expected =
        [
            "ann@laptop applied it on 2026-11-22 08:00:00 UTC in run run-1, and a plan is applied at most once. "
                + "Go on with that run: ./build.sh --target=Deploy --resume=run-1; or make a new plan",
        ];
        Refusals(new LedgerBuilder("staging").Deploy("net", "1.4.0", plan: Saved.Digest).Fails()).ShouldBe(expected);
        Refusals(new LedgerBuilder("staging").Deploy("net", "1.4.0", plan: Saved.Digest)).ShouldBe(expected);
    }

    [Test]
    public void A_use_that_did_not_come_to_all_that_changes_is_gone_on_with()
    {
        var change = new PlannedChange("x", PlannedAction.Create);
        var plan = Plan.Of(Plan.Part("net"), Plan.Part("web") with { Changes = [change] });

        PlanUse
            .Refusals(
                plan,
                plan.Commit,
                new LedgerBuilder("staging").Deploy("net", "1.4.0", plan: plan.Digest).Succeeds().History,
                ImmutableHashSet<string>.Empty
            )
            .Single()
            .ShouldEndWith("Go on with that run: ./build.sh --target=Deploy --resume=run-1; or make a new plan");
    }

    [Test]
    public void The_run_that_goes_on_with_it_is_no_second_use() =>
        PlanUse.Refusals(Saved, Saved.Commit, Applied.History, ImmutableHashSet.Create("run-1")).ShouldBeEmpty();

    [Test]
    public void Another_plan_of_the_same_is_no_use_of_this_one() =>
        Refusals(new LedgerBuilder("staging").Deploy("net", "1.4.0", plan: Plan.Whole.Digest).Succeeds())
            .ShouldBeEmpty();

    [TestCase("4567", "commit 0123abcd, and this checkout is at commit 4567")]
    [TestCase(null, "commit 0123abcd, and this checkout is at no commit")]
    [TestCase(
        "0123abcd+changes",
        "commit 0123abcd, and this checkout is at commit 0123abcd with changes that are not committed"
    )]
    public void A_plan_of_another_commit_is_refused(string? now, string where) =>
        PlanUse
            .Refusals(Saved, now, new LedgerBuilder("staging").History, ImmutableHashSet<string>.Empty)
            .ShouldBe([$"it was made at {where}. Check that out, or make a new plan"]);

    [Test]
    public void What_could_not_be_planned_is_not_applied_and_all_reasons_are_there()
    {
        var plan = Plan.Of(
            Plan.Part("net") with
            {
                Unknown = [new PlanUnknown("", UnknownCause.Failure, "", "the dry run failed")],
            },
            Plan.Part("web") with
            {
                Unknown =
                [
                    new PlanUnknown("", UnknownCause.Input, "net.id", "it takes net.id"),
                    new PlanUnknown("x", UnknownCause.Definition, "X.y", "not served"),
                ],
            }
        );

        PlanUse
            .Refusals(plan, "4567", new LedgerBuilder("staging").History, ImmutableHashSet<string>.Empty)
            .ShouldBe([
                "it was made at commit 0123abcd, and this checkout is at commit 4567. Check that out, or make a new plan",
                "net could not be planned: the dry run failed. Lift that, then make a new plan",
            ]);
    }

    [Test]
    public void The_components_that_a_plan_began_are_those_with_an_attempt_of_it() =>
        PlanUse.Begun(Saved, Applied.History).ShouldBe(["net"]);

    private static ImmutableArray<string> Refusals(LedgerBuilder? ledger = null) =>
        PlanUse.Refusals(
            Saved,
            Saved.Commit,
            (ledger ?? new LedgerBuilder("staging")).History,
            ImmutableHashSet<string>.Empty
        );
}
