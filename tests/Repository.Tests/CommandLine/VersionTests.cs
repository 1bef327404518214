namespace Repository.Tests.CommandLine;

/// <summary>Deploying what the store holds by its version, from the command line.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class VersionTests : IDisposable
{
    private const string Rendered = "artifacts/sandbox/web/configmap-web.yaml";

    private readonly ScratchPlatform _platform = new ScratchPlatform().Component("web");

    public void Dispose() => _platform.Dispose();

    [Test]
    public void A_version_is_deployed_as_it_was_built_whatever_the_folder_holds_now()
    {
        Build("1.3.1", "1.3.2", "1.4.0");

        var result = _platform.Run("--target=Deploy", "--component=web", "--version=1.3.2").ShouldSucceed();

        result.Said.ShouldContain("web 1.3.2 sha256:<digest> deployed to sandbox");
        result.Said.ShouldContain("Build skipped");
        _platform.Read(Rendered).ShouldContain("version: 1.3.2");
        _platform.Run("--target=Status", "--component=web").Output.ShouldContain("1.3.2");
    }

    [Test]
    public void A_checkout_need_hold_no_more_of_it_than_its_values()
    {
        _platform.Component("base").File("environments/sandbox/values/web.yaml", "replicas: 2\n");
        Build("1.3.2");
        Directory.Delete(Path.Combine(_platform.Root, "components", "web"), recursive: true);

        _platform.Run("--target=Deploy", "--component=web", "--version=1.3.2").ShouldSucceed();

        _platform.Read(Rendered).ShouldContain("version: 1.3.2");
    }

    [Test]
    public void A_component_here_may_require_what_is_deployed_by_its_version_and_is_not_here()
    {
        Build("1.3.2");
        _platform.Component("top", more: "requires: { web: ^1.0.0 }\n");
        Directory.Delete(Path.Combine(_platform.Root, "components", "web"), recursive: true);

        _platform.Run("--target=Deploy", "--component=web", "--version=1.3.2").ShouldSucceed();
    }

    [Test]
    public void A_misspelt_name_of_values_is_still_reported() =>
        _platform
            .File("environments/sandbox/values/wep.yaml", "replicas: 2\n")
            .Run("--target=Deploy", "--component=web", "--version=1.3.2")
            .ShouldOnlySay(
                2,
                "environments/sandbox/values/wep.yaml: these are values for wep, which is not a component; did you mean web?"
            );

    [Test]
    public void A_version_that_is_not_there_is_refused_and_the_nearest_ones_are_named()
    {
        Build("1.3.1", "1.4.0");

        _platform
            .Run("--target=Deploy", "--component=web", "--version=1.3.2")
            .ShouldOnlySay(
                2,
                "There is no web 1.3.2 in artifacts/store. The nearest ones are 1.4.0 and 1.3.1. "
                    + "All of them: --target=Versions --component=web."
            );
    }

    [Test]
    public void A_version_of_something_that_was_never_built_is_refused() =>
        _platform
            .Run("--target=Deploy", "--component=other", "--version=1.3.2")
            .ShouldOnlySay(
                2,
                "There is no other 1.3.2 in artifacts/store. It has no version of other: build one with "
                    + "--target=Build --component=other."
            );

    [Test]
    public void What_is_not_a_version_is_refused() =>
        _platform
            .Run("--target=Deploy", "--component=web", "--version=1.4")
            .ShouldOnlySay(
                2,
                "--version must be a version such as 1.4.0, and \"1.4\" is not: a version has three numbers; write 1.4.0"
            );

    [TestCase("all")]
    [TestCase("web,other")]
    public void A_version_goes_with_one_component(string components) =>
        _platform
            .Component("other")
            .Run("--target=Deploy", $"--component={components}", "--version=1.4.0")
            .ShouldOnlySay(2, "--version goes with one component; name it: --component=NAME");

    [Test]
    public void A_version_means_nothing_for_Build() =>
        _platform
            .Run("--target=Build", "--component=web", "--version=1.4.0")
            .ShouldOnlySay(
                2,
                "--version means nothing for Build; leave it out; ./build.sh --target=Build --help lists what it takes"
            );

    [Test]
    public void Alone_it_says_which_version_the_program_has() =>
        _platform.Run("--version").ShouldSucceed().Output.ShouldBe("Path to Prod 0.1.0\n");

    [Test]
    public void An_environment_deploys_what_it_pins_on_a_checkout_without_the_sources()
    {
        Build("1.3.2", "1.4.0");
        Pin("web: 1.3.2\n");
        Directory.Delete(Path.Combine(_platform.Root, "components"), recursive: true);

        _platform.Run("--target=Deploy", "--component=all").ShouldSucceed();

        _platform.Read(Rendered).ShouldContain("version: 1.3.2");
    }

    [Test]
    public void Another_version_than_the_pinned_one_is_refused()
    {
        Build("1.3.2", "1.4.0");
        Pin("web: 1.3.2\n");

        _platform
            .Run("--target=Deploy", "--component=web", "--version=1.4.0")
            .ShouldOnlySay(
                2,
                "sandbox pins web 1.3.2; leave --version out, or pin 1.4.0 in environments/sandbox/versions.yaml"
            );
    }

    [Test]
    public void A_component_that_is_not_pinned_is_refused()
    {
        Build("1.3.2");
        Pin("web: 1.3.2\n");

        _platform
            .Component("other")
            .Run("--target=Deploy", "--component=other")
            .ShouldOnlySay(2, "sandbox pins no version of other; add it to environments/sandbox/versions.yaml");
    }

    private void Build(params string[] versions)
    {
        foreach (var version in versions)
        {
            _platform.Component("web", version).Run("--target=Build", "--component=web").ShouldSucceed();
        }
    }

    private void Pin(string versions) =>
        _platform
            .Environment("sandbox", "target: { directory: artifacts/sandbox }\nversions: pinned\n")
            .File("environments/sandbox/versions.yaml", versions);
}
