using PathToProd.EndToEnd.Harness;
using PathToProd.TestTools;

namespace PathToProd.EndToEnd;

/// <summary>
/// A chart of others, packed by the real Helm and served on this machine, with patches: what the API server gets is what was tested.
/// </summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
[TestFixtureSource(typeof(HelmVersions), nameof(HelmVersions.Majors))]
public sealed class UpstreamChartTests(string helm)
{
    private readonly Cluster _cluster = ControlPlane.Cluster;
    private readonly string _namespace = ControlPlane.Cluster.NewNamespace();
    private readonly Checkout _platform = SmallPlatform.New().WithCluster().WithHelm(helm);
    private readonly LoopbackServer _server = new();

    [TearDown]
    public void Remove()
    {
        _server.Dispose();
        _platform.Dispose();
    }

    [Test]
    public void It_is_deployed_with_its_patches_and_planned_looked_at_raised_and_removed()
    {
        Publish("1.0.0", "one");
        Component();
        _platform.Call("--target=Bump", "--component=web").ShouldExitWith(0);
        _platform.Deploy("web").OutcomeOf("web").ShouldBe("done");

        Data("web", "text").ShouldBe("{{ one }}");
        Data("web", "patched").ShouldBe("yes");
        Data("part", "patched").ShouldBe("yes");
        Data("before", "patched").ShouldBe("yes");
        var password = Data("kept", "password");

        ShouldBeUnchanged();

        Publish("1.1.0", "two");
        var bump = _platform.Call("--target=Bump", "--component=web").ShouldExitWith(0).Output;
        bump.ShouldContain("-   text: \"{{ one }}\"\n    +   text: \"{{ two }}\"");
        _platform.Run("Plan", "web").ShouldExitWith(0).Error.ShouldContain("~ web/ConfigMap web\n");
        _platform.Deploy("web").OutcomeOf("web").ShouldBe("done");

        Data("web", "text").ShouldBe("{{ two }}");
        Data("kept", "password").ShouldBe(password, "the chart looks it up");
        ShouldBeUnchanged();

        _platform.Run("Destroy", "web").ShouldExitWith(0);
        _cluster.Get(_namespace, "configmap/web").ShouldBeNull();
    }

    private void ShouldBeUnchanged()
    {
        _platform.Deploy("web").OutcomeOf("web").ShouldBe("unchanged");
        _platform.Run("Plan", "web").ShouldExitWith(0).Error.ShouldContain("Nothing would change in web.");
        _platform
            .Call("--target=Drift", "--component=web", $"--environment={TestEnvironment.Name}", "--fail-on-drift")
            .ShouldExitWith(0);
    }

    private string? Data(string map, string key) =>
        (string?)_cluster.Get(_namespace, $"configmap/{map}")!["data"]![key];

    private void Component() =>
        _platform
            .Write(
                "components/web/component.yaml",
                $"name: web\nversion: 1.0.0\ntype: helm\nnamespace: {_namespace}\nchart:\n  repository: http://{_server.Authority}\n  name: web\n  version: 1.0.0\n"
            )
            .Write(
                "components/web/patches/all.yaml",
                "target: { kind: ConfigMap }\noperations: [{ op: add, path: /data/patched, value: \"yes\" }]\n"
            );

    /// <summary>A chart with braces in what it renders, a hook, a subchart, and a value that it makes once.</summary>
    private void Publish(string version, string text)
    {
        _platform
            .Write(
                "upstream/Chart.yaml",
                $"apiVersion: v2\nname: web\nversion: {version}\ndependencies: [{{ name: part, version: 2.0.0, repository: \"\" }}]\n"
            )
            .Write(
                "upstream/templates/all.yaml",
                $$$$"""
                apiVersion: v1
                kind: ConfigMap
                metadata: { name: web }
                data:
                  text: '{{ "{{" }} {{{{text}}}} }}'
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: { name: before, annotations: { helm.sh/hook: "pre-install,pre-upgrade" } }
                data: { a: b }
                ---
                {{- $kept := lookup "v1" "ConfigMap" .Release.Namespace "kept" }}
                apiVersion: v1
                kind: ConfigMap
                metadata: { name: kept }
                data: { password: {{ $kept | empty | ternary (randAlpha 8) (dig "data" "password" "none" ($kept | default dict)) }} }

                """
            )
            .Write("upstream/charts/part/Chart.yaml", "apiVersion: v2\nname: part\nversion: 2.0.0\n")
            .Write(
                "upstream/charts/part/templates/deep/part.yaml",
                "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: part }\ndata: { a: b }\n"
            );
        var program = HelmVersions.File(helm);
        ExternalProgram.Run(_platform.Root, program, "package", "upstream", "--destination", "published");
        ExternalProgram.Run(_platform.Root, program, "repo", "index", "published");
        _server.Serve($"/web-{version}.tgz", File.ReadAllBytes(_platform.PathOf($"published/web-{version}.tgz")));
        _server.Serve("/index.yaml", File.ReadAllBytes(_platform.PathOf("published/index.yaml")));
        Directory.Delete(_platform.PathOf("upstream"), recursive: true);
    }
}
