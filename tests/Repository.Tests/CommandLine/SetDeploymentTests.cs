namespace Repository.Tests.CommandLine;

/// <summary>Deploying members of a version set.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(120_000)]
public sealed class SetDeploymentTests : IDisposable
{
    private readonly SetPlatform _sets = new SetPlatform().Deploy().Pin("first").Build("web", "1.1.0");

    private ScratchPlatform Platform => _sets.Platform;

    public void Dispose() => _sets.Dispose();

    [Test]
    public void Members_are_deployed_as_they_were_pinned_whatever_the_folder_holds_now()
    {
        // Another build of the pinned version has its name in the store now.
        _sets.Build("web", "1.0.0", "description: other\n").Build("web", "1.1.0");
        Platform.Run("--target=Deploy", "--component=web").ShouldSucceed().Said.ShouldContain("web 1.1.0");

        var deployed = Platform.Run("--target=Deploy", "--component=web", "--set=first").ShouldSucceed();

        deployed.Said.ShouldContain("web 1.0.0 sha256:<digest> deployed to sandbox");
        Platform.Run("--target=Diff", "--set=first", "--with=sandbox").Output.ShouldContain("run the same");
        Platform.Run("--target=Plan", "--component=all", "--set=first").ShouldSucceed();
        Platform.Run("--target=Verify", "--component=all", "--set=first").ShouldSucceed();
        Platform.Run("--target=Destroy", "--component=web", "--set=first").ShouldSucceed();
    }

    [Test]
    public void Two_ways_to_say_the_version_are_one_too_many() =>
        Platform
            .Run("--target=Deploy", "--component=web", "--set=first", "--version=1.0.0")
            .ShouldOnlySay(2, "--set and --version both say which version; leave one of the two out");

    [Test]
    public void A_component_that_is_not_in_the_set_is_reported() =>
        Platform
            .Run("--target=Deploy", "--component=wep", "--set=first")
            .ShouldOnlySay(2, "first has no component wep; did you mean web?");

    [Test]
    public void An_environment_that_pins_other_versions_refuses_it()
    {
        Platform
            .Environment("sandbox", "target: { directory: artifacts/sandbox }\nversions: pinned\n")
            .File("environments/sandbox/versions.yaml", "web: 1.1.0\n");

        Platform
            .Run("--target=Deploy", "--component=all", "--set=first")
            .ShouldOnlySay(
                2,
                "sandbox pins no version of base, and first has 1.0.0; leave --set out, or pin base: 1.0.0 in environments/sandbox/versions.yaml",
                "sandbox pins web 1.1.0, and first has 1.0.0; leave --set out, or pin web: 1.0.0 in environments/sandbox/versions.yaml"
            );
        Platform.File("environments/sandbox/versions.yaml", "web: 1.0.0\nbase: 1.0.0\n");
        Platform.Run("--target=Deploy", "--component=all", "--set=first").ShouldSucceed();
    }

    [Test]
    public void A_version_that_the_environment_holds_back_is_refused()
    {
        const string Refusal =
            "Because sandbox holds web at 1.0.x (bug 7), which 1.1.0 is not, web cannot be deployed to sandbox. "
            + "Deploy a version of web in that range, or change the hold in environments/sandbox/environment.yaml(3,10).";
        const string Held =
            "target: { directory: artifacts/sandbox }\nmissing-dependencies: deploy\n"
            + "holds: { web: { range: 1.0.x, reason: bug 7 } }\n";
        Platform.Run("--target=Deploy", "--component=web").ShouldSucceed();
        _sets.Pin("second");
        Platform.Environment("sandbox", Held);

        foreach (var target in new[] { "--target=Deploy", "--target=Plan" })
        {
            Platform.Run(target, "--component=web").ShouldOnlySay(3, Refusal);
            Platform.Run(target, "--component=web", "--set=second").ShouldOnlySay(3, Refusal);
            Platform
                .Run(target, "--component=all", "--set=second")
                .ShouldOnlySay(3, Refusal.Replace("web cannot be", "base and web cannot be", StringComparison.Ordinal));
            Platform.Run(target, "--component=web", "--set=first").ShouldSucceed();
        }

        Platform.Run("--target=Verify", "--component=web", "--set=second").ShouldSucceed();
        Platform.Run("--target=Destroy", "--component=web", "--set=second").ShouldSucceed();
    }

    [Test]
    public void A_set_that_is_not_there_and_one_that_was_never_proposed()
    {
        Platform
            .Run("--target=Deploy", "--component=web", "--set=frist")
            .ShouldOnlySay(2, "--set is frist, and there is no version set of that name; did you mean first?");
        Platform
            .Run("--target=Deploy", "--component=web", "--set=proposed")
            .ShouldOnlySay(2, "--set is proposed, and nothing was proposed yet; run ./build.sh --target=Resolve first");
        Platform
            .Run("--target=Deploy", "--component=web", "--set=sandbox")
            .ShouldOnlySay(
                2,
                "--set names a version set, and sandbox is an environment; "
                    + "pin what runs there, and name that: ./build.sh --target=Pin --from=sandbox"
            );
    }

    [Test]
    public void An_artifact_that_is_gone_is_reported_before_anything_is_touched()
    {
        Directory.Delete(Path.Combine(Platform.Root, "artifacts", "store"), recursive: true);

        Platform
            .Run("--target=Deploy", "--component=web", "--set=first")
            .ShouldEnd(2)
            .Error.ShouldBe(
                "base 1.0.0 (sha256:<digest>) is not in artifacts/store; let store in platform.yaml name the registry that it was published to\n"
                    + "web 1.0.0 (sha256:<digest>) is not in artifacts/store; let store in platform.yaml name the registry that it was published to\n"
            );
    }
}
