using System.Collections.Immutable;
using PathToProd.Decisions.Gates;
using PathToProd.Model.Components;
using PathToProd.Tests.Facts.Ledger;
using PathToProd.Versions;

namespace PathToProd.Tests.Decisions.Gates;

public sealed class DestroyGateTests
{
    private readonly LedgerBuilder _ledger = new();
    private readonly List<Dependent> _dependents = [];

    [Test]
    public void What_nothing_requires_may_go()
    {
        Deploy("base-network", "1.0.0");
        Deploy("ingress", "1.4.0", "base-network >=1.0.0");

        Refusal("ingress").ShouldBeNull();
    }

    [Test]
    public void What_a_deployed_component_requires_stays()
    {
        Deploy("base-network", "1.0.0");
        Deploy("base-k8s", "1.30.1", "base-network >=1.0.0");

        Refusal("base-network")
            .ShouldBe(
                "Because prod has base-k8s 1.30.1, which requires base-network >=1.0.0, base-network cannot be removed from prod. "
                    + "Remove base-k8s too (./build.sh --target=Destroy --component=base-k8s,base-network --environment=prod), "
                    + "or add --force to remove it anyway."
            );
    }

    [Test]
    public void What_requires_a_dependent_is_named_too_nearest_first()
    {
        Deploy("base-network", "1.0.0");
        Deploy("base-k8s", "1.30.1", "base-network >=1.0.0");
        Deploy("external-dns", "1.2.0", "base-k8s >=1.30.0", "base-network >=1.0.0");
        Deploy("a-controller", "0.1.0", "external-dns >=1.0.0");

        Refusal("base-network")
            .ShouldBe(
                """
                Because prod has base-k8s 1.30.1, which requires base-network >=1.0.0,
                and because prod has external-dns 1.2.0, which requires base-network >=1.0.0,
                and because prod has external-dns 1.2.0, which requires base-k8s >=1.30.0,
                and because prod has a-controller 0.1.0, which requires external-dns >=1.0.0,
                base-network cannot be removed from prod.
                Remove a-controller, base-k8s and external-dns too (./build.sh --target=Destroy --component=a-controller,base-k8s,base-network,external-dns --environment=prod), or add --force to remove it anyway.
                """
            );
    }

    [Test]
    public void What_goes_in_the_same_run_no_longer_requires_anything()
    {
        Deploy("base-network", "1.0.0");
        Deploy("base-k8s", "1.30.1", "base-network >=1.0.0");
        Deploy("ingress", "1.4.0", "base-k8s >=1.30.0");

        Refusal("base-network", "base-k8s", "ingress").ShouldBeNull();
        Refusal("base-network", "ingress")
            .ShouldBe(
                "Because prod has base-k8s 1.30.1, which requires base-network >=1.0.0, base-network and ingress cannot be removed from prod. "
                    + "Remove base-k8s too (./build.sh --target=Destroy --component=base-k8s,base-network,ingress --environment=prod), "
                    + "or add --force to remove them anyway."
            );
    }

    [Test]
    public void A_dependent_that_was_removed_no_longer_counts()
    {
        Deploy("base-network", "1.0.0");
        Deploy("base-k8s", "1.30.1", "base-network >=1.0.0");
        _ledger.Destroy("base-k8s", "1.30.1").Succeeds();

        Refusal("base-network").ShouldBeNull();
    }

    [Test]
    public void A_dependent_whose_last_attempt_failed_or_was_killed_counts()
    {
        Deploy("base-network", "1.0.0");
        Deploy("failed", "1.0.0", "base-network >=1.0.0");
        _ledger.Deploy("failed", "1.0.0").Fails();
        Deploy("killed", "1.0.0", "base-network >=1.0.0");
        _ledger.Destroy("killed", "1.0.0");

        Check("base-network").Select(cause => cause.Component).ShouldBe(["failed", "killed"]);
    }

    [Test]
    public void What_was_never_there_or_is_gone_already_may_be_removed_again()
    {
        Deploy("base-k8s", "1.30.1", "base-network >=1.0.0");
        Refusal("base-network").ShouldBeNull();

        _ledger.Deploy("base-network", "1.0.0").Succeeds().Destroy("base-network", "1.0.0").Succeeds();
        Refusal("base-network").ShouldBeNull();
    }

