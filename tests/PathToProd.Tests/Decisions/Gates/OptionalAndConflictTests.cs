using System.Collections.Immutable;
using PathToProd.Decisions.Gates;
using PathToProd.Decisions.Ordering;
using PathToProd.Model.Components;
using PathToProd.Tests.Facts.Ledger;
using PathToProd.Versions;

namespace PathToProd.Tests.Decisions.Gates;

public sealed class OptionalAndConflictTests
{
    private static readonly ComponentManifest Dns = ManifestBuilder.Component("external-dns", "0.3.0");
    private static readonly ComponentManifest Policies = ManifestBuilder.Component("policy-agents", "0.2.0");
    private static readonly ComponentManifest Ingress = ManifestBuilder.Component("ingress", "1.4.0") with
    {
        Optional = Ranges("external-dns 0.3.x"),
        Conflicts = Ranges("policy-agents <0.2.0"),
    };

    private readonly LedgerBuilder _ledger = new();

    [Test]
    public void What_is_optional_need_not_be_there() => Check(Ask(Ingress)).ShouldBeOfType<GateDecision.Satisfied>();

    [Test]
    public void What_is_optional_and_there_in_range_is_fine()
    {
        _ledger.Deploy("external-dns", "0.3.7").Succeeds().Deploy("policy-agents", "0.2.1").Succeeds();

        Check(Ask(Ingress)).ShouldBeOfType<GateDecision.Satisfied>();
    }

    [Test]
    public void What_is_optional_and_there_in_another_version_is_refused()
    {
        _ledger.Deploy("external-dns", "0.2.0").Succeeds();

        Refusal(Ask(Ingress))
            .ShouldBe(
                "Because ingress 1.4.0 works only with external-dns >=0.3.0 <0.4.0, where that is there, and prod has external-dns 0.2.0, "
                    + "ingress cannot be deployed to prod. Deploy external-dns first "
                    + "(./build.sh --target=Deploy --component=external-dns --environment=prod), or add --with-dependencies."
            );
    }

    [Test]
    public void It_is_deployed_first_when_asked()
    {
        _ledger.Deploy("external-dns", "0.2.0").Succeeds();

        var first = Check(Ask(Ingress) with { WithDependencies = true }).ShouldBeOfType<GateDecision.DeployFirst>();

        PlanWriter
            .Write(first.Plan, "prod")
            .ShouldBe(
                "external-dns 0.3.0: ingress 1.4.0 works only with external-dns >=0.3.0 <0.4.0, where that is there, "
                    + "and prod has external-dns 0.2.0\ningress 1.4.0: asked for"
            );
    }

    [Test]
    public void What_is_optional_and_not_here_can_be_destroyed()
    {
        _ledger.Deploy("external-dns", "0.2.0").Succeeds();

        Refusal(Ask(Ingress) with { Workspace = Workspace() })
            .ShouldBe(
                "Because ingress 1.4.0 works only with external-dns >=0.3.0 <0.4.0, where that is there, and prod has external-dns 0.2.0, "
                    + "ingress cannot be deployed to prod. Deploy external-dns in a version that fits, or destroy it, "
                    + "or change the range in components/ingress/component.yaml."
            );
    }

    [Test]
    public void What_is_optional_and_deployed_with_it_in_another_version_is_refused()
    {
        _ledger.Deploy("external-dns", "0.3.0").Succeeds();

        Refusal(Ask(Ingress, Dns with { Version = SemVersion.Parse("0.4.0") }))
            .ShouldBe(
                "Because ingress 1.4.0 works only with external-dns >=0.3.0 <0.4.0, where that is there, and external-dns 0.4.0 is to be deployed, "
                    + "ingress and external-dns cannot be deployed to prod. Deploy external-dns in a version that fits, "
                    + "or change the range in components/ingress/component.yaml."
            );
    }

    [Test]
    public void A_conflict_with_what_is_there_is_refused()
    {
        _ledger.Deploy("policy-agents", "0.1.5").Succeeds();

        Refusal(Ask(Ingress))
            .ShouldBe(
                "Because ingress 1.4.0 conflicts with policy-agents <0.2.0 and prod has policy-agents 0.1.5, "
                    + "ingress cannot be deployed to prod. Deploy policy-agents first "
                    + "(./build.sh --target=Deploy --component=policy-agents --environment=prod), or add --with-dependencies."
            );
    }

    [Test]
    public void A_conflict_that_what_is_here_does_not_lift_is_refused()
    {
        _ledger.Deploy("policy-agents", "0.1.5").Succeeds();

        Refusal(Ask(Ingress) with { Workspace = Workspace(Policies with { Version = SemVersion.Parse("0.1.9") }) })
            .ShouldBe(
                "Because ingress 1.4.0 conflicts with policy-agents <0.2.0 and prod has policy-agents 0.1.5, "
                    + "ingress cannot be deployed to prod. The policy-agents that is here, 0.1.9, does not fit either: "
                    + "take a version of it that fits, or change the range in components/ingress/component.yaml."
            );
    }

    [Test]
    public void A_conflict_is_lifted_by_what_is_deployed_first()
    {
        _ledger.Deploy("policy-agents", "0.1.5").Succeeds();

        var first = Check(Ask(Ingress) with { WithDependencies = true }).ShouldBeOfType<GateDecision.DeployFirst>();

        first.Plan.Deployments.Select(planned => planned.Component.Name).ShouldBe(["policy-agents", "ingress"]);
        first.Plan.Graph.RequirementsOf("ingress").ShouldBe(["policy-agents"]);
    }

