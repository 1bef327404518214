using System.Text.Json.Nodes;
using PathToProd.EndToEnd.Harness;

namespace PathToProd.EndToEnd;

/// <summary>A chart that asks what the cluster serves, and a real API server that answers.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
public sealed class CapabilitiesTests
{
    private const string File = "environments/e2e/capabilities.yaml";

    private readonly Cluster _cluster = ControlPlane.Cluster;
    private readonly Checkout _platform = SmallPlatform
        .New()
        .Write("components/asking/component.yaml", "name: asking\nversion: 1.0.0\ntype: helm\n")
        .Write("components/asking/chart/Chart.yaml", "apiVersion: v2\nname: asking\nversion: 1.0.0\n")
        .Write(
            "components/asking/chart/templates/all.yaml",
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: { name: asking }
            data:
              kubernetes: {{ .Capabilities.KubeVersion.Version }}
              schema: {{ .Capabilities.APIVersions.Has "flowcontrol.apiserver.k8s.io/v1beta1/FlowSchema" | quote }}
              monitor: {{ .Capabilities.APIVersions.Has "monitoring.coreos.com/v1/ServiceMonitor" | quote }}

            """
        );

    [TearDown]
    public void Remove() => _platform.Dispose();

    [Test]
    public void What_was_recorded_of_a_cluster_is_what_charts_are_rendered_for()
    {
        _platform.Write(
            "environments/e2e/environment.yaml",
            $"target: {{ cluster: {{ context: {_cluster.Context}, kubeconfig: {_cluster.Kubeconfig} }} }}\n"
        );
        Rendered().ShouldBe("v1.31.2 false false");

        var outcome = _platform.Call("--target=Capabilities", "--environment=e2e", "--output=json").ShouldExitWith(0);

        ((string?)outcome.Json["file"]).ShouldBe(File);
        ((string?)outcome.Json["kubernetesVersion"]).ShouldBe(_cluster.Version);
        var served = ((JsonArray)outcome.Json["apiVersions"]!).Select(one => (string)one!).ToArray();
        served.ShouldContain("v1");
        served.ShouldContain("v1/Pod");
        served.ShouldContain("apps/v1/Deployment");
        served.ShouldContain("apiextensions.k8s.io/v1/CustomResourceDefinition");

        // What Helm alone believes is there, and this API server does not serve.
        served.ShouldNotContain("internal.apiserver.k8s.io/v1alpha1");
        _platform.Read(File).ShouldStartWith("# yaml-language-server: $schema=../../.schemas/capabilities.schema.json");
        Rendered().ShouldBe($"v{_cluster.Version} true false");

        var before = Lasting(_platform.Read(File).Split('\n'));
        outcome = _platform.Call("--target=Capabilities", "--environment=e2e", "--output=json").ShouldExitWith(0);
        Lasting(((JsonArray)outcome.Json["added"]!).Select(one => (string)one!)).ShouldBeEmpty();
        Lasting(((JsonArray)outcome.Json["removed"]!).Select(one => (string)one!)).ShouldBeEmpty();
        Lasting(_platform.Read(File).Split('\n')).ShouldBe(before);
    }

    /// <summary>Without the definitions that other tests make and remove in the same cluster meanwhile.</summary>
    private static string[] Lasting(IEnumerable<string> lines) =>
        [.. lines.Where(line => !line.Contains(".example/", StringComparison.Ordinal))];

    [Test]
    public void What_an_environment_says_counts_more_and_Explain_says_where_it_stands()
    {
        _platform
            .WithDirectory()
            .Write(File, "kubernetes-version: 1.30.0\napi-versions: [monitoring.coreos.com/v1/ServiceMonitor]\n");

        _platform.Deploy("asking");

        _platform.Read("artifacts/target/asking/configmap-asking.yaml").ShouldContain("monitor: \"true\"");
        _platform
            .Call("--target=Explain", "--component=asking", "--environment=e2e")
            .ShouldExitWith(0)
            .Output.ShouldContain(
                """

                Its chart is rendered for e2e with:
                  kubernetes-version  1.31.2         environments/e2e/environment.yaml(3,1)
                  api-versions        1 API version  environments/e2e/capabilities.yaml(2,1)

                """
            );
        var json = _platform.Call("--target=Explain", "--component=asking", "--environment=e2e", "--output=json").Json;
        json["components"]![0]!["deployments"]![0]!["capabilities"]!
            .ToJsonString()
            .ShouldBe(
                """[{"path":"kubernetes-version","value":"1.31.2","from":"environments/e2e/environment.yaml(3,1)","over":[]},"""
                    + """{"path":"api-versions","value":["monitoring.coreos.com/v1/ServiceMonitor"],"from":"environments/e2e/capabilities.yaml(2,1)","over":[]}]"""
            );
    }

    [Test]
    public void A_folder_has_no_cluster_to_ask()
    {
        _platform
            .WithDirectory()
            .Call("--target=Capabilities", "--environment=e2e")
            .ShouldExitWith(2)
            .Error.ShouldContain(
                "environments/e2e/environment.yaml(1,1): e2e deploys to a directory, so there is no cluster to ask; write "
                    + "kubernetes-version and api-versions into its environment.yaml, or copy the capabilities.yaml of an environment "
                    + "whose cluster is like its own"
            );
    }

    [Test]
    public void A_cluster_that_does_not_answer_leaves_what_was_recorded()
    {
        _platform
            .WithCluster("e2e", "gone", "kubeconfig", "1.20.2")
            .Write(
                "kubeconfig",
                "apiVersion: v1\nkind: Config\nclusters: [{ name: gone, cluster: { server: \"http://127.0.0.1:1\" } }]\n"
                    + "users: [{ name: gone, user: {} }]\ncontexts: [{ name: gone, context: { cluster: gone, user: gone } }]\n"
            )
            .Write(File, "api-versions: [v1]\n");

        _platform.Call("--target=Capabilities", "--environment=e2e").ShouldExitWith(1).Error.ShouldContain("gone");

        _platform.Read(File).ShouldBe("api-versions: [v1]\n");
    }

    /// <summary>What Test renders.</summary>
    private string Rendered()
    {
        _platform.Run("Test", "asking", "--force").ShouldExitWith(0);
        var lines = _platform.Read("artifacts/work/e2e/asking/rendered.yaml").Split('\n');
        return string.Join(
            ' ',
            new[] { "kubernetes", "schema", "monitor" }.Select(key =>
                lines.Single(line => line.StartsWith($"  {key}:", StringComparison.Ordinal)).Split(": ")[1].Trim('"')
            )
        );
    }
}
