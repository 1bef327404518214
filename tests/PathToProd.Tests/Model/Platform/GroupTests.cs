using PathToProd.Model.Units;

namespace PathToProd.Tests.Model.Platform;

/// <summary>Groups of components, and each way in which they can be wrong, with its whole message.</summary>
public sealed class GroupTests
{
    private static PlatformBuilder Groups(string groups) =>
        PlatformBuilder
            .Platform()
            .With("platform.yaml", $"name: platform\ngroups: {groups}\n")
            .Component("network")
            .Component("k8s", "requires: { network: ^1 }\n")
            .Component("ingress", "requires: { k8s: ^1 }\n")
            .Component("dns", "requires: { network: ^1 }\n");

    [Test]
    public void Each_environment_makes_units_of_one_definition()
    {
        var model = Groups("{ edge: [ingress, dns] }")
            .Environment("base", "deployment-model: groups\n")
            .Environment("prod", "target: { directory: artifacts/prod }\nextends: base\n")
            .Environment("whole", "target: { directory: artifacts/whole }\ndeployment-model: monolithic\n")
            .Load();

        Units("sandbox").ShouldBe(["dns", "ingress", "k8s", "network"]);
        Units("prod").ShouldBe(["edge (dns and ingress)", "k8s", "network"]);
        Units("whole").ShouldBe(["all 4 components"]);

        IEnumerable<string> Units(string environment) =>
            DeploymentUnits
                .Of(model.Environments[environment], model)
                .Of(model.Components.Keys)
                .Select(unit => unit.Text);
    }

    [Test]
    public void A_selection_names_groups_and_components_by_themselves()
    {
        var model = Groups("{ edge: [ingress, dns] }")
            .Environment("prod", "target: { directory: artifacts/prod }\ndeployment-model: groups\n")
            .Load();

        DeploymentUnits
            .Of(model.Environments["prod"], model)
            .Selection(["k8s", "dns", "ingress"])
            .ShouldBe(["k8s", "edge"]);
        DeploymentUnits.OfAll(["a", "b"]).Selection(["a"]).ShouldBe(["all"]);
    }

    [TestCase(
        "{ edge: [] }",
        "platform.yaml(2,11): the group edge is empty; name its components, such as \"edge: [ingress]\", or remove it"
    )]
    [TestCase(
        "{ dns: [ingress] }",
        "platform.yaml(2,11): the group dns has the name of a component, and on the command line a name means one thing; "
            + "choose another name for the group"
    )]
    [TestCase(
        "{ all: [ingress] }",
        "platform.yaml(2,11): all means every component on the command line; choose another name"
    )]
    [TestCase(
        "{ edge: [ingres, dns] }",
        "platform.yaml(2,18): the group edge has ingres, which is not a component; did you mean ingress?"
    )]
    [TestCase(
        "{ edge: [ingress, dns], web: [ingress] }",
        "platform.yaml(2,39): ingress is in two groups, edge and web, and a component has one lifecycle; "
            + "remove it here or at platform.yaml(2,18)"
    )]
    [TestCase(
        "{ edge: [dns, dns] }",
        "platform.yaml(2,23): groups.edge has the same item twice; remove one of the two"
    )]
    [TestCase(
        "{ edge: [ingress, network] }",
        "platform.yaml(2,11): there is no order in which to deploy these: edge -> k8s -> edge, as ingress requires k8s and k8s requires "
            + "network; put all of them into one group, or take one of these components out of its group"
    )]
    [TestCase(
        "{ edge: [ingress, network], core: [k8s, dns] }",
        "platform.yaml(2,37): there is no order in which to deploy these: core -> edge -> core, as dns requires network and ingress requires "
            + "k8s; put all of them into one group, or take one of these components out of its group"
    )]
    [TestCase("[edge]", "platform.yaml(2,9): groups must be a map, and this is a list; write a map")]
    public void Wrong_groups(string groups, string message) => Groups(groups).Problems().ShouldBe(message);

    [Test]
    public void An_environment_that_deploys_groups_needs_some() =>
        PlatformBuilder
            .Platform()
            .Component("ingress")
            .Environment("prod", "target: { directory: artifacts/prod }\ndeployment-model: groups\n")
            .Problems()
            .ShouldBe(
                "environments/prod/environment.yaml(2,1): prod deploys groups, and platform.yaml has none; "
                    + "add a line such as \"groups: { edge: [ingress, external-dns] }\" there, or write deployment-model: decoupled"
            );

    [Test]
    public void An_unknown_deployment_model_is_refused() =>
        PlatformBuilder
            .Platform()
            .Environment("prod", "target: { directory: artifacts/prod }\ndeployment-model: monolith\n")
            .Problems()
            .ShouldBe(
                "environments/prod/environment.yaml(2,19): deployment-model must be decoupled, monolithic or groups, and \"monolith\" is not; "
                    + "did you mean monolithic?"
            );
}
