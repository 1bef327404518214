using PathToProd.Decisions.Gates;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Tests.Facts.Ledger;

namespace PathToProd.Tests.Decisions.Gates;

public sealed class RequirementGateTests
{
    private static readonly ComponentManifest Network = ManifestBuilder.Component("base-network", "1.0.0");
    private static readonly ComponentManifest K8s = ManifestBuilder.Component(
        "base-k8s",
        "1.30.1",
        "base-network >=1.0.0"
    );
    private static readonly ComponentManifest Ingress = ManifestBuilder.Component(
        "ingress",
        "1.4.0",
        "base-k8s >=1.30.0 <2.0.0"
    );

    private readonly LedgerBuilder _ledger = new();

    [Test]
    public void A_component_that_requires_nothing_may_be_deployed() =>
        Check(Ask(Network)).ShouldBeOfType<GateDecision.Satisfied>();

    [Test]
    public void Requirements_that_are_deployed_in_range_are_met_whatever_they_require_themselves()
    {
        _ledger.Deploy("base-k8s", "1.30.1").Succeeds();

        var satisfied = Check(Ask(Ingress)).ShouldBeOfType<GateDecision.Satisfied>();

        PlanWriter.Write(satisfied.Plan, "prod").ShouldBe("ingress 1.4.0: asked for");
    }

    [Test]
    public void Nothing_deployed() =>
        Refusal(Ask(K8s))
            .ShouldBe(
                "Because base-k8s 1.30.1 requires base-network >=1.0.0 and prod has no base-network, "
                    + "base-k8s cannot be deployed to prod. Deploy base-network first "
                    + "(./build.sh --target=Deploy --component=base-network --environment=prod), or add --with-dependencies."
            );

    [Test]
    public void Below_the_range()
    {
        _ledger.Deploy("base-k8s", "1.29.3").Succeeds().Deploy("base-network", "1.0.0").Succeeds();

        Refusal(Ask(Ingress))
            .ShouldBe(
                "Because ingress 1.4.0 requires base-k8s >=1.30.0 <2.0.0 and prod has base-k8s 1.29.3, "
                    + "ingress cannot be deployed to prod. Deploy base-k8s first "
                    + "(./build.sh --target=Deploy --component=base-k8s --environment=prod), or add --with-dependencies."
            );
    }

    [Test]
    public void Above_the_range_and_what_is_here_does_not_fit_either()
    {
        _ledger.Deploy("base-k8s", "2.0.0").Succeeds();

        Refusal(Ask(Ingress) with { Workspace = Workspace(ManifestBuilder.Component("base-k8s", "2.1.0")) })
            .ShouldBe(
                "Because ingress 1.4.0 requires base-k8s >=1.30.0 <2.0.0 and prod has base-k8s 2.0.0, "
                    + "ingress cannot be deployed to prod. The base-k8s that is here, 2.1.0, does not fit either: take a version of it "
                    + "that fits, or change the range in components/ingress/component.yaml."
            );
    }

    [Test]
    public void A_requirement_that_is_not_here_at_all() =>
        Refusal(Ask(Ingress) with { Workspace = Workspace() })
            .ShouldBe(
                "Because ingress 1.4.0 requires base-k8s >=1.30.0 <2.0.0 and prod has no base-k8s, "
                    + "ingress cannot be deployed to prod. There is no component base-k8s here: add components/base-k8s, "
                    + "or drop the requirement in components/ingress/component.yaml."
            );

    [Test]
    public void The_last_attempt_failed()
    {
        _ledger.Deploy("base-network", "1.0.0").Succeeds();
        _ledger.Deploy("base-network", "1.0.0").Fails("terraform apply exited with 1\nand much more");

        Refusal(Ask(K8s))
            .ShouldBe(
                "Because base-k8s 1.30.1 requires base-network >=1.0.0 and the last deployment of base-network 1.0.0 to prod failed "
                    + "(run run-2: terraform apply exited with 1), base-k8s cannot be deployed to prod. Deploy base-network first "
                    + "(./build.sh --target=Deploy --component=base-network --environment=prod), or add --with-dependencies."
            );
    }

