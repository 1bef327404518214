using Repository.Tests.CommandLine;

namespace Repository.Tests.Pipelines;

/// <summary>How generated pipelines call the program.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(120_000)]
public sealed class PipelineCallsTests : IDisposable
{
    private readonly ScratchPlatform _platform = new ScratchPlatform().Component("ingress");

    public void Dispose() => _platform.Dispose();

    [Test]
    public void Changes_are_tested_in_an_environment_that_is_leased_from_the_pool_for_tests()
    {
        Pool("true").Environment("a", "target: { directory: artifacts/a }\nfor-tests: true\n");

        _platform.Run("--target=Pipelines", "--system=all").ShouldSucceed();

        _platform
            .Read(".github/workflows/path-to-prod-validate.yml")
            .ShouldContain("exec ./build.sh --target=Validate --since=\"$BASE\" --environment=pool:ci --wait");
        _platform
            .Read(".gitlab-ci.yml")
            .ShouldContain("./build.sh --target=Validate --since=\"$BASE\" --environment=pool:ci --wait");
        _platform
            .Read("Jenkinsfile")
            .ShouldContain("exec ./build.sh --target=Validate --since=\"$BASE\" --environment=pool:ci --wait");
        _platform
            .Read(".tekton/path-to-prod.yaml")
            .ShouldContain("exec ./build.sh --target=Validate --environment=pool:ci --wait");
    }

    [Test]
    public void Jobs_that_lease_an_environment_do_not_wait_for_each_other()
    {
        Pool("true");

        _platform.Run("--target=Pipelines", "--system=github,gitlab").ShouldSucceed();

        _platform.Read(".github/workflows/path-to-prod-validate.yml").ShouldNotContain("group: certify");
        _platform.Read(".gitlab-ci.yml").ShouldNotContain("resource_group");
    }

    [Test]
    public void A_pool_with_an_environment_that_is_not_for_tests_is_not_leased()
    {
        Pool("false").Environment("zone", "target: { directory: artifacts/zone }\nfor-tests: true\n");

        _platform.Run("--target=Pipelines", "--system=github").ShouldSucceed();

        var text = _platform.Read(".github/workflows/path-to-prod-validate.yml");
        text.ShouldContain("--environment=ci-1 --wait");
        text.ShouldContain("      group: certify-ci-1\n      cancel-in-progress: false\n      queue: max\n");
    }

    [Test]
    public void What_Tekton_does_not_say_its_tasks_are_given()
    {
        Pool("true");

        _platform.Run("--target=Pipelines", "--system=tekton").ShouldSucceed();

        var text = _platform.Read(".tekton/path-to-prod.yaml");
        text.ShouldContain("    - name: target\n      value: \"{{ target_branch }}\"\n");
        var certify = text[text.IndexOf("      - name: certify\n", StringComparison.Ordinal)..];
        certify.ShouldContain("          - name: run\n            value: $(context.pipelineRun.name)\n");
        certify.ShouldContain("                - name: TEKTON_PIPELINE_RUN\n                  value: $(params.run)\n");
        certify.ShouldContain("                - name: PAC_TARGET_BRANCH\n                  value: $(params.target)\n");
    }

    private ScratchPlatform Pool(string second) =>
        _platform
            .Environment("ci-1", "target: { directory: artifacts/ci-1 }\npool: ci\nfor-tests: true\n")
            .Environment("ci-2", $"target: {{ directory: artifacts/ci-2 }}\npool: ci\nfor-tests: {second}\n");
}
