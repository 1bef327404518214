using PathToProd.Decisions.Ordering;

namespace PathToProd.Tests.Decisions.Ordering;

public sealed class ReducedRunTests
{
    private static readonly RequirementGraph Graph = Graphs.Of(
        "network:",
        "base: network",
        "ingress: base",
        "dns: ingress",
        "policy: base",
        "certificates:"
    );

    [Test]
    public void What_was_asked_for_and_does_not_wait_for_what_is_broken_is_reachable() =>
        ReducedRun
            .Of(Graph, ["dns", "policy", "certificates"], ["ingress"])
            .Reachable.ShouldBe(["certificates", "policy"]);

    [Test]
    public void What_is_required_by_something_reachable_is_needed() =>
        ReducedRun.Of(Graph, ["ingress", "policy"], ["ingress"]).Needless.ShouldNotContain("base");

    [Test]
    public void What_only_something_broken_requires_is_needless() =>
        ReducedRun
            .Of(Graph, ["dns", "certificates"], ["dns"])
            .Needless.ShouldBe(["base", "ingress", "network", "policy"]);

    [Test]
    public void What_was_asked_for_is_never_needless() =>
        ReducedRun
            .Of(Graph, ["network", "dns"], ["dns"])
            .ShouldSatisfyAllConditions(
                run => run.Reachable.ShouldBe(["network"]),
                run => run.Needless.ShouldNotContain("network")
            );

    [Test]
    public void With_something_broken_that_all_wait_for_nothing_is_reachable() =>
        ReducedRun.Of(Graph, ["dns", "policy"], ["network"]).Reachable.ShouldBeEmpty();

    [Test]
    public void With_nothing_broken_all_is_reachable_and_nothing_needless() =>
        ReducedRun
            .Of(Graph, Graph.Components, [])
            .ShouldSatisfyAllConditions(
                run => run.Reachable.ShouldBe(Graph.Components),
                run => run.Needless.ShouldBeEmpty()
            );
}
