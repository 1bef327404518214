using PathToProd.Decisions.Ordering;
using PathToProd.Decisions.TearingDown;
using PathToProd.Model.Components;

namespace PathToProd.Tests.Decisions.TearingDown;

public sealed class TearDownGraphTests
{
    private const string Definitions = TearDownGraph.Definitions;

    [Test]
    public void Definitions_go_after_all_that_is_in_the_cluster_and_before_what_it_is_made_of()
    {
        var graph = Removal(Cloud("net"), Cloud("k8s", "net"), Chart("ingress", "k8s"), Chart("dns", "ingress"));

        DeploymentOrder.Of(graph).ShouldBe(["dns", "ingress", Definitions, "k8s", "net"]);
        graph.RequirementsOf(Definitions).ShouldBe(["dns", "ingress"]);
    }

    [Test]
    public void What_of_the_cloud_goes_before_something_in_the_cluster_waits_for_no_definition()
    {
        var graph = Removal(Cloud("k8s"), Chart("ingress", "k8s"), Cloud("records", "ingress"));

        DeploymentOrder.Of(graph).ShouldBe(["records", "ingress", Definitions, "k8s"]);
    }

    [Test]
    public void Where_nothing_is_left_in_the_cluster_definitions_go_first()
    {
        var graph = Removal(Cloud("net"), Cloud("k8s", "net"));

        DeploymentOrder.Of(graph).ShouldBe([Definitions, "k8s", "net"]);
    }

    [Test]
    public void Without_anything_else_only_definitions_go() => Removal().Components.ShouldBe([Definitions]);

    private static RequirementGraph Removal(params ComponentManifest[] components) =>
        TearDownGraph.With(RequirementGraph.Of(components).Reversed(), components);

    private static ComponentManifest Cloud(string name, params string[] requires) =>
        Chart(name, requires) with
        {
            Type = ComponentType.Terraform,
        };

    private static ComponentManifest Chart(string name, params string[] requires) =>
        ManifestBuilder.Component(name, "1.0.0", [.. requires.Select(other => $"{other} >=1.0.0")]);
}
