using System.Net.Http.Headers;
using PathToProd.EndToEnd.Harness;

namespace PathToProd.EndToEnd;

/// <summary>
/// What is tested is what is promoted: one clone builds and tests, and publishes; others, which have only the registry in
/// common with it, deploy the same artifact to clusters of their own. Each test goes on where the one before it ended.
/// </summary>
[NonParallelizable]
public sealed class BuildOnceTests
{
    private static readonly (string Component, string Version)[] Published =
    [
        ("base-network", "2.0.0"),
        ("base-k8s", "1.31.3"),
        ("ingress", "1.4.0"),
    ];

    private static readonly string Names = string.Join(',', Published.Select(one => one.Component));

    private readonly Dictionary<string, string> _built = [];
    private LoopbackRegistry _registry = null!;
    private OwnControlPlane _second = null!;
    private Checkout _origin = null!;
    private Checkout _builder = null!;
    private Checkout _one = null!;
    private Checkout _other = null!;

    [OneTimeSetUp]
    public void Start()
    {
        // Both clusters start at the same time.
        var first = Task.Run(() => ControlPlane.Cluster);
        _second = new OwnControlPlane("path-to-prod-e2e-second");
        _registry = LoopbackRegistry.Start();
        _origin = Template
            .Sources([.. Published.Select(one => one.Component)])
            .CopyFromRepository(".gitignore", ".gitattributes")
            .Replace("platform.yaml", "default-environment: sandbox", "default-environment: e2e");
        _origin.Write("platform.yaml", _origin.Read("platform.yaml") + $"store: {_registry.Address}\n").Commit();
        _builder = _origin.Clone().WithCluster(first.GetAwaiter().GetResult());
        _one = _origin.Clone().WithCluster();
        _other = _origin.Clone().WithCluster(_second.Cluster);
    }

    [OneTimeTearDown]
    public void Stop()
    {
        _builder?.Dispose();
        _one?.Dispose();
        _other?.Dispose();
        _origin?.Dispose();
        _registry?.Dispose();
        _second?.Dispose();
    }

    [Test, Order(1)]
    public async Task What_was_built_and_tested_once_is_in_the_registry_under_its_digest()
    {
        var tested = _builder.Run("Test", Names).ShouldExitWith(0);
        _builder.Call("--target=Publish", $"--component={Names}").ShouldExitWith(0);

        foreach (var (component, version) in Published)
        {
            Stages(tested, component).ShouldBe(["Build done", "Test done"]);
            _built[component] = (string)tested.Of(component)["digest"]!;
            (await DigestInRegistry(component, version)).ShouldBe(_built[component]);
        }
    }

    [Test, Order(2)]
    public void Two_clones_deploy_it_by_its_version_to_two_clusters_and_both_ledgers_have_its_digest()
    {
        BreakSources(_one);
        RemoveSources(_other);

        foreach (var clone in new[] { _one, _other })
        {
            foreach (var (component, version) in Published)
            {
                var outcome = clone.Deploy(component, $"--version={version}");

                outcome.Components.ShouldBe([component]);
                Stages(outcome, component).ShouldBe(["Build skipped", "Test skipped", "Deploy done"]);
            }

            ShouldHaveTestedNothing(clone);
        }

        foreach (var (component, version) in Published)
        {
            _one.Attempts(component).ShouldBe([$"deploy {version} succeeded"]);
            _other.Attempts(component).ShouldBe([$"deploy {version} succeeded"]);
            _one.Digests(component).ShouldBe([_built[component]]);
            _other.Digests(component).ShouldBe([_built[component]]);
        }

        Uid(ControlPlane.Cluster).ShouldNotBe(Uid(_second.Cluster), "these are two clusters");
        ShouldRun(ControlPlane.Cluster);
        ShouldRun(_second.Cluster);
    }

    [Test, Order(3)]
    public void An_environment_that_pins_versions_deploys_the_same_from_a_clone_without_any_source()
    {
        using var clone = _origin.Clone().WithCluster(_second.Cluster);
        clone.Replace("environments/e2e/environment.yaml", "versions: workspace", "versions: pinned");
        clone.Write(
            "environments/e2e/versions.yaml",
            string.Concat(Published.Select(one => $"{one.Component}: {one.Version}\n"))
        );
        RemoveSources(clone);

        var outcome = clone.Deploy("ingress");

        outcome.Components.ShouldBe(["base-network", "base-k8s", "ingress"]);
        foreach (var (component, _) in Published)
        {
            Stages(outcome, component).ShouldBe(["Build skipped", "Test skipped", "Deploy done"]);
            clone.Digests(component).ShouldBe([_built[component]]);
        }

        ShouldHaveTestedNothing(clone);
        ShouldRun(_second.Cluster);
    }

    [Test, Order(4)]
    public void What_was_deployed_by_its_version_is_destroyed_by_it()
    {
        foreach (var (component, version) in Published.Reverse())
        {
            _one.Run("Destroy", component, $"--version={version}").ShouldExitWith(0);
            _one.Attempts(component)[^1].ShouldBe($"destroy {version} succeeded");
        }

        ControlPlane.Cluster.Releases("ingress", "deployed").ShouldBe(0);
    }

    /// <summary>From these, nothing could be built, and a build of them would be another version.</summary>
    private static void BreakSources(Checkout clone)
    {
        foreach (var (component, version) in Published)
        {
            clone.Replace($"components/{component}/component.yaml", $"version: {version}", "version: 9.9.9");
            clone.Write($"components/{component}/Tasks.cs", "this does not compile");
        }

        Directory.Delete(clone.PathOf("components/ingress/chart"), recursive: true);
    }

    private static void RemoveSources(Checkout clone)
    {
        foreach (var (component, _) in Published)
        {
            Directory.Delete(clone.PathOf($"components/{component}"), recursive: true);
        }
    }

    private static void ShouldHaveTestedNothing(Checkout clone) =>
        File.Exists(clone.PathOf("artifacts/results/passed.tsv")).ShouldBeFalse("no result of Build or Test is there");

    private static void ShouldRun(Cluster cluster)
    {
        var controller = cluster.Get("ingress", "deployment/ingress-controller")!;
        ((string?)controller["metadata"]!["labels"]!["helm.sh/chart"]).ShouldBe("ingress-1.4.0");
        ((int?)controller["status"]!["readyReplicas"]).ShouldBe(1);
    }

    private static string Uid(Cluster cluster) =>
        (string)cluster.Get("kube-system", "namespace/kube-system")!["metadata"]!["uid"]!;

    private static string[] Stages(Outcome outcome, string component) =>
        [.. outcome.Of(component)["stages"]!.AsArray().Select(stage => $"{stage!["name"]} {stage["outcome"]}")];

    /// <summary>What the registry itself says, without any tool of ours.</summary>
    private async Task<string> DigestInRegistry(string component, string version)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(
            HttpMethod.Head,
            $"http://{_registry.Host}/v2/platform/{component}/manifests/{version}"
        );
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/vnd.oci.image.manifest.v1+json"));
        using var answer = await client.SendAsync(request);
        return answer.EnsureSuccessStatusCode().Headers.GetValues("Docker-Content-Digest").Single();
    }
}
