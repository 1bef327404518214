using Cake.Helm;
using PathToProd.Text;

namespace PathToProd.Tasks.Tests.Tools.Helm;

[TestFixture]
internal sealed class HelmAliasTests
{
    private TestCake _cake = null!;

    [SetUp]
    public void Start() => _cake = TestCake.Recording();

    [TearDown]
    public void End() => _cake.Dispose();

    [Test]
    public void Secret_values_are_in_no_argument_and_in_no_message()
    {
        _cake.Recorder.Answer(exitCode: 1);

        var failure = Should.Throw<PlatformException>(() =>
            _cake.HelmUpgrade("ingress", "chart", new() { SecretValues = "password: s3cr3t" })
        );

        failure.Message.ShouldNotContain("s3cr3t");
        _cake.Recorder.Calls[0].Arguments.ShouldNotContain("s3cr3t");
        _cake.Recorder.Calls[0].Settings.Arguments.RenderSafe().ShouldNotContain("s3cr3t");
    }

    [Test]
    public void Without_a_home_the_users_own_variables_stay()
    {
        _cake.HelmLint("chart");

        _cake.Recorder.Calls[0].Variables.ShouldBeEmpty();
    }

    [Test]
    public void What_lint_finds_in_a_chart_is_an_answer_and_a_chart_that_it_cannot_read_is_not()
    {
        _cake
            .Recorder.Answer("[INFO] Chart.yaml: icon is recommended\n[ERROR] templates/: a: b", exitCode: 1)
            .Answer("", 1, "Error: unable to open chart");

        var findings = _cake.HelmLintFindings("chart", new() { Strict = true });

        findings.ShouldHaveSingleItem().ToString().ShouldContain("templates/: a: b");
        _cake.Recorder.Calls[0].Arguments.ShouldBe("lint chart --strict");
        Should
            .Throw<PlatformException>(() => _cake.HelmLintFindings("chart"))
            .Message.ShouldContain("unable to open chart");
    }

    [Test]
    public void Uninstalling_what_is_not_there_is_an_answer()
    {
        _cake
            .Recorder.Answer("release \"ingress\" uninstalled")
            .Answer("", 1, "Error: uninstall: Release not loaded: ingress: release: not found");

        _cake.HelmUninstall("ingress").ShouldBe(HelmUninstallResult.Uninstalled);
        _cake.HelmUninstall("ingress").ShouldBe(HelmUninstallResult.NotFound);
    }

    [Test]
    public void Another_failure_of_an_uninstall_is_a_failure()
    {
        _cake.Recorder.Answer("", 1, "Error: Kubernetes cluster unreachable: connection refused");

        Should
            .Throw<PlatformException>(() => _cake.HelmUninstall("ingress"))
            .Message.ShouldBe(
                $"""
                helm uninstall failed with exit code 1.
                  command: {_cake.Folder}/helm uninstall ingress
                  last lines:
                    Error: Kubernetes cluster unreachable: connection refused
                Check that the cluster runs and that the kubeconfig and the context of the environment are right.
                """
            );
    }

    [Test]
    public void What_is_asked_of_a_release_that_is_not_there_is_nothing()
    {
        for (var i = 0; i < 7; i++)
        {
            _cake.Recorder.Answer("", 1, "Error: release: not found");
        }

        _cake.HelmStatus("a").ShouldBeNull();
        _cake.HelmHistory("a").ShouldBeEmpty();
        _cake.HelmGetManifest("a").ShouldBeNull();
        _cake.HelmGetHooks("a").ShouldBeNull();
        _cake.HelmGetNotes("a").ShouldBeNull();
        _cake.HelmGetAll("a").ShouldBeNull();
        _cake.HelmGetValues("a").ShouldBeNull();
    }

