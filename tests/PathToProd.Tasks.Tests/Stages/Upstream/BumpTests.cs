using PathToProd.Tasks.Tests.Runs;
using PathToProd.Tasks.Tests.Tools;
using PathToProd.Text;

namespace PathToProd.Tasks.Tests.Stages.Upstream;

/// <summary>Raising what others publish, with a repository and a registry on this machine.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(120_000)]
public sealed class BumpTests : IDisposable
{
    private readonly ChartRepository _charts = new();
    private readonly ComponentTestBed _bed = new ComponentTestBed().RealTool(RealTools.Helm).RealTool(RealTools.Skopeo);

    public void Dispose()
    {
        _charts.Dispose();
        _bed.Dispose();
    }

    [Test]
    public async Task It_shows_what_changes_in_each_environment_and_writes_version_and_digest_with_comments_kept()
    {
        var (old, now) = (_charts.Add("1.0.0"), _charts.Add("1.1.0", image: "newer", changes: "another image"));
        _charts.Add("2.0.0-rc.1");
        Component(_charts.Address, $"{old} # looked up");
        _bed.File("environments/other/environment.yaml", "target: { directory: artifacts/other }\n")
            .File("environments/other/values/web.yaml", "colour: green\n");

        _bed.Bump("web", isDryRun: true)
            .Text()
            .ShouldEndWith("Nothing was written: --dry-run. Without it, components/web/component.yaml says this.\n");
        _bed["components/web/component.yaml"].ShouldContain($"{old}");
        var report = _bed.Bump("web");

        Snapshot.Match(
            report
                .Text()
                .Replace(_charts.Address, "http://charts.example.com", StringComparison.Ordinal)
                .Replace($"{now}", "sha256:...", StringComparison.Ordinal)
        );
        _bed["components/web/component.yaml"]
            .ShouldBe(
                $"name: web\nversion: 1.1.0\ntype: helm\nchart:\n  repository: {_charts.Address}\n  name: web\n  version: 1.1.0   # raised by Bump\n  digest: {now} # looked up\n"
            );
        (await _bed.DeployAsync("web")).Nodes[0].Error.ShouldBeNull();
        _bed.Bump("web")
            .Text()
            .ShouldBe($"The chart web 1.1.0 is the newest release of {_charts.Address}.\nNothing was written.\n");
    }

    [Test]
    public void A_patch_that_no_longer_matches_is_shown_and_the_version_is_written_anyway_for_Test_to_refuse()
    {
        var old = _charts.Add("1.0.0");
        _charts.Add("1.1.0", image: "newer");
        Component(_charts.Address, $"{old}");
        _bed.File(
            "components/web/patches/image.yaml",
            "target: { kind: Deployment }\noperations:\n  - { op: test, path: /spec/template/spec/containers/0/image, value: \"registry.example.com/web:1\" }\n"
        );

        _bed.Bump("web")
            .Text()
            .ShouldContain(
                "\nWhat changes in sandbox is not known: components/web/patches/image.yaml(3,5): the patch image does not fit Deployment web: "
                    + "/spec/template/spec/containers/0/image is \"registry.example.com/newer:1\", and not \"registry.example.com/web:1\"; correct the test.\n"
            );
    }

    [Test]
    public void A_version_that_was_published_again_is_pinned_although_what_was_pinned_is_gone()
    {
        Component(_charts.Address, $"sha256:{new string('1', 64)}");
        var digest = _charts.Add("1.0.0");

        _bed.Bump("web", "1.0.0")
            .Text()
            .ShouldBe(
                $"The chart web 1.0.0 of {_charts.Address}\n  {digest}\n\n"
                    + $"What changes in sandbox is not known: the chart web 1.0.0 of {_charts.Address} is refused: its digest is {digest}, and sha256:{new string('1', 64)} is pinned.\n\n"
                    + "Wrote components/web/component.yaml. Raise its own version, 1.0.0, before you publish it.\nNext: ./build.sh --target=Test --component=web --update-snapshots, and read the diff.\n"
            );
        _bed["components/web/component.yaml"].ShouldContain($"digest: {digest}");
    }

    [Test]
    public void A_version_is_raised_although_the_old_one_is_gone()
    {
        Component(_charts.Address, $"sha256:{new string('1', 64)}");
        var digest = _charts.Add("1.1.0");

        var bump = _bed.Bump("web").Bumps[0];

        (bump.To, bump.Digest).ShouldBe(("1.1.0", digest));
        bump.Rendered[0]
            .Failure.ShouldBe(
                $"components/web/component.yaml(4,1): the chart web 1.0.0 of {_charts.Address} cannot be fetched: the repository does not list that version; its newest are 1.1.0."
            );
    }

