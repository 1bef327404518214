using Cake.Helm;
using PathToProd.TestTools;
using PathToProd.Text;

namespace PathToProd.Tasks.Tests.Tools.Helm;

/// <summary>A tiny chart through the real Helm; no cluster.</summary>
[TestFixtureSource(typeof(HelmVersions), nameof(HelmVersions.All))]
[Category("Integration")]
[CancelAfter(120_000)]
internal sealed class RealHelmTests(string version)
{
    private TestCake _cake = null!;

    [SetUp]
    public void Start()
    {
        _cake = TestCake.Real(HelmVersions.File(version));
        _cake.Write("my chart/Chart.yaml", "apiVersion: v2\nname: tiny\nversion: 1.0.0\nicon: file:///icon.png\n");
        _cake.Write("my chart/values.yaml", "greeting: hello\n");
        _cake.Write(
            "my chart/templates/configmap.yaml",
            """
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: {{ .Release.Name }}
              namespace: {{ .Release.Namespace }}
            data:
              greeting: {{ required "greeting" .Values.greeting | quote }}
              script: {{ .Values.script | quote }}
              kubernetes: {{ .Capabilities.KubeVersion.Version }}
              hasPolicy: {{ .Capabilities.APIVersions.Has "policy.example/v1" | quote }}
              isUpgrade: {{ .Release.IsUpgrade | quote }}

            """
        );
    }

    [TearDown]
    public void End() => _cake.Dispose();

    private string Chart => Path.Combine(_cake.Folder, "my chart");

    [Test]
    public void A_chart_is_rendered_with_files_and_secret_values()
    {
        var settings = new HelmTemplateSettings
        {
            Namespace = "edge",
            KubeVersion = "1.30.0",
            ApiVersions = { "policy.example/v1" },
            IsUpgrade = true,
            IncludeCrds = true,
            SkipTests = true,
            NoHooks = true,
            ShowOnly = { "templates/configmap.yaml" },
            ValuesFiles = { _cake.Write("values one.yaml", "greeting: from file\n") },
            SecretValues = "greeting: s3cr3t \"quoted\"\n",
            ContentFiles = { ["script"] = _cake.Write("run.sh", "echo 1") },
            Home = "own",
        };

        var yaml = _cake.HelmTemplate("tiny", Chart, settings);

        yaml.ShouldBe(
            """
            ---
            # Source: tiny/templates/configmap.yaml
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: tiny
              namespace: edge
            data:
              greeting: "s3cr3t \"quoted\""
              script: "echo 1"
              kubernetes: v1.30.0
              hasPolicy: "true"
              isUpgrade: "true"
            """
        );
    }

    [Test]
    public void A_chart_is_rendered_to_a_folder()
    {
        _cake.HelmTemplate("tiny", Chart, new() { OutputDirectory = "out" });

        File.Exists(Path.Combine(_cake.Folder, "out/tiny/templates/configmap.yaml")).ShouldBeTrue();
    }

    [Test]
    public void A_chart_is_linted_and_packed()
    {
        _cake.HelmLint(
            Chart,
            new()
            {
                Strict = true,
                WithSubcharts = true,
                SecretValues = "greeting: s3cr3t",
            }
        );

        var package = _cake.HelmPackage(
            Chart,
            new()
            {
                Destination = "out",
                Version = "1.2.3",
                AppVersion = "9",
            }
        );

        package.FullPath.ShouldEndWith("out/tiny-1.2.3.tgz");
        _cake
            .HelmTemplate("tiny", Path.Combine(_cake.Folder, "out/tiny-1.2.3.tgz"))
            .ShouldContain("greeting: \"hello\"");
    }

    [Test]
    public void A_chart_that_does_not_render_says_why()
    {
        var failure = Should.Throw<PlatformException>(() =>
            _cake.HelmTemplate("tiny", Chart, new() { SecretValues = "greeting: null" })
        );

        failure.Message.ShouldStartWith("helm template failed with exit code 1.\n");
        failure.Message.ShouldContain("configmap.yaml");
    }

    [Test]
    public void Dependencies_on_disk_are_built()
    {
        _cake.Write("child/Chart.yaml", "apiVersion: v2\nname: child\nversion: 0.1.0\n");
        File.AppendAllText(
            Path.Combine(Chart, "Chart.yaml"),
            "dependencies:\n- name: child\n  version: 0.1.0\n  repository: file://../child\n"
        );
        var settings = new HelmDependencySettings { Home = "own" };

        _cake.HelmDependencyUpdate(Chart, settings);
        Directory.Delete(Path.Combine(Chart, "charts"), recursive: true);
        _cake.HelmDependencyBuild(Chart, settings);

        File.Exists(Path.Combine(Chart, "charts/child-0.1.0.tgz")).ShouldBeTrue();
    }

    [Test]
    public void A_cluster_that_is_not_there_is_reported()
    {
        var kubeconfig = _cake.Write(
            "kubeconfig",
            """
            apiVersion: v1
            kind: Config
            current-context: none
            clusters: [{name: none, cluster: {server: "http://127.0.0.1:1"}}]
            contexts: [{name: none, context: {cluster: none, user: none}}]
            users: [{name: none}]
            """
        );

        Should
            .Throw<PlatformException>(() => _cake.HelmStatus("tiny", new() { Kubeconfig = kubeconfig }))
            .Message.ShouldEndWith(
                "\nCheck that the cluster runs and that the kubeconfig and the context of the environment are right."
            );
    }

    [Test]
    public void The_version_is_asked_for() => _cake.HelmVersion().ShouldBe(version);
}
