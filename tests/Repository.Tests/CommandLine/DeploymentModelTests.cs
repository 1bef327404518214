namespace Repository.Tests.CommandLine;

/// <summary>What the command line takes and refuses where several components are deployed as one. The group pair is base and web.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(120_000)]
public sealed class DeploymentModelTests : IDisposable
{
    private readonly SetPlatform _sets = new();

    public DeploymentModelTests() =>
        Platform
            .File("platform.yaml", "name: scratch\ngroups: { pair: [base, web] }\n")
            .Environment("grouped", "target: { directory: artifacts/grouped }\ndeployment-model: groups\n")
            .Environment("whole", "target: { directory: artifacts/whole }\ndeployment-model: monolithic\n");

    private ScratchPlatform Platform => _sets.Platform;

    public void Dispose() => _sets.Dispose();

    [Test]
    public void A_group_is_selected_by_its_name_and_by_nothing_like_it()
    {
        Platform
            .Run("--target=Deploy", "--component=pairs", "--environment=grouped")
            .ShouldOnlySay(2, "there is no component or group pairs; did you mean pair?");

        var deployed = Platform.Run("--target=Deploy", "--component=pair", "--environment=grouped").ShouldSucceed();

        deployed.Said.ShouldContain("pair (base and web): deployed and verified as one.");
        // It names components where they are deployed one by one too.
        Platform.Run("--target=Test", "--component=pair").ShouldSucceed();
        Platform.Run("--target=Status", "--component=pair", "--output=json").ShouldSucceed();
        Platform.Run("--target=History", "--environment=grouped", "--output=json").ShouldSucceed();
    }

    [Test]
    public void A_part_of_a_group_is_refused_and_nothing_is_touched()
    {
        var refused = Platform.Run("--target=Deploy", "--component=web", "--environment=grouped");

        refused.ShouldOnlySay(
            3,
            "Because grouped deploys the group pair (base and web) as one (environments/grouped/environment.yaml(2,1)), and base was not asked "
                + "for, web cannot be deployed there alone. Deploy all of it: "
                + "./build.sh --target=Deploy --component=pair --environment=grouped."
        );
        Platform.Has("artifacts/grouped").ShouldBeFalse();
        Platform.Has("environments/grouped/ledger.jsonl").ShouldBeFalse();
    }

    [Test]
    public void A_monolithic_environment_takes_whole_version_sets_and_nothing_else()
    {
        Platform
            .Run("--target=Deploy", "--environment=whole")
            .ShouldOnlySay(
                3,
                "Because whole deploys all of a version set as one (environments/whole/environment.yaml(2,1)), and no version set was named, "
                    + "nothing can be deployed there. Name one (./build.sh --target=Sets lists them): "
                    + "./build.sh --target=Deploy --environment=whole --set=NAME. "
                    + "./build.sh --target=Resolve proposes one, which --set=proposed deploys and --target=Pin names."
            );
        _sets.Deploy().Pin("first");
        Platform
            .Run("--target=Deploy", "--component=web", "--environment=whole", "--set=first")
            .ShouldOnlySay(
                3,
                "Because whole deploys all of a version set as one (environments/whole/environment.yaml(2,1)), and base was not asked for, "
                    + "web cannot be deployed there alone. Deploy all of it: "
                    + "./build.sh --target=Deploy --component=all --environment=whole --set=first."
            );
        Platform.Has("artifacts/whole").ShouldBeFalse();

        var deployed = Platform.Run("--target=Deploy", "--environment=whole", "--set=first").ShouldSucceed();

        deployed.Said.ShouldContain("all 2 components, version set first: deployed and verified as one.");
        Platform
            .Run("--target=Deploy", "--environment=whole", "--set=first")
            .ShouldSucceed()
            .Said.ShouldContain("all 2 components, version set first: unchanged as a whole.");
        Platform.Run("--target=Status", "--environment=whole", "--output=json").ShouldSucceed();
        Platform.Run("--target=Diff", "--set=first", "--with=whole").Output.ShouldContain("run the same");
    }

    [Test]
    public void A_saved_plan_of_a_monolithic_environment_is_applied_as_one_and_once()
    {
        _sets.Deploy().Pin("first");
        string[] plan = ["--target=Plan", "--component=all", "--environment=whole", "--set=first", "--save=plan.json"];
        Platform.Run(plan).ShouldSucceed();

        var applied = Platform.Run("--target=Deploy", "--environment=whole", "--plan=plan.json").ShouldSucceed();

        applied.Said.ShouldContain("all 2 components, version set first: deployed and verified as one.");
        var ledger = Platform.Read("environments/whole/ledger.jsonl");
        ledger.Split('\n').Count(line => line.Contains("\"plan\":\"sha256:")).ShouldBe(2, ledger);
        var again = Platform.Run("--target=Deploy", "--environment=whole", "--plan=plan.json").ShouldEnd(3);
        again.Error.ShouldMatch("^The plan plan.json is not applied: .* applied it on ");
        Platform.Read("environments/whole/ledger.jsonl").ShouldBe(ledger);
    }

    [Test]
    public void Pins_that_are_a_version_set_are_that_set()
    {
        _sets.Deploy().Pin("first");
        Platform
            .Environment(
                "whole",
                "target: { directory: artifacts/whole }\ndeployment-model: monolithic\nversions: pinned\n"
            )
            .File("environments/whole/versions.yaml", "base: 1.0.0\nweb: 1.0.0\n");

        Platform
            .Run("--target=Deploy", "--environment=whole")
            .ShouldSucceed()
            .Said.ShouldContain("all 2 components, version set first: deployed and verified as one.");

        _sets.Build("web", "1.1.0");
        Platform.File("environments/whole/versions.yaml", "base: 1.0.0\nweb: 1.1.0\n");
        var refused = Platform.Run("--target=Deploy", "--environment=whole");
        refused.ExitCode.ShouldBe(3);
        refused.Error.ShouldContain("and what environments/whole/versions.yaml pins is none that is pinned");
    }

    [Test]
    public void Wrong_groups_are_wrong_input_for_every_target()
    {
        Platform.File("platform.yaml", "name: scratch\ngroups: { pair: [base, wep], other: [base] }\n");

        Platform
            .Run("--target=Deploy", "--component=all", "--environment=grouped")
            .ShouldOnlySay(
                2,
                "platform.yaml(2,18): base is in two groups, other and pair, and a component has one lifecycle; "
                    + "remove it here or at platform.yaml(2,38)",
                "platform.yaml(2,24): the group pair has wep, which is not a component; did you mean web?"
            );
    }
}