    [Test]
    public void A_conflict_within_a_run_is_refused() =>
        Refusal(Ask(Ingress, Policies with { Version = SemVersion.Parse("0.1.5") }))
            .ShouldBe(
                "Because ingress 1.4.0 conflicts with policy-agents <0.2.0 and policy-agents 0.1.5 is to be deployed, "
                    + "ingress and policy-agents cannot be deployed to prod. Deploy policy-agents in a version that fits, "
                    + "or change the range in components/ingress/component.yaml."
            );

    [Test]
    public void A_conflict_that_what_stays_there_declares_is_refused()
    {
        var policies = Policies with { Conflicts = Ranges("ingress >=1.4") };
        _ledger.Deploy("policy-agents", "0.2.0").Succeeds();

        Refusal(Ask(Ingress) with { Workspace = Workspace(policies) })
            .ShouldBe(
                "Because policy-agents 0.2.0, which prod has, conflicts with ingress >=1.4.0 and ingress 1.4.0 is to be deployed, "
                    + "ingress cannot be deployed to prod. Deploy ingress in a version that fits, or policy-agents in one that takes it, "
                    + "or change the range in components/policy-agents/component.yaml."
            );
    }

    [TestCase("policy-agents", "conflicts with policy-agents <0.2.0")]
    [TestCase("external-dns", "works only with external-dns >=0.3.0 <0.4.0, where that is there,")]
    public void What_may_be_there_after_a_torn_start_is_refused_and_never_deployed_only_to_find_out(
        string other,
        string says
    )
    {
        _ledger.Deploy(other, "0.3.0");
        var question = Ask(Ingress) with
        {
            Ledger = _ledger.TornAfter($"\"component\":\"{other}\""),
            WithDependencies = true,
        };

        Refusal(question)
            .ShouldBe(
                $"Because ingress 1.4.0 {says} and the state of {other} in prod is unknown, "
                    + $"as line 1 of environments/prod/ledger.jsonl cannot be read and may be an attempt on {other}, "
                    + "ingress cannot be deployed to prod. "
                    + $"Deploy {other} again in a version that fits, "
                    + $"or destroy it (./build.sh --target=Destroy --component={other} --environment=prod)."
            );
    }

    [Test]
    public void What_stays_there_and_may_have_changed_still_conflicts()
    {
        var policies = Policies with { Conflicts = Ranges("ingress >=1.4") };
        _ledger.Deploy("policy-agents", "0.2.0").Succeeds().Deploy("policy-agents", "0.3.0");

        Refusal(
                Ask(Ingress with { Conflicts = Ranges() }) with
                {
                    Ledger = _ledger.TornAfter("\"component\":\"policy-agents\""),
                    Workspace = Workspace(policies),
                }
            )
            .ShouldBe(
                "Because policy-agents 0.2.0, which prod has, conflicts with ingress >=1.4.0 and ingress 1.4.0 is to be deployed, "
                    + "ingress cannot be deployed to prod. Deploy ingress in a version that fits, or policy-agents in one that takes it, "
                    + "or change the range in components/policy-agents/component.yaml."
            );
    }

    [Test]
    public void What_is_gone_conflicts_with_nothing()
    {
        _ledger.Deploy("policy-agents", "0.1.5").Succeeds();

        Check(Ask(Ingress) with { Gone = ["policy-agents"] }).ShouldBeOfType<GateDecision.Satisfied>();
    }

    [Test]
    public void What_is_optional_is_deployed_first_in_the_same_run() =>
        DeploymentOrder.Of(RequirementGraph.OfRun([Named("a", "z"), Named("z")])).ShouldBe(["z", "a"]);

    [Test]
    public void An_optional_requirement_that_would_close_a_circle_is_left_out()
    {
        var requiring = ManifestBuilder.Component("z", "1.0.0", "a >=1");

        DeploymentOrder.Of(RequirementGraph.OfRun([Named("a", "z"), requiring])).ShouldBe(["a", "z"]);
        DeploymentOrder
            .Of(RequirementGraph.OfRun([Named("a", "b"), Named("b", "c"), Named("c", "a")]))
            .ShouldBe(["c", "b", "a"]);
    }

    private static ComponentManifest Named(string name, params string[] optional) =>
        ManifestBuilder.Component(name, "1.0.0") with
        {
            Optional = Ranges([.. optional.Select(other => $"{other} >=1")]),
        };

    private static ImmutableSortedDictionary<string, Requirement> Ranges(params string[] ranges) =>
        ranges
            .Select(range => range.Split(' ', 2))
            .ToImmutableSortedDictionary(
                words => words[0],
                words => new Requirement(words[0], VersionRange.Parse(words[1]))
            );

    private GateQuestion Ask(params ComponentManifest[] asked) =>
        new()
        {
            Asked = [.. asked],
            Environment = ManifestBuilder.Environment("prod"),
            Ledger = _ledger.State,
            Workspace = Workspace(Dns, Policies, Ingress),
        };

    private static Dictionary<string, ComponentManifest> Workspace(params ComponentManifest[] components) =>
        components.ToDictionary(component => component.Name);

    private static GateDecision Check(GateQuestion question) => RequirementGate.Check(question);

    private static string Refusal(GateQuestion question) =>
        RefusalWriter.Write(question, Check(question).ShouldBeOfType<GateDecision.Refused>());
}