    [Test]
    public void A_digest_that_is_missing_is_looked_up_for_the_version_that_is_written()
    {
        var digest = _charts.Add("1.0.0");
        _charts.Add("1.1.0");
        Component(_charts.Address, null);

        _bed.Bump("web").Bumps[0].To.ShouldBe("1.0.0");

        _bed["components/web/component.yaml"]
            .ShouldEndWith($"  version: 1.0.0   # raised by Bump\n  digest: {digest}\n");
    }

    [Test]
    public void A_repository_whose_index_says_another_digest_than_the_package_has_is_not_believed()
    {
        var digest = _charts.Add("1.0.0");
        Component(_charts.Address, null);
        _charts.Index(
            $"entries:\n  web:\n  - version: 1.0.0\n    digest: \"{new string('0', 64)}\"\n    urls: [web-1.0.0.tgz]\n"
        );

        Should
            .Throw<PlatformException>(() => _bed.Bump("web"))
            .Message.ShouldBe(
                $"The chart web 1.0.0 of {_charts.Address} cannot be fetched: its digest is {digest}, and the repository says sha256:{new string('0', 64)}; tell its makers; nothing of it was kept."
            );
    }

    [Test]
    public void Offline_it_is_one_line()
    {
        Component(_charts.Address, $"sha256:{new string('1', 64)}");
        _charts.Stop();

        Should
            .Throw<PlatformException>(() => _bed.Bump("web"))
            .Message.ShouldBe(
                $"The versions of web cannot be looked up: {_charts.Address}/index.yaml could not be reached (Connection refused); run it again where that address can be reached."
            );
    }

    [Test]
    public void A_component_that_refers_to_nothing_says_so()
    {
        _bed.Manifests("plain");

        Should
            .Throw<PlatformException>(() => _bed.Bump("plain"))
            .Message.ShouldBe(
                "components/plain/component.yaml: plain refers to nothing that others publish, so there is nothing to raise; write chart, or modules; see docs/upstream-charts.md"
            );
    }

    [Test]
    [Category("Integration")]
    public async Task A_registry_has_the_same_package_by_the_same_digest()
    {
        var (old, now) = (_charts.Add("1.0.0"), _charts.Add("1.1.0", image: "newer"));
        using var registry = LoopbackRegistry.Start();
        foreach (var version in new[] { "1.0.0", "1.1.0" })
        {
            ExternalProgram.Run(
                _bed.Root,
                RealTools.Helm,
                "push",
                "--plain-http",
                _charts.Package(version),
                $"oci://{registry.Host}/charts"
            );
        }

        Component($"oci://{registry.Host}/charts", $"{old}");
        (await _bed.RunAsync("Test", "web")).Nodes[0].Error.ShouldBeNull();

        _bed.Bump("web").Bumps[0].Digest.ShouldBe(now);
        (await _bed.DeployAsync("web")).Nodes[0].Error.ShouldBeNull();

        _bed["artifacts/sandbox/web/deployment-web.yaml"].ShouldContain("registry.example.com/newer:1");
        _charts.Requests.ShouldBeEmpty();
    }

    [Test]
    [Category("Integration")]
    public void A_registry_that_wants_a_password_is_asked_with_what_skopeo_login_kept()
    {
        var digest = _charts.Add("1.0.0");
        using var registry = LoopbackRegistry.Start(wantsPassword: true);
        using var credentials = new Variable("REGISTRY_AUTH_FILE", registry.Credentials);
        ExternalProgram.Run(
            _bed.Root,
            RealTools.Helm,
            "push",
            "--plain-http",
            "--registry-config",
            registry.Credentials,
            _charts.Package("1.0.0"),
            $"oci://{registry.Host}/charts"
        );
        Component($"oci://{registry.Host}/charts", null);

        _bed.Bump("web").Bumps[0].Digest.ShouldBe(digest);
    }

    private void Component(string repository, string? digest) =>
        _bed.File(
            "components/web/component.yaml",
            $"name: web\nversion: 1.0.0\ntype: helm\nchart:\n  repository: {repository}\n  name: web\n  version: 1.0.0   # raised by Bump\n"
                + (digest is null ? "" : $"  digest: {digest}\n")
        );
}
