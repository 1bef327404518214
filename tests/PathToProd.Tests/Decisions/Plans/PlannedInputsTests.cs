using PathToProd.Decisions.Plans;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Plans;
using PathToProd.Model.Components;
using PathToProd.Tests.Facts.Ledger;
using Plan = PathToProd.Tests.Facts.Plans.Plans;

namespace PathToProd.Tests.Decisions.Plans;

public sealed class PlannedInputsTests
{
    private static readonly LedgerState Empty = new LedgerBuilder().State;

    private static readonly LedgerState Deployed = new LedgerBuilder()
        .Deploy("net", "1.0.0")
        .Succeeds(("id", "n-1"))
        .State;

    private static readonly ComponentManifest Taker = ManifestBuilder.Component("web", "1.0.0", "net *") with
    {
        Inputs = [new Input("net.id", "net", "id")],
    };

    [Test]
    public void What_is_deployed_and_stays_is_taken_from_the_ledger()
    {
        var inputs = Of(Deployed, Plan.Part("net"));

        inputs.Unknown.ShouldBeEmpty();
        inputs.Ledger.ShouldBeSameAs(Deployed);
    }

    [Test]
    public void What_the_plan_changes_to_something_known_is_taken_from_the_plan()
    {
        foreach (var ledger in (LedgerState[])[Deployed, Empty])
        {
            var inputs = Of(ledger, With(new PlannedOutput("id", PlannedAction.Update) { Value = "\"n-2\"" }));

            inputs.Unknown.ShouldBeEmpty();
            InputResolution.Resolve(Taker, inputs.Ledger).Inputs.Single().Value.ToString().ShouldBe("n-2");
        }
    }

    [Test]
    public void What_only_a_deployment_will_know_is_not_known_and_nothing_stands_in_its_place()
    {
        Because(Deployed, With(new PlannedOutput("id", PlannedAction.Update) { IsUnknown = true }))
            .ShouldBe("it takes net.id, which only the deployment of net will know");
        Because(Deployed, With(new PlannedOutput("id", PlannedAction.Update) { IsSecret = true }))
            .ShouldBe("it takes net.id, which is secret");
        Because(Deployed, With(new PlannedOutput("id", PlannedAction.Delete)))
            .ShouldBe("it takes net.id, which net will no longer have");
        Because(Empty, Plan.Part("net")).ShouldBe("it takes net.id, which only the deployment of net will record");
        Because(Empty).ShouldBe("it takes net.id, and net is neither deployed in prod nor in this plan");
    }

    [Test]
    public void What_is_not_known_of_a_component_spreads_to_what_takes_from_it() =>
        Because(
                Deployed,
                Plan.Part("net") with
                {
                    Unknown = [new PlanUnknown("", UnknownCause.Failure, "", "the dry run failed")],
                }
            )
            .ShouldBe("it takes net.id, and it is not known what becomes of net");

    [Test]
    public void An_output_that_becomes_null_is_null_and_not_a_text()
    {
        var inputs = Of(Deployed, With(new PlannedOutput("id", PlannedAction.Update) { Value = "null" }));

        inputs.Unknown.ShouldBeEmpty();
        InputResolution.Resolve(Taker, inputs.Ledger).Causes.Single().ShouldBeOfType<InputCause.Null>();
    }

    private static ComponentPlan With(PlannedOutput output) => Plan.Part("net") with { Outputs = [output] };

    private static string Because(LedgerState ledger, params ComponentPlan[] plans)
    {
        var unknown = Of(ledger, plans).Unknown.Single();
        unknown.IsAll.ShouldBeTrue();
        (unknown.Cause, unknown.Of).ShouldBe((UnknownCause.Input, "net.id"));
        return unknown.Because;
    }

    private static PlannedInputs Of(LedgerState ledger, params ComponentPlan[] plans) =>
        PlannedInputs.Of(Taker, ledger, plans.ToDictionary(plan => plan.Component, StringComparer.Ordinal));
}
