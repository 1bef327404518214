using System.Collections.Immutable;
using PathToProd.Decisions.Gates;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Tests.Facts.Ledger;
using PathToProd.Versions;

namespace PathToProd.Tests.Decisions.Gates;

public sealed class HoldTests
{
    private static readonly ComponentManifest K8s = ManifestBuilder.Component("base-k8s", "1.31.2");
    private static readonly ComponentManifest Ingress = ManifestBuilder.Component(
        "ingress",
        "1.4.0",
        "base-k8s >=1.30.0"
    );

    private readonly LedgerBuilder _ledger = new();

    [Test]
    public void A_version_outside_of_what_the_environment_holds_is_refused() =>
        Refusal(Ask("1.30.x", "nodes follow in May", K8s))
            .ShouldBe(
                "Because prod holds base-k8s at 1.30.x (nodes follow in May), which 1.31.2 is not, "
                    + "base-k8s cannot be deployed to prod. Deploy a version of base-k8s in that range, "
                    + "or change the hold in environments/prod/environment.yaml."
            );

    [Test]
    public void A_hold_without_a_reason_is_reported_without_one() =>
        Refusal(Ask("1.30.x", reason: null, K8s))
            .ShouldStartWith("Because prod holds base-k8s at 1.30.x, which 1.31.2 is not, base-k8s cannot be deployed");

    [Test]
    public void A_version_in_the_range_may_be_deployed() =>
        RequirementGate.Check(Ask("1.31.x", reason: null, K8s)).ShouldBeOfType<GateDecision.Satisfied>();

    [Test]
    public void What_stays_there_is_not_asked_for_and_so_not_refused()
    {
        _ledger.Deploy("base-k8s", "1.31.2").Succeeds();

        RequirementGate.Check(Ask("1.30.x", reason: null, Ingress)).ShouldBeOfType<GateDecision.Satisfied>();
    }

    [Test]
    public void So_is_one_that_would_have_to_be_deployed_first() =>
        Refusal(Ask("1.30.x", "nodes follow in May", Ingress) with { WithDependencies = true })
            .ShouldBe(
                """
                Because ingress 1.4.0 requires base-k8s >=1.30.0 and prod has no base-k8s,
                and because prod holds base-k8s at 1.30.x (nodes follow in May), which 1.31.2 is not,
                ingress cannot be deployed to prod.
                Deploy a version of base-k8s in that range, or change the hold in environments/prod/environment.yaml.
                """
            );

    [Test]
    public void All_that_is_held_is_reported_at_once()
    {
        var question = Ask("1.30.x", reason: null, K8s, Ingress);

        Refusal(
                question with
                {
                    Environment = question.Environment with
                    {
                        Holds = question.Environment.Holds.Add(
                            "ingress",
                            new Hold("ingress", VersionRange.Parse("<1.4"), "bug 7")
                        ),
                    },
                }
            )
            .ShouldBe(
                """
                Because prod holds base-k8s at 1.30.x, which 1.31.2 is not,
                and because prod holds ingress at <1.4 (bug 7), which 1.4.0 is not,
                base-k8s and ingress cannot be deployed to prod.
                Deploy a version of base-k8s in that range, or change the hold in environments/prod/environment.yaml.
                Deploy a version of ingress in that range, or change the hold in environments/prod/environment.yaml.
                """
            );
    }

    private static string Refusal(GateQuestion question) =>
        RefusalWriter.Write(question, RequirementGate.Check(question).ShouldBeOfType<GateDecision.Refused>());

    private GateQuestion Ask(string range, string? reason, params ComponentManifest[] asked) =>
        new()
        {
            Asked = [.. asked],
            Environment = ManifestBuilder.Environment("prod") with
            {
                Holds = Holds(new Hold("base-k8s", VersionRange.Parse(range), reason)),
            },
            Ledger = _ledger.State,
            Workspace = new[] { K8s, Ingress }.ToDictionary(component => component.Name),
        };

    private static ImmutableSortedDictionary<string, Hold> Holds(Hold hold) =>
        ImmutableSortedDictionary<string, Hold>.Empty.Add(hold.Component, hold);
}
