using PathToProd.Facts.Ledger;
using PathToProd.Model.Units;
using PathToProd.Tests.Facts.Ledger;
using static PathToProd.Tests.Decisions.Rollbacks.RollbackBed;

namespace PathToProd.Tests.Decisions.Rollbacks;

/// <summary>What a rollback of an environment or of a unit goes back to.</summary>
public sealed class WholeRollbackTests
{
    [Test]
    public void An_environment_goes_back_to_the_last_runs_after_which_everything_was_good()
    {
        var ledger = new LedgerBuilder();
        Run(ledger, "r1", "base 1.0.0", "web 1.0.0");
        Run(ledger, "r2", "web 1.1.0");
        Run(ledger, "r3", "base 2.0.0", "web 2.0.0 fails");

        Says(ledger, Prod)
            .ShouldBe(
                "base 2.0.0 -> 1.0.0, web 2.0.0 -> 1.1.0, because the last deployment of web 2.0.0 to prod failed (run r3: helm exited with 1)"
            );
        Plan(ledger, Prod).To.Id.ShouldBe("r2");
        Plan(ledger, Prod).Changes.Select(change => change.Reference.Run).ShouldAllBe(run => run == "r2");
    }

    [Test]
    public void The_middle_of_a_run_is_a_mix_that_no_one_meant()
    {
        var ledger = new LedgerBuilder();
        Run(ledger, "r1", "base 1.0.0", "web 1.0.0");
        Run(ledger, "r2", "base 2.0.0", "web 2.0.0");

        Says(ledger, Prod)
            .ShouldBe(
                "base 2.0.0 -> 1.0.0, web 2.0.0 -> 1.0.0, because it was asked for, although everything there succeeded"
            );
    }

    [Test]
    public void An_environment_that_is_asked_again_goes_further_back_whatever_became_of_the_first_time()
    {
        var ledger = new LedgerBuilder();
        Run(ledger, "r1", "base 1.0.0", "web 1.0.0");
        Run(ledger, "r2", "base 1.1.0", "web 1.1.0");
        Run(ledger, "r3", "base 2.0.0", "web 2.0.0");
        ledger.Run = "r4";
        ledger.Deploy("base", "1.1.0").Back("a5", "a3", "r2").Fails();

        // web was not come to, and base may be anything.
        Says(ledger, Prod).ShouldStartWith("base 1.1.0 -> 1.0.0, web 2.0.0 -> 1.0.0");
    }

    [Test]
    public void What_came_since_stays_and_what_was_removed_since_stays_away()
    {
        var ledger = new LedgerBuilder();
        Run(ledger, "r1", "base 1.0.0", "old 1.0.0", "web 1.0.0");
        ledger.Run = "r2";
        ledger.Destroy("old", "1.0.0").Succeeds();
        Run(ledger, "r3", "new 1.0.0", "web 2.0.0 fails");

        var plan = Plan(ledger, Prod);

        plan.Changes.Select(change => change.Component).ShouldBe(["web"], "base need not change");
        plan.Stays.Select(member => member.Component).ShouldBe(["new"]);
    }

    [Test]
    public void What_an_environment_went_back_from_its_components_do_not_come_back_to()
    {
        var ledger = new LedgerBuilder();
        Run(ledger, "r1", "base 1.0.0", "web 1.0.0");
        Run(ledger, "r2", "base 1.0.0", "web 1.1.0");
        ledger.Run = "r3";
        ledger.Deploy("web", "1.0.0").Back("a4", "a2", "r1").Succeeds();
        Run(ledger, "r4", "web 1.2.0 fails");

        Says(ledger, Web).ShouldStartWith("web 1.2.0 -> 1.0.0");
        Says(ledger, Prod).ShouldStartWith("web 1.2.0 -> 1.0.0");
    }

    [Test]
    public void A_version_set_that_is_deployed_as_one_goes_back_under_its_own_version()
    {
        var ledger = Sets("2026.11.1 1.0.0 ok", "2026.11.2 1.1.0 ok", "2026.11.3 1.2.0 failed");
        var plan = Plan(ledger, All, DeploymentUnits.OfAll(["base", "web"]));

        plan.To.Set.ShouldBe("2026.11.2");
        plan.Set.Name.ShouldBe("2026.11.2");
        plan.Changes.Select(change => $"{change.Component} {change.From.Version} -> {change.To.Version}")
            .ShouldBe(["base 1.2.0 -> 1.1.0", "web 1.2.0 -> 1.1.0"]);
        plan.Because.ShouldBe(
            "the last deployment of version set 2026.11.3 to prod failed as a whole (run unit-run-3: web failed)"
        );
        plan.Units["all"].ShouldBe(new RollbackReference("u3", "u2", null, plan.Because));
    }

    [Test]
    public void A_unit_whose_rollback_failed_goes_further_back_and_members_that_were_not_come_to_too()
    {
        var ledger = Sets("2026.11.1 1.0.0 ok", "2026.11.2 1.1.0 ok", "2026.11.3 1.2.0 ok");
        ledger.Unit("all", "2026.11.2", LedgerAction.Deploy, ("base", "1.1.0"), ("web", "1.1.0")).Back("u3", "u2");
        ledger.Deploy("base", "1.1.0").Back("a5", "a3").Fails().UnitEnds(Outcome.Failed, "base failed");

        var plan = Plan(ledger, All, DeploymentUnits.OfAll(["base", "web"]));

        plan.To.Set.ShouldBe("2026.11.1");
        plan.Changes.Select(change => $"{change.Component} {change.From.Version} -> {change.To.Version}")
            .ShouldBe(["base 1.1.0 -> 1.0.0", "web 1.2.0 -> 1.0.0"]);
    }
}