    [Test]
    public void The_last_attempt_was_interrupted()
    {
        _ledger.Deploy("base-network", "1.0.0");

        Refusal(Ask(K8s))
            .ShouldBe(
                "Because base-k8s 1.30.1 requires base-network >=1.0.0 and the last deployment of base-network 1.0.0 to prod was interrupted: "
                    + "run run-1 started it on 2026-11-22 08:00:00 UTC and never ended it, base-k8s cannot be deployed to prod. "
                    + "Deploy base-network first (./build.sh --target=Deploy --component=base-network --environment=prod), "
                    + "or add --with-dependencies."
            );
    }

    [Test]
    public void The_last_attempt_was_cancelled()
    {
        _ledger.Deploy("base-network", "1.0.0").IsCancelled();

        Refusal(Ask(K8s))
            .ShouldStartWith(
                "Because base-k8s 1.30.1 requires base-network >=1.0.0 and the last deployment of base-network 1.0.0 to prod was cancelled "
                    + "(run run-1), base-k8s cannot be deployed to prod. Deploy base-network first "
            );
    }

    [Test]
    public void The_requirement_is_being_deployed_right_now()
    {
        _ledger.Deploy("base-network", "1.0.0");

        Refusal(Ask(K8s) with { Ledger = _ledger.StateWith("run-1") })
            .ShouldBe(
                "Because base-k8s 1.30.1 requires base-network >=1.0.0 and run run-1 (ann@laptop) is deploying base-network 1.0.0 to prod "
                    + "right now, base-k8s cannot be deployed to prod. Wait for run run-1 to end, or add --wait."
            );
    }

    [Test]
    public void The_requirement_was_destroyed()
    {
        _ledger.Deploy("base-network", "1.0.0").Succeeds().Destroy("base-network", "1.0.0").Succeeds();

        Refusal(Ask(K8s))
            .ShouldStartWith(
                "Because base-k8s 1.30.1 requires base-network >=1.0.0 and base-network 1.0.0 was destroyed in prod "
                    + "on 2026-11-22 11:00:00 UTC by ann@laptop (run run-2), base-k8s cannot be deployed to prod. Deploy base-network first "
            );
    }

    [Test]
    public void Its_removal_failed()
    {
        _ledger.Deploy("base-network", "1.0.0").Succeeds().Destroy("base-network", "1.0.0").Fails("in use");

        Refusal(Ask(K8s))
            .ShouldStartWith(
                "Because base-k8s 1.30.1 requires base-network >=1.0.0 and the last removal of base-network 1.0.0 from prod failed "
                    + "(run run-2: in use), base-k8s cannot be deployed to prod. Deploy base-network first "
            );
    }

    [Test]
    public void The_requirement_is_gone_although_the_ledger_has_it()
    {
        _ledger.Deploy("base-network", "1.0.0").Succeeds();

        Refusal(Ask(K8s) with { Gone = ["base-network"] })
            .ShouldStartWith(
                "Because base-k8s 1.30.1 requires base-network >=1.0.0 and base-network 1.0.0, deployed to prod on 2026-11-22 09:00:00 UTC "
                    + "by ann@laptop (run run-1), is no longer there, base-k8s cannot be deployed to prod. Deploy base-network first "
            );
    }

    [Test]
    public void A_chain_is_shown_to_its_end() =>
        Refusal(Ask(Ingress))
            .ShouldBe(
                """
                Because ingress 1.4.0 requires base-k8s >=1.30.0 <2.0.0 and prod has no base-k8s,
                and because base-k8s 1.30.1 requires base-network >=1.0.0 and prod has no base-network,
                ingress cannot be deployed to prod.
                Deploy base-network and base-k8s first (./build.sh --target=Deploy --component=base-network,base-k8s --environment=prod), or add --with-dependencies.
                """
            );

