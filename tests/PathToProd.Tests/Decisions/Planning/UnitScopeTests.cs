using System.Collections.Immutable;
using PathToProd.Decisions.Planning;
using PathToProd.Facts.VersionSets;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Model.Units;

namespace PathToProd.Tests.Decisions.Planning;

/// <summary>What may be selected where several components are deployed as one.</summary>
public sealed class UnitScopeTests
{
    private static readonly VersionSet Set = new()
    {
        Name = "2026.11.1",
        Members = ImmutableSortedDictionary<string, SetMember>.Empty,
    };

    private static readonly DeploymentUnits Edge = DeploymentUnits.OfGroups(
        new Dictionary<string, IReadOnlyList<string>>
        {
            ["edge"] = ["ingress", "dns"],
            ["base"] = ["network", "k8s", "nodes"],
        },
        ["ingress", "dns", "network", "k8s", "nodes", "audit"]
    );

    private static readonly DeploymentUnits All = DeploymentUnits.OfAll(["ingress", "dns", "audit"]);

    [Test]
    public void A_part_of_a_group_is_refused_with_what_it_leaves_out_and_the_command_for_all_of_it() =>
        UnitScope
            .Refusal(Request("Deploy", "ingress", "audit"), Edge)
            .ShouldBe(
                "Because prod deploys the group edge (dns and ingress) as one (environments/prod/environment.yaml), and dns was not asked "
                    + "for, ingress cannot be deployed there alone. Deploy all of it: "
                    + "./build.sh --target=Deploy --component=audit,edge --environment=prod."
            );

    [Test]
    public void Parts_of_several_groups_are_refused_with_all_of_them() =>
        UnitScope
            .Refusal(Request("Deploy", "ingress", "k8s"), Edge)
            .ShouldBe(
                "Because prod deploys the group base (k8s, network and nodes) as one (environments/prod/environment.yaml), and network and "
                    + "nodes were not asked for,\n"
                    + "and because prod deploys the group edge (dns and ingress) as one (environments/prod/environment.yaml), and dns was not "
                    + "asked for,\n"
                    + "k8s and ingress cannot be deployed there alone. Deploy all of them: "
                    + "./build.sh --target=Deploy --component=base,edge --environment=prod."
            );

    [Test]
    public void A_part_of_a_version_set_is_refused_with_the_command_for_the_set() =>
        UnitScope
            .Refusal(Request("Deploy", "ingress") with { Set = Set }, All)
            .ShouldBe(
                "Because prod deploys all of a version set as one (environments/prod/environment.yaml), and audit and dns were not asked for, "
                    + "ingress cannot be deployed there alone. Deploy all of it: "
                    + "./build.sh --target=Deploy --component=all --environment=prod --set=2026.11.1."
            );

    [Test]
    public void A_part_is_removed_only_by_force()
    {
        UnitScope
            .Refusal(Request("Destroy", "ingress"), Edge)
            .ShouldBe(
                "Because prod deploys the group edge (dns and ingress) as one (environments/prod/environment.yaml), and dns was not asked "
                    + "for, ingress cannot be removed there alone. Remove all of it: "
                    + "./build.sh --target=Destroy --component=edge --environment=prod, or add --force to remove only a part."
            );
        UnitScope
            .Refusal(Request("Destroy", "ingress") with { Options = new RunOptions { Force = true } }, Edge)
            .ShouldBeNull();
    }

    [TestCase("Deploy", "all")]
    [TestCase("Plan", "ingress")]
    public void Without_a_version_set_a_whole_platform_has_no_version(string target, string components) =>
        UnitScope
            .Refusal(Request(target, components == "all" ? ["ingress", "dns", "audit"] : [components]), All)
            .ShouldBe(
                "Because prod deploys all of a version set as one (environments/prod/environment.yaml), and no version set was named, nothing "
                    + "can be deployed there. Name one (./build.sh --target=Sets lists them): "
                    + $"./build.sh --target={target} --environment=prod --set=NAME. "
                    + "./build.sh --target=Resolve proposes one, which --set=proposed deploys and --target=Pin names."
            );

    [Test]
    public void Pins_that_are_no_version_set_are_refused_as_such()
    {
        var request = Request("Deploy", "ingress", "dns", "audit");

        UnitScope
            .Refusal(request with { Environment = request.Environment with { Versions = VersionSource.Pinned } }, All)
            .ShouldNotBeNull()
            .ShouldStartWith(
                "Because prod deploys all of a version set as one (environments/prod/environment.yaml), and what "
                    + "environments/prod/versions.yaml pins is none that is pinned, nothing can be deployed there."
            );
    }

    private static readonly TestCaseData[] Taken =
    [
        new("Deploy", Edge, "ingress,dns"),
        new("Deploy", Edge, "audit"),
        new("Deploy", Edge, "ingress,dns,network,k8s,nodes,audit"),
        new("Deploy", DeploymentUnits.Decoupled, "ingress"),
        new("Destroy", All, "ingress,dns,audit"),
        new("Plan", Edge, "ingress"),
    ];

    [TestCaseSource(nameof(Taken))]
    public void Whole_units_are_taken_and_a_look_at_a_part_is_too(
        string target,
        DeploymentUnits units,
        string components
    ) => UnitScope.Refusal(Request(target, components.Split(',')), units).ShouldBeNull();

    [Test]
    public void A_run_has_the_units_of_its_components_with_those_members_that_take_part()
    {
        UnitScope
            .In(["ingress", "dns", "k8s", "audit"], Edge)
            .Select(unit => unit.Text)
            .ShouldBe(["base (k8s)", "edge (dns and ingress)"]);
        UnitScope.In(["ingress"], DeploymentUnits.Decoupled).ShouldBeEmpty();
        UnitScope.In(["ingress", "dns", "audit"], All).Single().Text.ShouldBe("all 3 components");
    }

    [Test]
    public void Two_units_that_require_each_other_have_no_order_and_what_is_only_optional_gives_way()
    {
        ComponentManifest[] crossed =
        [
            ManifestBuilder.Component("ingress", "1.0.0", "k8s >=1.0.0"),
            ManifestBuilder.Component("dns", "1.0.0"),
            ManifestBuilder.Component("k8s", "1.0.0"),
            ManifestBuilder.Component("network", "1.0.0", "dns >=1.0.0"),
            ManifestBuilder.Component("nodes", "1.0.0"),
        ];
        var units = UnitScope.In(crossed.Select(component => component.Name), Edge);

        UnitScope.Graph(crossed, units).ShouldBeNull();

        crossed[3] = ManifestBuilder.Component("network", "1.0.0") with
        {
            Optional = ManifestBuilder.Component("network", "1.0.0", "dns >=1.0.0").Requires,
        };
        var graph = UnitScope.Graph(crossed, units).ShouldNotBeNull();
        graph.RequirementsOf("network").ShouldBeEmpty();
        graph.RequirementsOf("dns").ShouldBe(["k8s", "network", "nodes"]);
    }

    private static RunRequest Request(string target, params string[] components) =>
        new()
        {
            Target = RunTarget.Of(target),
            Components = [.. components.Select(name => ManifestBuilder.Component(name, "1.0.0"))],
            Environment = ManifestBuilder.Environment("prod"),
        };
}
