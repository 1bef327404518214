using PathToProd.Decisions.Gates;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Runs;
using PathToProd.Model.Components;
using PathToProd.Model.Units;
using PathToProd.Tests.Facts.Ledger;

namespace PathToProd.Tests.Decisions.Gates;

/// <summary>The gate of what requires a member of a group: base is network and k8s, and web requires k8s.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class UnitGateTests
{
    private static readonly ComponentManifest Network = ManifestBuilder.Component("network", "1.0.0");
    private static readonly ComponentManifest K8s = ManifestBuilder.Component("k8s", "1.30.0");
    private static readonly ComponentManifest Web = ManifestBuilder.Component("web", "2.0.0", "k8s >=1.30.0");

    private readonly LedgerBuilder _ledger = new LedgerBuilder()
        .Unit("base", null, LedgerAction.Deploy, ("k8s", "1.30.0"), ("network", "1.0.0"))
        .Deploy("k8s", "1.30.0")
        .Succeeds();

    [Test]
    public void A_member_of_a_group_that_failed_as_a_whole_does_not_satisfy_although_it_is_there()
    {
        _ledger
            .Deploy("network", "1.0.0")
            .Fails("quota exceeded")
            .UnitEnds(Outcome.Failed, "network failed: quota exceeded", ("k8s", NodeOutcome.Done));

        Refusal(Ask())
            .ShouldBe(
                "Because web 2.0.0 requires k8s >=1.30.0 and k8s belongs to the group base, and the last deployment of the group base to prod "
                    + "failed as a whole (run unit-run-1: network failed: quota exceeded), web cannot be deployed to prod. "
                    + "Deploy base first (./build.sh --target=Deploy --component=base --environment=prod), or add --with-dependencies."
            );
    }

    [Test]
    public void A_group_that_another_run_is_deploying_is_waited_for_by_its_lock()
    {
        var ledger = LedgerState.From(
            DeploymentHistory.From("prod", new LedgerReading([.. _ledger.Entries], [], []), isUnitInProgress: _ => true)
        );

        var refused = RequirementGate.Check(Ask() with { Ledger = ledger }).ShouldBeOfType<GateDecision.Refused>();

        refused.EndsByWaiting.ShouldBeTrue();
        refused.Causes.Single().LockName.ShouldBe("base");
        RefusalWriter
            .Write(Ask(), refused)
            .ShouldBe(
                "Because web 2.0.0 requires k8s >=1.30.0 and k8s belongs to the group base, and run unit-run-1 (ann@laptop) is deploying the "
                    + "group base to prod right now, web cannot be deployed to prod. Wait for run unit-run-1 to end, or add --wait."
            );
    }

    [Test]
    public void A_group_that_succeeded_as_a_whole_satisfies()
    {
        _ledger.Deploy("network", "1.0.0").Succeeds().UnitEnds(Outcome.Succeeded);

        RequirementGate.Check(Ask()).ShouldBeOfType<GateDecision.Satisfied>();
    }

    [Test]
    public void Where_it_is_no_longer_deployed_as_one_only_the_member_itself_counts()
    {
        _ledger
            .Deploy("network", "1.0.0")
            .Fails("quota exceeded")
            .UnitEnds(Outcome.Failed, "network failed: quota exceeded", ("k8s", NodeOutcome.Done));

        RequirementGate
            .Check(Ask() with { Units = DeploymentUnits.Decoupled })
            .ShouldBeOfType<GateDecision.Satisfied>();
    }

    [Test]
    public void What_is_missing_is_deployed_first_with_all_of_its_group() =>
        PlanWriter
            .Write(
                RequirementGate
                    .Check(Ask() with { Ledger = new LedgerBuilder().State, WithDependencies = true })
                    .ShouldBeOfType<GateDecision.DeployFirst>()
                    .Plan,
                "prod"
            )
            .ShouldBe(
                """
                k8s 1.30.0: web 2.0.0 requires k8s >=1.30.0 and prod has no k8s
                network 1.0.0: prod deploys the group base (k8s and network) as one
                web 2.0.0: asked for
                """
            );

    [Test]
    public void What_a_group_requires_of_itself_it_satisfies_itself()
    {
        var dns = ManifestBuilder.Component("network", "1.0.0", "k8s >=1.30.0");

        RequirementGate
            .Check(Ask() with { Asked = [dns, K8s] })
            .ShouldBeOfType<GateDecision.Satisfied>()
            .Plan.Deployments.Select(planned => planned.Component.Name)
            .ShouldBe(["k8s", "network"]);
    }

    private GateQuestion Ask() =>
        new()
        {
            Asked = [Web],
            Environment = ManifestBuilder.Environment("prod"),
            Ledger = _ledger.State,
            Workspace = new[] { Network, K8s, Web }.ToDictionary(component => component.Name),
            Units = DeploymentUnits.OfGroups(
                new Dictionary<string, IReadOnlyList<string>> { ["base"] = ["network", "k8s"] },
                ["network", "k8s", "web"]
            ),
        };

    private static string Refusal(GateQuestion question) =>
        RefusalWriter.Write(question, RequirementGate.Check(question).ShouldBeOfType<GateDecision.Refused>());
}
