using PathToProd.TestTools;

namespace Repository.Tests.NewComponent;

/// <summary>NewComponent for a chart that others publish, and Bump, by the compiled program.</summary>
public sealed class UpstreamChartTests
{
    private readonly TemporaryFolder _folder = new();
    private ScratchCheckout _checkout = null!;
    private LoopbackServer _server = null!;

    [OneTimeSetUp]
    public void SetUp()
    {
        (_checkout, _server) = (new ScratchCheckout(), new LoopbackServer());
        Publish("1.0.0");
    }

    [OneTimeTearDown]
    public void TearDown()
    {
        _server.Dispose();
        _folder.Dispose();
        _checkout.Dispose();
    }

    [Test]
    public void A_component_that_refers_to_a_chart_builds_passes_its_tests_is_deployed_and_is_raised()
    {
        var output = _checkout.RunWell(
            "--target=NewComponent",
            "--name=dns",
            $"--chart=http://{_server.Authority}/web"
        );
        Snapshot.Match(
            output.Replace(_server.Authority, "charts.example.com", StringComparison.Ordinal),
            "A_new_component_says_what_to_do_next"
        );
        _checkout.RunWell("--target=Lint", "--component=dns");
        _checkout.RunWell("--target=Deploy", "--component=dns").ShouldContain("Deployed dns 1.0.0 to sandbox");

        Publish("1.1.0");
        _checkout
            .RunWell("--target=Bump", "--component=dns")
            .ShouldEndWith(
                "Wrote components/dns/component.yaml. Its own version follows: 1.1.0.\nNext: ./build.sh --target=Test --component=dns --update-snapshots, and read the diff.\n"
            );
        _checkout.RunWell("--target=Deploy", "--component=dns").ShouldContain("Deployed dns 1.1.0 to sandbox");
        var json = _checkout.RunWell("--target=Bump", "--component=dns", "--to=1.0.0", "--dry-run", "--output=json");
        ReportSchema.ShouldFit(json, "bump");
    }

    [TestCase(
        "--name=new --chart=web",
        "--chart must be the address of a repository and the name of a chart in it, and \"web\" is not: it does not begin with http:// or https://; "
            + "write --chart=https://charts.example.com/cert-manager or --chart=oci://registry.example.com/charts/cert-manager"
    )]
    [TestCase(
        "--name=new --type=terraform --chart=https://charts.example.com/web",
        "a component of type terraform cannot refer to a chart; leave --type out, or --chart"
    )]
    public void What_is_no_chart_is_refused_and_nothing_is_made(string words, string message)
    {
        var result = _checkout.Run(["--target=NewComponent", .. words.Split(' ')]);

        result.ExitCode.ShouldBe(2);
        result.Errors.ShouldBe(message + "\n");
        Directory.Exists(_checkout.InRoot("components/new")).ShouldBeFalse();
    }

    [Test]
    public void A_chart_that_is_not_listed_is_one_line_with_the_nearest_name()
    {
        var result = _checkout.Run("--target=NewComponent", "--name=new", $"--chart=http://{_server.Authority}/wbe");

        result.ExitCode.ShouldBe(1);
        result.Errors.ShouldBe(
            $"The versions of wbe cannot be looked up: http://{_server.Authority}/index.yaml does not list it; did you mean web?\n"
        );
    }

    [Test]
    public void Bump_raises_one_component_at_a_time() =>
        _checkout
            .Run("--target=Bump", "--component=ingress,external-dns")
            .Errors.ShouldBe("Bump raises one component at a time; add --component=NAME\n");

    private void Publish(string version)
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "web", "templates"));
        File.WriteAllText(
            Path.Combine(_folder.Path, "web", "Chart.yaml"),
            $"apiVersion: v2\nname: web\nversion: {version}\nicon: https://example.com/icon.png\n"
        );
        File.WriteAllText(
            Path.Combine(_folder.Path, "web", "templates", "map.yaml"),
            "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\ndata: { version: {{ .Chart.Version | quote }} }\n"
        );
        var helm = HelmVersions.File(HelmVersions.Current);
        ExternalProgram.Run(_folder.Path, helm, "package", "web", "--destination", "out");
        ExternalProgram.Run(_folder.Path, helm, "repo", "index", "out");
        _server.Serve(
            $"/web-{version}.tgz",
            File.ReadAllBytes(Path.Combine(_folder.Path, "out", $"web-{version}.tgz"))
        );
        var index = File.ReadAllText(Path.Combine(_folder.Path, "out", "index.yaml"));
        _server.Serve("/index.yaml", System.Text.Encoding.UTF8.GetBytes(index));
    }
}
