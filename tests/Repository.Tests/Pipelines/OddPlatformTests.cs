using Repository.Tests.CommandLine;

namespace Repository.Tests.Pipelines;

/// <summary>Pipelines of platforms that are not like others: names that YAML takes for something else, nothing to test.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(120_000)]
public sealed class OddPlatformTests : IDisposable
{
    private static readonly string[] Odd = ["0x1f", "123", "1e3", "no", "null", "true", "y"];

    private readonly ScratchPlatform _platform = new();

    public void Dispose() => _platform.Dispose();

    [Test]
    public void Names_that_yaml_takes_for_numbers_or_words_of_its_own_stay_names()
    {
        foreach (var name in Odd)
        {
            _platform
                .File($"components/{name}/component.yaml", $"name: \"{name}\"\nversion: 1.0.0\ntype: manifests\n")
                .Environment(name, $"target: {{ directory: artifacts/{name} }}\nfor-tests: true\n");
        }

        Write("ci");

        Validators.Workflows(_platform.Root).ShouldBeEmpty();
        Validators.GitLab(_platform.Root).Faults.ShouldBeEmpty();
        Validators.Jenkinsfile(_platform.Root).Faults.ShouldBeEmpty();
        Validators.Tekton(_platform.Root).ShouldBeEmpty();
        const string names = """["0x1f", "123", "1e3", "no", "null", sandbox, "true", "y"]""";
        _platform.Read(".github/workflows/path-to-prod-deploy.yml").ShouldContain($"        options: {names}\n");
        _platform.Read(".github/workflows/path-to-prod-drift.yml").ShouldContain($"        environment: {names}\n");
        var gitlab = _platform.Read(".gitlab-ci.yml");
        foreach (var name in Odd)
        {
            gitlab.ShouldContain($"  environment: \"{name}\"\n");
            gitlab.ShouldContain($"    ENVIRONMENT: \"{name}\"\n");
            gitlab.ShouldContain($"    SHARD: \"{name}\"\n");
        }
    }

    [Test]
    public void A_platform_without_components_has_valid_pipelines()
    {
        Write("ci");

        Validators.Workflows(_platform.Root).ShouldBeEmpty();
        Validators.GitLab(_platform.Root).Faults.ShouldBeEmpty();
        Validators.Jenkinsfile(_platform.Root).Faults.ShouldBeEmpty();
        Validators.Tekton(_platform.Root).ShouldBeEmpty();
    }

    [TestCase("master")]
    [TestCase("no")]
    [TestCase("release/2026_11")]
    public void What_is_merged_to_a_main_branch_of_another_name_is_certified(string branch)
    {
        _platform
            .File("platform.yaml", _platform.Read("platform.yaml") + $"main-branch: \"{branch}\"\n")
            .Component("ingress")
            .Environment("ci", "target: { directory: artifacts/ci }\nfor-tests: true\n");

        Write("ci");

        Validators.Workflows(_platform.Root).ShouldBeEmpty();
        Validators.Jenkinsfile(_platform.Root).Faults.ShouldBeEmpty();
        Validators.Tekton(_platform.Root).ShouldBeEmpty();
        _platform
            .Read(".github/workflows/path-to-prod-certify.yml")
            .ShouldContain($"    branches: [{(branch == "no" ? "\"no\"" : branch)}]\n");
        _platform.Read("Jenkinsfile").ShouldContain($"env.BRANCH_NAME == '{branch}'");
        _platform.Read(".tekton/path-to-prod-certify.yaml").ShouldContain($"on-target-branch: \"[{branch}]\"\n");
        _platform.Read(".ci/tekton-schedule.yaml").ShouldContain($"\"branch\":\"{branch}\"");
    }

    [Test]
    public void A_platform_in_a_folder_of_a_larger_repository_is_warned_that_no_system_looks_there()
    {
        TestGit.Run(Path.GetDirectoryName(_platform.Root)!, "init", "--quiet");

        var end = _platform.Run("--target=Pipelines", "--system=github").ShouldEnd(0);

        end.Error.ShouldBe(
            "The platform is in platform/ of its repository, but CI systems look for pipelines in the repository's root and start them there. Give the platform a repository of its own; or move the files there by hand, and have each step call platform/build.sh -C platform.\n"
        );
    }

    [Test]
    public void A_component_that_is_named_by_hand_and_is_not_there_fails_instead_of_testing_nothing()
    {
        _platform.Component("ingress");
        Write("manual");

        var affected = PipelineShell.After(
            _platform.Read(".gitlab-ci.yml"),
            "    BASE: $CI_MERGE_REQUEST_DIFF_BASE_SHA\n  script:\n    - |\n"
        );

        var misspelt = PipelineShell.Run(_platform.Root, affected, ("COMPONENT", "ingres"));
        misspelt.ExitCode.ShouldBe(1);
        misspelt.Errors.ShouldBe("there is no component ingres\n");
        PipelineShell.Run(_platform.Root, affected, ("COMPONENT", "ingress")).Output.ShouldBe("ingress\n");
    }

    private void Write(string way)
    {
        _platform.File("platform.yaml", _platform.Read("platform.yaml") + $"ways-of-working: {way}\n");
        _platform.Run("--target=Pipelines", "--system=all").ShouldSucceed();
    }
}
