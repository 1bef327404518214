using Cake.Kubectl;
using PathToProd.Text;

namespace PathToProd.Tasks.Tests.Tools.Kubectl;

/// <summary>What the real kubectl does without a cluster.</summary>
[TestFixture]
[Category("Integration")]
[CancelAfter(120_000)]
internal sealed class RealKubectlTests
{
    private TestCake _cake = null!;
    private string _kubeconfig = "";

    [SetUp]
    public void Start()
    {
        _cake = TestCake.Real(RealTools.Kubectl);
        _kubeconfig = _cake.Write(
            "kube config",
            """
            apiVersion: v1
            kind: Config
            current-context: one
            clusters: [{name: none, cluster: {server: "http://127.0.0.1:1"}}]
            contexts:
            - {name: one, context: {cluster: none, user: me, namespace: edge}}
            - {name: two, context: {cluster: none, user: me}}
            users: [{name: me, user: {token: s3cr3t}}]
            """
        );
    }

    [TearDown]
    public void End() => _cake.Dispose();

    [Test]
    public void A_kubeconfig_is_read()
    {
        var settings = new KubectlConfigSettings { Kubeconfig = _kubeconfig };

        _cake.KubectlConfigCurrentContext(settings).ShouldBe("one");
        _cake.KubectlConfigGetContexts(settings).ShouldBe(["one", "two"]);
        var view = _cake.KubectlConfigView(settings);
        view["contexts"]![0]!["context"]!["namespace"]!.GetValue<string>().ShouldBe("edge");
        view.ToJsonString().ShouldNotContain("s3cr3t");
        settings.Context = "two";
        _cake.KubectlConfigView(settings)["contexts"]![0]!["name"]!.GetValue<string>().ShouldBe("two");
    }

    [Test]
    public void A_kubeconfig_without_a_current_context_has_none()
    {
        var empty = _cake.Write("empty", "apiVersion: v1\nkind: Config\n");

        _cake.KubectlConfigCurrentContext(new() { Kubeconfig = empty }).ShouldBeNull();
        _cake.KubectlConfigGetContexts(new() { Kubeconfig = empty }).ShouldBeEmpty();
    }

    [Test]
    public void A_context_that_is_not_there_is_reported()
    {
        var settings = new KubectlGetSettings { Kubeconfig = _kubeconfig, Context = "three" };

        Should
            .Throw<PlatformException>(() => _cake.KubectlGet(settings, "pods"))
            .Message.ShouldEndWith(
                "\nCorrect the context in the environment; kubectl config get-contexts lists those that are there."
            );
    }

    [Test]
    public void A_cluster_that_is_not_there_is_reported_by_each_question()
    {
        const string advice =
            "\nThe cluster cannot be reached. Check that it runs and that the kubeconfig and the context of the environment are right.";
        var timeout = TimeSpan.FromSeconds(5);

        Should
            .Throw<PlatformException>(() =>
                _cake.KubectlVersion(new() { Kubeconfig = _kubeconfig, RequestTimeout = timeout })
            )
            .Message.ShouldEndWith(advice);
        Should
            .Throw<PlatformException>(() =>
                _cake.KubectlAuthCanI("get", "pods", new() { Kubeconfig = _kubeconfig, RequestTimeout = timeout })
            )
            .Message.ShouldEndWith(advice);
        Should
            .Throw<PlatformException>(() =>
                _cake.KubectlDiff(
                    new()
                    {
                        Kubeconfig = _kubeconfig,
                        RequestTimeout = timeout,
                        Input = "{}",
                    }
                )
            )
            .Message.ShouldStartWith("kubectl diff failed");
    }

    [Test]
    public void The_version_of_kubectl_needs_no_cluster()
    {
        var version = _cake.KubectlVersion(new() { ClientOnly = true });

        version.Client.ShouldStartWith("1.");
        version.Server.ShouldBeNull();
    }
}
