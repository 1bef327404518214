using PathToProd.Decisions.Ordering;

namespace PathToProd.Tests.Decisions.Ordering;

public sealed class DeploymentOrderTests
{
    private static readonly RequirementGraph Platform = Graphs.Of(
        "ingress: base-k8s",
        "external-dns: base-k8s ingress",
        "base-k8s: base-network",
        "base-network:",
        "audit:"
    );

    [Test]
    public void Requirements_come_first_and_names_decide_the_rest() =>
        DeploymentOrder.Of(Platform).ShouldBe(["audit", "base-network", "base-k8s", "ingress", "external-dns"]);

    [Test]
    public void Destroying_goes_the_other_way() =>
        DeploymentOrder
            .Of(Platform.Reversed())
            .ShouldBe(["audit", "external-dns", "ingress", "base-k8s", "base-network"]);

    [Test]
    public void A_requirement_that_is_not_in_the_graph_is_left_out() =>
        DeploymentOrder.Of(Graphs.Of("ingress: base-k8s")).ShouldBe(["ingress"]);

    [Test]
    public void What_is_required_by_way_of_others_is_found() =>
        Platform.WithRequirements("ingress").ShouldBe(["base-k8s", "base-network", "ingress"]);

    [Test]
    public void What_is_affected_by_way_of_others_is_found() =>
        Platform.WithDependants("base-k8s").ShouldBe(["base-k8s", "external-dns", "ingress"]);

    [Test]
    public void A_part_keeps_the_requirements_within_it()
    {
        var part = Platform.Only(Platform.WithRequirements("external-dns").Remove("base-k8s"));

        part.Components.ShouldBe(["base-network", "external-dns", "ingress"]);
        part.RequirementsOf("external-dns").ShouldBe(["ingress"]);
        part.RequirementsOf("ingress").ShouldBeEmpty();
    }

    [Test]
    public void A_graph_without_a_cycle_has_none() => DeploymentOrder.CycleIn(Platform).ShouldBeEmpty();

    [Test]
    public void A_component_that_requires_itself_is_a_cycle() =>
        DeploymentOrder.CycleIn(Graphs.Of("a: a")).ShouldBe(["a", "a"]);

    [Test]
    public void A_cycle_is_its_path_from_its_first_component_by_name() =>
        DeploymentOrder.CycleIn(Graphs.Of("a: d", "d: c", "c: b", "b: d", "e:")).ShouldBe(["b", "d", "c", "b"]);

    [Test]
    public void A_graph_with_a_cycle_has_no_order() =>
        Should
            .Throw<ArgumentException>(() => DeploymentOrder.Of(Graphs.Of("a: b", "b: a")))
            .Message.ShouldStartWith("There is no order: a -> b -> a is a cycle.");

    [Test]
    public void A_chain_of_many_thousands_is_no_trouble()
    {
        const int length = 20_000;
        var chain = RequirementGraph.Of(
            Enumerable.Range(0, length).ToDictionary(i => $"c{i:d5}", i => i == 0 ? [] : new[] { $"c{i - 1:d5}" })
        );

        DeploymentOrder.CycleIn(chain).ShouldBeEmpty();
        DeploymentOrder.Of(chain)[^1].ShouldBe("c19999");
        chain.WithRequirements("c19999").Count.ShouldBe(length);
    }
}
