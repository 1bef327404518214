namespace Repository.Tests.CommandLine;

/// <summary><c>--dry-run</c> of what changes an environment: what it would do, and nothing changes.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class DryRunTests : IDisposable
{
    private readonly ScratchPlatform _platform = new ScratchPlatform()
        .Component("base-k8s")
        .Component("ingress", more: "requires:\n  base-k8s: \">=1.0.0\"\n");

    public void Dispose() => _platform.Dispose();

    [Test]
    public void A_deployment_tells_what_Plan_tells()
    {
        _platform.Run("--target=Build", "--component=ingress").ShouldSucceed();
        var planned = _platform.Run("--target=Plan", "--component=ingress").ShouldSucceed();
        var shown = _platform.Run("--target=Deploy", "--component=ingress", "--dry-run").ShouldSucceed();

        _platform.Normal(shown.Output).ShouldBe(_platform.Normal(planned.Output));
        shown.Output.ShouldContain("This would change in ingress:");
        NothingIsDeployed();
    }

    [Test]
    public void A_platform_that_would_be_stood_up_is_planned_as_a_whole()
    {
        _platform
            .Environment("sandbox", "target: { directory: artifacts/sandbox }\nversions: pinned\n")
            .File("environments/sandbox/versions.yaml", "base-k8s: 1.0.0\ningress: 1.0.0\n");
        _platform.Run("--target=Build", "--component=all").ShouldSucceed();

        var shown = _platform.Run("--target=StandUp", "--dry-run").ShouldSucceed().Output;

        shown.ShouldContain("This would change in base-k8s:");
        shown.ShouldContain("This would change in ingress:");
        NothingIsDeployed();
    }

    [Test]
    public void A_removal_tells_what_would_go_in_which_order()
    {
        _platform.Run("--target=Deploy", "--component=all").ShouldSucceed();

        var shown = _platform.Run("--target=Destroy", "--component=all", "--dry-run").ShouldSucceed();

        _platform
            .Normal(shown.Output)
            .ShouldBe(
                """
                Destroy would remove from sandbox (directory artifacts/sandbox), in this order:
                  ingress   1.0.0  sha256:<digest>
                  base-k8s  1.0.0  sha256:<digest>
                Nothing was changed.

                """
            );
        _platform.Run("--target=Destroy", "--component=all", "--dry-run", "--output=json").ShouldSucceed();
        _platform.Has("artifacts/sandbox/ingress").ShouldBeTrue();
        _platform.Read("environments/sandbox/ledger.jsonl").ShouldNotContain("destroy");
    }

    [Test]
    public void What_is_not_there_is_said()
    {
        _platform
            .Run("--target=Destroy", "--component=ingress", "--dry-run")
            .ShouldSucceed()
            .Output.ShouldBe(
                """
                Destroy would remove from sandbox (directory artifacts/sandbox), in this order:
                  ingress    is not there, as far as the ledger knows
                Nothing was changed.

                """
            );
    }

    [Test]
    public void A_platform_that_would_be_torn_down_needs_no_confirmation()
    {
        _platform.Run("--target=Deploy", "--component=all").ShouldSucceed();

        var shown = _platform.Run("--target=TearDown", "--dry-run").ShouldSucceed().Output;

        shown.ShouldStartWith(
            "TearDown would remove from sandbox (directory artifacts/sandbox), in this order:\n  ingress "
        );
        shown.ShouldNotContain("cluster");
        _platform.Has("artifacts/sandbox/ingress").ShouldBeTrue();
    }

    [Test]
    public void What_the_gate_refuses_is_refused()
    {
        _platform.Run("--target=Deploy", "--component=all").ShouldSucceed();

        var real = _platform.Run("--target=Destroy", "--component=base-k8s").ShouldEnd(3);
        var shown = _platform.Run("--target=Destroy", "--component=base-k8s", "--dry-run").ShouldEnd(3);

        shown.Error.ShouldBe(real.Error);
    }

    [TestCase("Deploy --component=ingress --dry-run --force --wait")]
    [TestCase("Destroy --component=ingress --dry-run --parallel=2 --resume")]
    public void What_means_nothing_for_what_is_only_shown_is_refused(string words)
    {
        var options = words
            .Split(' ')[3..]
            .Select(word => word.TrimStart('-').Split('=')[0])
            .Order(StringComparer.Ordinal);
        _platform
            .Run([$"--target={words.Split(' ')[0]}", .. words.Split(' ')[1..]])
            .ShouldOnlySay(
                2,
                [
                    .. options.Select(word =>
                        $"--{word} means nothing with --dry-run, which changes nothing; leave --{word} out"
                    ),
                ]
            );
    }

    [Test]
    public void A_task_that_only_a_component_knows_is_never_run_by_mistake() =>
        _platform
            .Run("--target=Greet", "--component=ingress", "--dry-run")
            .ShouldOnlySay(
                2,
                "--dry-run means nothing for Greet, which only components have; leave it out, and the task runs"
            );

    private void NothingIsDeployed()
    {
        _platform.Has("artifacts/sandbox").ShouldBeFalse();
        _platform.Has("environments/sandbox/ledger.jsonl").ShouldBeFalse();
    }
}