    [Test]
    public void Several_causes_of_several_kinds_are_reported_at_once()
    {
        _ledger
            .Deploy("base-network", "0.9.0")
            .Succeeds()
            .Deploy("base-k8s", "1.30.1")
            .Fails()
            .Deploy("policy", "1.0.0");
        var dns = ManifestBuilder.Component(
            "dns",
            "2.0.0",
            "base-k8s >=1.30.0",
            "base-network >=2.0.0",
            "ghost >=1.0.0",
            "policy >=1.0.0"
        );

        Refusal(
                Ask(dns) with
                {
                    Workspace = Workspace(Network, K8s, ManifestBuilder.Component("policy", "1.0.0")),
                    Ledger = _ledger.StateWith("run-3"),
                }
            )
            .ShouldBe(
                """
                Because dns 2.0.0 requires base-k8s >=1.30.0 and the last deployment of base-k8s 1.30.1 to prod failed (run run-2: helm exited with 1),
                and because dns 2.0.0 requires base-network >=2.0.0 and prod has base-network 0.9.0,
                and because dns 2.0.0 requires ghost >=1.0.0 and prod has no ghost,
                and because dns 2.0.0 requires policy >=1.0.0 and run run-3 (ann@laptop) is deploying policy 1.0.0 to prod right now,
                and because base-k8s 1.30.1 requires base-network >=1.0.0 and prod has base-network 0.9.0,
                dns cannot be deployed to prod.
                The base-network that is here, 1.0.0, does not fit either: take a version of it that fits, or change the range in components/dns/component.yaml.
                There is no component ghost here: add components/ghost, or drop the requirement in components/dns/component.yaml.
                Wait for run run-3 to end.
                Then deploy base-network and base-k8s first (./build.sh --target=Deploy --component=base-network,base-k8s --environment=prod), or add --with-dependencies.
                """
            );
    }

    [Test]
    public void With_dependencies_they_are_deployed_first_in_order_each_with_its_reason()
    {
        var decision = Check(Ask(Ingress) with { WithDependencies = true }).ShouldBeOfType<GateDecision.DeployFirst>();

        PlanWriter
            .Write(decision.Plan, "prod")
            .ShouldBe(
                """
                base-network 1.0.0: base-k8s 1.30.1 requires base-network >=1.0.0 and prod has no base-network
                base-k8s 1.30.1: ingress 1.4.0 requires base-k8s >=1.30.0 <2.0.0 and prod has no base-k8s
                ingress 1.4.0: asked for
                """
            );
        decision.Plan.Graph.RequirementsOf("ingress").ShouldBe(["base-k8s"]);
    }

    [Test]
    public void An_environment_can_say_that_missing_requirements_are_deployed_first() =>
        Check(Ask(Ingress) with { Environment = ManifestBuilder.Environment("prod", MissingDependencies.Deploy) })
            .ShouldBeOfType<GateDecision.DeployFirst>();

    [Test]
    public void Only_what_is_not_met_is_deployed_first()
    {
        _ledger.Deploy("base-network", "1.0.0").Succeeds();

        var decision = Check(Ask(Ingress) with { WithDependencies = true }).ShouldBeOfType<GateDecision.DeployFirst>();

        decision.Plan.Deployments.Select(planned => planned.Component.Name).ShouldBe(["base-k8s", "ingress"]);
    }

    [Test]
    public void With_dependencies_it_is_still_refused_when_one_of_them_does_not_fit()
    {
        var decision = Ask(Ingress) with
        {
            WithDependencies = true,
            Workspace = Workspace(K8s, ManifestBuilder.Component("base-network", "0.5.0")),
        };

        Refusal(decision)
            .ShouldBe(
                """
                Because ingress 1.4.0 requires base-k8s >=1.30.0 <2.0.0 and prod has no base-k8s,
                and because base-k8s 1.30.1 requires base-network >=1.0.0 and prod has no base-network,
                ingress cannot be deployed to prod.
                The base-network that is here, 0.5.0, does not fit either: take a version of it that fits, or change the range in components/base-k8s/component.yaml.
                """
            );
    }

    [Test]
    public void What_is_asked_for_together_meets_each_others_requirements()
    {
        var satisfied = Check(Ask(Ingress, Network, K8s)).ShouldBeOfType<GateDecision.Satisfied>();

        satisfied
            .Plan.Deployments.Select(planned => planned.Component.Name)
            .ShouldBe(["base-network", "base-k8s", "ingress"]);
    }