    [Test]
    public void What_may_have_been_changed_by_a_torn_start_counts_whatever_it_required_before()
    {
        Deploy("base-network", "1.0.0");
        Deploy("ingress", "1.4.0");
        _ledger.Deploy("ingress", "1.5.0");
        var question = new DestroyQuestion
        {
            Asked = ["base-network"],
            Ledger = _ledger.TornAfter("\"component\":\"ingress\""),
            Dependents = [.. _dependents],
        };

        DestroyRefusalWriter
            .Write(["base-network"], "prod", DestroyGate.Check(question))
            .ShouldBe(
                "Because the state of ingress in prod is unknown, as line 5 of environments/prod/ledger.jsonl cannot be read and may be an attempt on ingress, "
                    + "base-network cannot be removed from prod. "
                    + "Deploy ingress again (./build.sh --target=Deploy --component=ingress --environment=prod), "
                    + "or add --force to remove it anyway."
            );
        DestroyGate.Check(question with { Asked = ["base-network", "ingress"] }).ShouldBeEmpty();
    }

    [Test]
    public void What_is_required_only_where_it_is_there_may_go()
    {
        Deploy("policy-agents", "1.0.0");
        _ledger.Deploy("ingress", "1.4.0").Succeeds();
        _dependents.Add(
            new Dependent(
                "ingress",
                SemVersion.Parse("1.4.0"),
                new ComponentRelations { Optional = Requirements("policy-agents >=1.0.0") }
            )
        );

        Refusal("policy-agents").ShouldBeNull();
    }

    [Test]
    public void A_dependent_whose_requirements_are_not_known_is_named_as_such()
    {
        Deploy("base-network", "1.0.0");
        _ledger.Deploy("ingress", "1.4.0").Succeeds();
        _dependents.Add(new Dependent("ingress", SemVersion.Parse("1.4.0"), Relations: null));

        Refusal("base-network")
            .ShouldBe(
                "Because prod has ingress 1.4.0, and what it requires is not known, as no store has its artifact, "
                    + "base-network cannot be removed from prod. Add --force to remove it anyway."
            );
        Refusal("ingress").ShouldBeNull();
    }

    [Test]
    public void Known_and_unknown_requirements_are_reported_together()
    {
        Deploy("base-network", "1.0.0");
        Deploy("base-k8s", "1.30.1", "base-network >=1.0.0");
        _ledger.Deploy("ingress", "1.4.0").Succeeds();
        _dependents.Add(new Dependent("ingress", SemVersion.Parse("1.4.0"), Relations: null));

        Refusal("base-network")
            .ShouldBe(
                """
                Because prod has base-k8s 1.30.1, which requires base-network >=1.0.0,
                and because prod has ingress 1.4.0, and what it requires is not known, as no store has its artifact,
                base-network cannot be removed from prod.
                Remove base-k8s too (./build.sh --target=Destroy --component=base-k8s,base-network --environment=prod), or add --force to remove it anyway.
                """
            );
    }

    private void Deploy(string component, string version, params string[] requires)
    {
        _ledger.Deploy(component, version).Succeeds();
        _dependents.Add(
            new Dependent(
                component,
                SemVersion.Parse(version),
                new ComponentRelations { Requires = Requirements(requires) }
            )
        );
    }

    private static ImmutableSortedDictionary<string, Requirement> Requirements(params string[] texts) =>
        ManifestBuilder.Component("any", "1.0.0", texts).Requires;

    private ImmutableArray<DependentCause> Check(params string[] asked) =>
        DestroyGate.Check(
            new DestroyQuestion
            {
                Asked = asked.ToImmutableSortedSet(StringComparer.Ordinal),
                Ledger = _ledger.State,
                Dependents = [.. _dependents],
            }
        );

    private string? Refusal(params string[] asked) =>
        Check(asked) is { Length: > 0 } causes
            ? DestroyRefusalWriter.Write([.. asked.Order(StringComparer.Ordinal)], "prod", causes)
            : null;
}
