using Cake.Kubectl;
using PathToProd.Tasks.Tests.Runs;
using PathToProd.TestTools;
using PathToProd.Text;

namespace PathToProd.Tasks.Tests.Stages;

/// <summary>A failure that an old program explains says so; the same failure of a new one is the component's.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(120_000)]
public sealed class OldToolTests : IDisposable
{
    private readonly ComponentTestBed _bed = new();

    public void Dispose() => _bed.Dispose();

    [TestCase("{{ if eq .Values.missing \"x\" }}y{{ end }}", TestName = "A_comparison_of_what_may_be_missing")]
    [TestCase("{{ if and .Values.missing .Values.missing.too }}y{{ end }}", TestName = "An_and_that_stops")]
    [TestCase("{{ len (toYamlPretty .Values) }}", TestName = "A_function_of_later_versions")]
    [TestCase("{{ range list 1 2 }}{{ break }}{{ end }}", TestName = "A_break")]
    [TestCase("{{ with .Values.missing }}a{{ else with .Values.a }}b{{ end }}", TestName = "An_else_with")]
    [TestCase("{{ range 3 }}x{{ end }}", TestName = "A_range_over_a_number")]
    public async Task Of_a_chart_that_the_current_Helm_renders_an_old_one_says_that_it_is_old(string template)
    {
        Chart(template).RealTool(HelmVersions.File(HelmVersions.Oldest));

        var error = (await TestAsync("web")).ShouldNotBeNull();

        error.ShouldContain($"helm 3.6.2 ({_bed.Root}/bin/helm) is older than ");
        error.ShouldContain(
            "Install Helm as https://helm.sh/docs/intro/install/ says, or take this one off the PATH and run "
                + "./build.sh --target=InstallTools, which installs 4.1.4."
        );
        File.Delete(Path.Combine(_bed.Root, "bin/helm"));
        _bed.RealTool(HelmVersions.File(HelmVersions.Current));
        (await TestAsync("web")).ShouldBeNull();
    }

    [Test]
    public async Task What_no_Helm_can_render_is_the_charts_fault_with_the_current_one()
    {
        Chart("{{ nosuchfunction }}").RealTool(HelmVersions.File(HelmVersions.Current));

        var error = (await TestAsync("web")).ShouldNotBeNull();

        error.ShouldContain("function \"nosuchfunction\" not defined");
        error.ShouldNotContain("older than");
    }

    [TestCase(
        "Unsupported Terraform Core version",
        "terraform is 1.11.4 here (",
        TestName = "A_version_that_is_left_out"
    )]
    [TestCase(
        "state snapshot was created by Terraform v1.12.1, which is newer than current v1.11.4",
        "terraform is 1.11.4 here (",
        TestName = "A_state_of_a_later_version"
    )]
    public async Task Terraform_that_names_its_version_is_reported_with_where_it_comes_from(
        string words,
        string expected
    )
    {
        _bed.Terraform("net").Tool("terraform", $"echo 'Error: {words}' >&2; exit 1", "1.11.4");

        (await TestAsync("net")).ShouldNotBeNull().ShouldContain(expected);
    }

    [TestCase("1.9.0", true)]
    [TestCase("1.11.4", false)]
    public async Task A_block_that_Terraform_does_not_know_may_be_newer_than_it(string version, bool isOld)
    {
        _bed.Terraform("net").Tool("terraform", "echo 'Error: Unsupported block type' >&2; exit 1", version);

        var error = (await TestAsync("net")).ShouldNotBeNull();

        error
            .Contains($"terraform {version} ({_bed.Root}/bin/terraform) is older than 1.11.4", StringComparison.Ordinal)
            .ShouldBe(isOld, error);
    }

    [TestCase(
        "1.32.4",
        "1.20.2",
        "kubectl 1.32.4 is 12 minor versions newer than the cluster, 1.20.2, and works with one at most. Put kubectl 1.20 first on the PATH, then run the stage again."
    )]
    [TestCase(
        "1.20.2-dispatcher",
        "1.24.0",
        "kubectl 1.20.2-dispatcher is 4 minor versions older than the cluster, 1.24.0, and works with one at most. Put kubectl 1.24 first on the PATH, then run the stage again."
    )]
    [TestCase("1.32.4", "1.31.0", null)]
    [TestCase("1.32.4", null, null)]
    [TestCase("nonsense", "1.31.0", null)]
    public void Kubectl_works_with_a_cluster_that_is_one_minor_version_away(
        string client,
        string? server,
        string? expected
    ) => KubectlAge.ExplainSkew(new KubectlVersion(client, server)).ShouldBe(expected);

    [Test]
    public void What_may_come_from_versions_that_are_far_apart_asks_both_for_their_versions()
    {
        using var cake = Tools.TestCake.Real(
            Script(
                """
                case "$1" in
                  version) echo '{"clientVersion":{"gitVersion":"v1.35.2"},"serverVersion":{"gitVersion":"v1.20.2"}}';;
                  *) echo 'Error from server (NotFound): the server could not find the requested resource' >&2; exit 1;;
                esac
                """
            )
        );

        Should
            .Throw<PlatformException>(() => cake.KubectlGet(new(), "widgets"))
            .Message.ShouldEndWith(
                "\nkubectl 1.35.2 is 15 minor versions newer than the cluster, 1.20.2, and works with one at most. Put kubectl "
                    + "1.20 first on the PATH, then run the stage again."
            );
    }

    [Test]
    public void A_cluster_that_does_not_say_its_version_hides_no_failure()
    {
        using var cake = Tools.TestCake.Real(
            Script("echo 'Error from server (NotFound): the server could not find the requested resource' >&2; exit 1")
        );

        Should
            .Throw<PlatformException>(() => cake.KubectlGet(new(), "widgets"))
            .Message.ShouldStartWith("kubectl get failed with exit code 1.");
    }

    private string Script(string body)
    {
        _bed.Script("bin/kubectl", body);
        return Path.Combine(_bed.Root, "bin/kubectl");
    }

    private ComponentTestBed Chart(string template) =>
        _bed.File("components/web/component.yaml", "name: web\nversion: 1.0.0\ntype: helm\n")
            .File(
                "components/web/chart/Chart.yaml",
                "apiVersion: v2\nname: web\nversion: 1.0.0\nicon: file:///icon.png\n"
            )
            .File("components/web/chart/values.yaml", "a: 1\n")
            .File(
                "components/web/chart/templates/place.yaml",
                $"apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: place\ndata:\n  text: \"{template}\"\n"
            );

    /// <summary>How Test of a component failed; null when it passed.</summary>
    private async Task<string?> TestAsync(string component) => (await _bed.RunAsync("Test", component)).Nodes[0].Error;
}