    [Test]
    public void A_requirement_is_never_deployed_again_for_one_so_that_it_breaks_another()
    {
        _ledger.Deploy("base-k8s", "1.29.0").Succeeds();
        var old = ManifestBuilder.Component("old", "1.0.0", "base-k8s >=1.29.0 <1.30.0");
        var bare = ManifestBuilder.Component("base-k8s", "1.30.1");

        Refusal(Ask(Ingress, old) with { WithDependencies = true, Workspace = Workspace(bare) })
            .ShouldBe(
                """
                Because ingress 1.4.0 requires base-k8s >=1.30.0 <2.0.0 and prod has base-k8s 1.29.0,
                and because old 1.0.0 requires base-k8s >=1.29.0 <1.30.0 and ingress 1.4.0 needs base-k8s 1.30.1 deployed first,
                ingress and old cannot be deployed to prod.
                No base-k8s that is here meets both: change the range in components/old/component.yaml, or the one in components/ingress/component.yaml.
                """
            );
    }

    [Test]
    public void A_requirement_that_is_asked_for_in_a_version_that_does_not_fit_is_refused()
    {
        _ledger.Deploy("base-k8s", "1.30.1").Succeeds();
        var next = ManifestBuilder.Component("base-k8s", "2.0.0");

        Refusal(Ask(Ingress, next) with { WithDependencies = true })
            .ShouldBe(
                "Because ingress 1.4.0 requires base-k8s >=1.30.0 <2.0.0 and base-k8s 2.0.0 was asked for with it, "
                    + "ingress and base-k8s cannot be deployed to prod. "
                    + "Deploy base-k8s in a version that fits, or change the range in components/ingress/component.yaml."
            );
    }

    [Test]
    public void What_a_torn_start_may_have_changed_is_unknown_and_refused_although_it_was_deployed_before()
    {
        _ledger.Deploy("base-network", "1.0.0").Succeeds().Deploy("base-k8s", "1.30.1").Succeeds();
        _ledger.Deploy("base-k8s", "1.31.0");

        Refusal(Ask(Ingress) with { Ledger = _ledger.TornAfter("\"component\":\"base-k8s\"") })
            .ShouldBe(
                "Because ingress 1.4.0 requires base-k8s >=1.30.0 <2.0.0 and the state of base-k8s in prod is unknown, "
                    + "as line 5 of environments/prod/ledger.jsonl cannot be read and may be an attempt on base-k8s, "
                    + "ingress cannot be deployed to prod. Deploy base-k8s first "
                    + "(./build.sh --target=Deploy --component=base-k8s --environment=prod), or add --with-dependencies."
            );
    }

    [Test]
    public void What_a_torn_start_may_have_changed_is_deployed_first_when_asked()
    {
        _ledger.Deploy("base-k8s", "1.30.1").Succeeds().Deploy("base-network", "1.0.0").Succeeds();
        _ledger.Deploy("base-k8s", "1.31.0");

        var first = Check(
                Ask(Ingress) with
                {
                    Ledger = _ledger.TornAfter("\"component\":\"base-k8s\""),
                    WithDependencies = true,
                }
            )
            .ShouldBeOfType<GateDecision.DeployFirst>();

        first.Plan.Deployments.Select(planned => planned.Component.Name).ShouldBe(["base-k8s", "ingress"]);
    }

    private GateQuestion Ask(params ComponentManifest[] asked) =>
        new()
        {
            Asked = [.. asked],
            Environment = ManifestBuilder.Environment("prod"),
            Ledger = _ledger.State,
            Workspace = Workspace(Network, K8s, Ingress),
        };

    private static Dictionary<string, ComponentManifest> Workspace(params ComponentManifest[] components) =>
        components.ToDictionary(component => component.Name);

    private static GateDecision Check(GateQuestion question) => RequirementGate.Check(question);

    private static string Refusal(GateQuestion question) =>
        RefusalWriter.Write(question, Check(question).ShouldBeOfType<GateDecision.Refused>()).ReplaceLineEndings("\n");
}
