using Repository.Tests.CommandLine;

namespace Repository.Tests.Pipelines;

/// <summary>Pipelines that a platform had before it worked otherwise: one that stays would go on deploying.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(120_000)]
public sealed class NeedlessPipelinesTests : IDisposable
{
    private const string Deploy = ".github/workflows/path-to-prod-deploy.yml";
    private const string Drift = ".github/workflows/path-to-prod-drift.yml";

    private readonly ScratchPlatform _platform = new ScratchPlatform().Component("ingress");

    private readonly string _manifest;

    public NeedlessPipelinesTests()
    {
        _manifest = _platform.Read("platform.yaml");
        Say("ci");
        _platform.Run("--target=Pipelines", "--system=github,jenkins").ShouldSucceed();
        Say("manual");
        _platform.Run("--target=Pipelines", "--system=gitlab").ShouldSucceed();
    }

    public void Dispose() => _platform.Dispose();

    [Test]
    public void Those_of_another_way_of_working_are_reported_and_removed()
    {
        _platform
            .Run("--target=Pipelines", "--system=github", "--check")
            .ShouldEnd(1)
            .Output.ShouldBe(
                ".github/workflows/path-to-prod-validate.yml: the platform or the program changed since it was written; write it again with ./build.sh --target=Pipelines --system=github\n"
                    + $"{Deploy}: the platform no longer has this pipeline; remove it with ./build.sh --target=Pipelines --system=github\n"
                    + $"{Drift}: the platform no longer has this pipeline; remove it with ./build.sh --target=Pipelines --system=github\n"
            );

        _platform
            .Run("--target=Pipelines", "--system=github")
            .ShouldSucceed()
            .Output.ShouldBe(
                ".github/workflows/path-to-prod-validate.yml: written\n"
                    + $"{Deploy}: removed; the platform no longer has this pipeline\n"
                    + $"{Drift}: removed; the platform no longer has this pipeline\n"
            );
        _platform.Has(Deploy).ShouldBeFalse();
        _platform.Has("Jenkinsfile.deploy").ShouldBeTrue();
        _platform.Run("--target=Pipelines", "--system=github", "--check").ShouldSucceed();
    }

    [Test]
    public void One_that_was_edited_by_hand_stays_without_force()
    {
        _platform.File(Deploy, _platform.Read(Deploy) + "# mine\n");

        _platform
            .Run("--target=Pipelines", "--system=github")
            .ShouldOnlySay(
                2,
                $"{Deploy}: the platform no longer has this pipeline, but the file was edited by hand, and was not removed; keep the edit elsewhere, then write ./build.sh --target=Pipelines --system=github --force"
            );
        _platform.Has(Drift).ShouldBeTrue();

        var document = _platform
            .Run("--target=Pipelines", "--system=github", "--force", "--output=json")
            .ShouldSucceed();

        document.RawOutput.ShouldContain("\"state\": \"needless-edited\"");
        _platform.Has(Deploy).ShouldBeFalse();
    }

    [Test]
    public void A_file_of_that_name_that_something_else_wrote_is_no_matter_of_ours()
    {
        _platform.File(Deploy, "name: Mine\n").File(Drift, "name: Mine\n");

        _platform.Run("--target=Pipelines", "--system=github").ShouldSucceed();

        _platform.Read(Deploy).ShouldBe("name: Mine\n");
        _platform.Run("--target=Pipelines", "--system=github", "--check").ShouldSucceed();
    }

    private void Say(string way) => _platform.File("platform.yaml", _manifest + $"ways-of-working: {way}\n");
}
