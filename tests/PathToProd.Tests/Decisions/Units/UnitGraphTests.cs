using PathToProd.Decisions.Ordering;
using PathToProd.Decisions.Units;
using PathToProd.Model.Units;

namespace PathToProd.Tests.Decisions.Units;

/// <summary>The order of a run with units. The group edge is dns and ingress; ingress requires k8s, and web requires dns.</summary>
public sealed class UnitGraphTests
{
    private static readonly DeploymentUnit Edge = new(UnitKind.Group, "edge", ["dns", "ingress"]);

    private static readonly RequirementGraph Graph = RequirementGraph.Of(
        new Dictionary<string, string[]>
        {
            ["k8s"] = [],
            ["dns"] = [],
            ["ingress"] = ["k8s", "dns"],
            ["web"] = ["dns"],
            ["audit"] = [],
        }
    );

    private static RequirementGraph Whole => UnitGraph.Of(Graph, [Edge]);

    [Test]
    public void No_member_starts_before_all_that_any_member_requires_from_outside() =>
        Text(Whole)
            .ShouldBe(
                """
                audit:
                dns: k8s
                ingress: dns, k8s
                k8s:
                web: dns, ingress
                """
            );

    [Test]
    public void What_requires_a_member_waits_for_the_end_of_the_unit_which_waits_for_all_members() =>
        Text(UnitGraph.WithEnds(Whole, [Edge], new HashSet<string>()))
            .ShouldBe(
                """
                audit:
                dns: k8s
                ingress: dns, k8s
                k8s:
                the verification of edge: dns, ingress
                web: dns, ingress, the verification of edge
                """
            );

    [Test]
    public void Removal_goes_the_other_way_and_what_a_member_requires_waits_for_the_end_of_the_unit() =>
        Text(UnitGraph.WithEnds(Whole.Reversed(), [Edge], new HashSet<string>()))
            .ShouldBe(
                """
                audit:
                dns: ingress, web
                ingress: web
                k8s: dns, ingress, the verification of edge
                the verification of edge: dns, ingress
                web:
                """
            );

    [Test]
    public void A_member_that_is_known_to_fail_comes_first_so_that_nothing_of_the_unit_starts() =>
        Text(UnitGraph.WithEnds(Whole, [Edge], new HashSet<string> { "ingress" }))
            .ShouldBe(
                """
                audit:
                dns: ingress, k8s
                ingress:
                k8s:
                the verification of edge: dns, ingress
                web: dns, ingress, the verification of edge
                """
            );

    [Test]
    public void Two_units_that_wait_for_each_other_have_no_order() =>
        Should
            .Throw<ArgumentException>(() =>
                UnitGraph.Of(Graph, [Edge, new DeploymentUnit(UnitKind.Group, "base", ["k8s", "web"])])
            )
            .Message.ShouldStartWith("There is no order: dns -> k8s -> dns is a cycle.");

    [Test]
    public void Without_units_the_graph_is_what_it_was() => UnitGraph.Of(Graph, []).ShouldBeSameAs(Graph);

    private static string Text(RequirementGraph graph) =>
        string.Join(
            '\n',
            graph.Components.Select(name => $"{name}: {string.Join(", ", graph.RequirementsOf(name))}".TrimEnd())
        );
}