    [Test]
    public void A_status_is_read()
    {
        _cake.Recorder.Answer(
            """
            {"name": "ingress", "info": {"first_deployed": "2026-11-01T10:00:00.123456789Z",
              "last_deployed": "2026-11-02T11:30:00.5+01:00", "deleted": "", "description": "Upgrade complete",
              "status": "pending-upgrade", "notes": "Hello."},
             "manifest": "s3cr3t", "version": 4, "namespace": "edge"}
            """
        );

        var status = _cake.HelmStatus("ingress");

        status.ShouldBe(
            new HelmReleaseDetails(
                "ingress",
                "edge",
                4,
                HelmReleaseStatus.PendingUpgrade,
                "Upgrade complete",
                new DateTimeOffset(2026, 11, 1, 10, 0, 0, TimeSpan.Zero).AddTicks(1234568),
                new DateTimeOffset(2026, 11, 2, 10, 30, 0, 500, TimeSpan.Zero),
                "Hello."
            )
        );
    }

    [Test]
    public void A_list_is_read()
    {
        _cake.Recorder.Answer(
            """
            [{"name": "ingress", "namespace": "edge", "revision": "2", "updated": "2026-11-02T11:30:00Z",
              "status": "failed", "chart": "ingress-1.4.0", "app_version": "1.0"}]
            """
        );

        _cake
            .HelmList()
            .ShouldBe([
                new HelmRelease(
                    "ingress",
                    "edge",
                    2,
                    new DateTimeOffset(2026, 11, 2, 11, 30, 0, TimeSpan.Zero),
                    HelmReleaseStatus.Failed,
                    "ingress-1.4.0",
                    "1.0"
                ),
            ]);
    }

    [TestCase("deployed", HelmReleaseStatus.Deployed)]
    [TestCase("uninstalled", HelmReleaseStatus.Uninstalled)]
    [TestCase("superseded", HelmReleaseStatus.Superseded)]
    [TestCase("failed", HelmReleaseStatus.Failed)]
    [TestCase("uninstalling", HelmReleaseStatus.Uninstalling)]
    [TestCase("pending-install", HelmReleaseStatus.PendingInstall)]
    [TestCase("pending-upgrade", HelmReleaseStatus.PendingUpgrade)]
    [TestCase("pending-rollback", HelmReleaseStatus.PendingRollback)]
    [TestCase("something new", HelmReleaseStatus.Unknown)]
    public void Each_status_of_a_revision_is_known(string text, HelmReleaseStatus status)
    {
        _cake.Recorder.Answer(
            $$"""[{"revision": 1, "updated": "", "status": "{{text}}", "chart": "a-1", "app_version": "", "description": "x"}]"""
        );

        _cake.HelmHistory("a").ShouldBe([new HelmRevision(1, null, status, "a-1", "", "x")]);
    }

    [Test]
    public void Values_are_read_and_none_are_an_empty_object()
    {
        _cake.Recorder.Answer("""{"replicas": 2}""").Answer("null\n");

        _cake.HelmGetValues("a")!["replicas"]!.GetValue<int>().ShouldBe(2);
        _cake.HelmGetValues("a")!.Count.ShouldBe(0);
    }

    [Test]
    public void A_package_is_where_helm_says()
    {
        _cake.Recorder.Answer(
            "Saving 1 charts\nSuccessfully packaged chart and saved it to: /out dir/a-1.tgz\nand more"
        );

        _cake.HelmPackage("chart").FullPath.ShouldBe("/out dir/a-1.tgz");
    }

    [Test]
    public void A_package_that_helm_does_not_name_is_a_failure()
    {
        _cake.Recorder.Answer("done");

        Should
            .Throw<PlatformException>(() => _cake.HelmPackage("chart"))
            .Message.ShouldBe(
                """
                helm package did not say where the package is.
                  what came: done
                Check the tool's version with the target Doctor.
                """
            );
    }

    [TestCase("v3.6.2", "3.6.2")]
    [TestCase("v4.1.0-rc.1\n", "4.1.0-rc.1")]
    public void The_version_is_read(string output, string version)
    {
        _cake.Recorder.Answer(output);

        _cake.HelmVersion().ShouldBe(version);
    }

    [Test]
    public void What_is_not_a_version_is_a_failure()
    {
        _cake.Recorder.Answer("");

        Should
            .Throw<PlatformException>(() => _cake.HelmVersion())
            .Message.ShouldBe(
                """
                helm version did not print a version.
                  what came: nothing
                Check which Helm is found with the target Doctor.
                """
            );
    }
}
