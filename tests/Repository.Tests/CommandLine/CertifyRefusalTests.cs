namespace Repository.Tests.CommandLine;

/// <summary>What Certify refuses before anything is touched, each with its whole message.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(180_000)]
public sealed class CertifyRefusalTests : IDisposable
{
    private readonly CertifiedPlatform _bed = new();

    private ScratchPlatform Platform => _bed.Platform;

    public void Dispose() => _bed.Dispose();

    [Test]
    public void An_environment_that_is_not_for_tests() =>
        Platform
            .Run("--target=Certify", "--set=a", "--environment=sandbox")
            .ShouldOnlySay(
                3,
                "sandbox is not for tests. Certify deploys any version set to an environment, even one that fails, and removes what is not in it.",
                "If tests may change sandbox, write for-tests: true in environments/sandbox/environment.yaml. Otherwise name one that has it: --environment=ci-1."
            );

    [Test]
    public void No_set() =>
        Platform
            .Run("--target=Certify", "--environment=ci-1")
            .ShouldOnlySay(
                2,
                "no --set is given; add --set=NAME: a version set of environments/version-sets/, or proposed"
            );

    [Test]
    public void A_set_that_is_not_there()
    {
        _bed.Build("base", "1.0.0");
        _bed.Pin("2026.11.1", "base 1.0.0");

        _bed.Certify("2026.11.2")
            .ShouldOnlySay(2, "--set is 2026.11.2, and there is no version set of that name; did you mean 2026.11.1?");
    }

    [Test]
    public void All_artifacts_of_both_sets_that_are_not_available()
    {
        _bed.Build("base", "1.0.0").Build("base", "1.1.0").Build("top", "1.0.0");
        _bed.Pin("a", "base 1.0.0");
        _bed.Pin("b", "base 1.1.0", "top 1.0.0");
        Directory.Delete(Path.Combine(Platform.Root, "artifacts/store"), recursive: true);

        const string Fix = "let store in platform.yaml name the registry that it was published to";
        _bed.Certify("b", "--from=a")
            .ShouldOnlySay(
                2,
                $"base 1.0.0 (sha256:<digest>) is not in artifacts/store; {Fix}",
                $"base 1.1.0 (sha256:<digest>) is not in artifacts/store; {Fix}",
                $"top 1.0.0 (sha256:<digest>) is not in artifacts/store; {Fix}"
            );
    }

    [Test]
    public void A_component_that_runs_there_and_whose_artifact_is_gone()
    {
        _bed.Build("old", "1.0.0").Build("base", "1.0.0");
        _bed.Pin("a", "old 1.0.0");
        _bed.Certify("a").ShouldSucceed();
        Directory.Delete(Path.Combine(Platform.Root, "artifacts/store"), recursive: true);
        _bed.Build("base", "1.0.1");
        _bed.Pin("b", "base 1.0.1");

        var refused = _bed.Certify("b").ShouldEnd(2);

        refused.Error.ShouldBe(
            "old 1.0.0 (sha256:<digest>) is not in artifacts/store; let store in platform.yaml name the registry that it was published to\n"
        );
        _bed.Recorded.ShouldBe(["state a passed"]);
    }

    [Test]
    public void Going_back_where_there_is_nothing_to_go_back_to()
    {
        _bed.Build("base", "1.0.0");
        _bed.Pin("a", "base 1.0.0");

        _bed.Certify("a", "--and-back")
            .ShouldEnd(3)
            .Error.ShouldBe(
                "What runs in ci-1 is no whole version set, so there is nothing to go back to. "
                    + "Name one: --from=NAME, or leave --and-back out. Nothing was touched.\n"
            );
        Platform.Has("artifacts/ci-1").ShouldBeFalse();
    }

    [Test]
    public void A_set_whose_members_do_not_fit()
    {
        _bed.Build("base", "1.0.0").Build("top", "1.0.0", more: "requires: { base: ^1.0.0 }\n").Build("base", "2.0.0");
        _bed.Pin("a", "base 2.0.0", "top 1.0.0");

        _bed.Certify("a")
            .ShouldEnd(3)
            .Error.ShouldBe(
                "Because top 1.0.0 requires base ^1.0.0 and a has base 2.0.0, a cannot run in ci-1. "
                    + "./build.sh --target=Resolve proposes a set whose members fit.\nNothing was touched.\n"
            );
        Platform.Has("artifacts/ci-1").ShouldBeFalse();
        Platform.Has("environments/version-sets/compatibility.jsonl").ShouldBeFalse();
    }

    [Test]
    public void A_platforms_test_whose_script_is_not_there()
    {
        _bed.Build("base", "1.0.0");
        _bed.Pin("a", "base 1.0.0");
        Platform.File(
            "platform.yaml",
            "name: scratch\ndefault-environment: sandbox\ntests: [{ name: reaches, script: tests/reaches.sh }]\n"
        );

        _bed.Certify("a")
            .ShouldOnlySay(
                2,
                "platform.yaml(3,26): the script tests/reaches.sh does not exist; add it, or correct its path"
            );
    }
}
