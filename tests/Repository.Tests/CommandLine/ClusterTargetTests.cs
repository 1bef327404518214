using System.Net;
using System.Net.Sockets;

namespace Repository.Tests.CommandLine;

/// <summary>Environments whose way to a cluster is wrong (exit code 2) or leads to nobody (1): nothing is touched.</summary>
public sealed class ClusterTargetTests
{
    private ScratchPlatform _platform = null!;

    [SetUp]
    public void SetUp() =>
        _platform = new ScratchPlatform()
            .Component("ingress")
            .Environment("sandbox", "target:\n  cluster:\n    context: here\n    kubeconfig: kubeconfig\n");

    [TearDown]
    public void TearDown() => _platform.Dispose();

    private void Refuses(params string[] lines) =>
        _platform.Run("--target=Deploy", "--component=ingress").ShouldOnlySay(2, lines);

    [Test]
    public void A_kubeconfig_that_does_not_exist() =>
        Refuses(
            "environments/sandbox/environment.yaml(2,3): the kubeconfig <root>/kubeconfig does not exist; "
                + "create it, set KUBECONFIG, or name another under target.cluster.kubeconfig"
        );

    [Test]
    public void The_user_s_own_kubeconfig_that_does_not_exist()
    {
        _platform.Environment("sandbox", "target:\n  cluster:\n    context: here\n");
        Refuses(
            "environments/sandbox/environment.yaml(2,3): the kubeconfig <home>/.kube/config does not exist; "
                + "create it, set KUBECONFIG, or name another under target.cluster.kubeconfig"
        );
    }

    [Test]
    public void A_context_that_does_not_exist()
    {
        _platform.File("kubeconfig", "contexts:\n- name: hero\n- name: elsewhere\n");
        Refuses(
            "environments/sandbox/environment.yaml(3,5): the kubeconfig <root>/kubeconfig has no context here; "
                + "did you mean hero?"
        );
    }

    [Test]
    public void A_kubeconfig_without_contexts()
    {
        _platform.File("kubeconfig", "apiVersion: v1\n");
        Refuses(
            "environments/sandbox/environment.yaml(3,5): the kubeconfig <root>/kubeconfig has no context here; it has none"
        );
    }

    [Test]
    public void A_kubeconfig_that_is_not_yaml()
    {
        _platform.File("kubeconfig", "contexts: [\n");
        Refuses("<root>/kubeconfig(1,11): the list that opens here is not closed; close it with ]");
    }

    [TestCase("http")]
    [TestCase("https")]
    public async Task A_cluster_that_swallows_what_it_is_sent(string scheme)
    {
        using var silence = new TcpListener(IPAddress.Loopback, 0);
        silence.Start();
        _platform
            .RealTool("kubectl")
            .File(
                "kubeconfig",
                $$"""
                apiVersion: v1
                kind: Config
                clusters:
                - { name: silent, cluster: { server: "{{scheme}}://{{silence.LocalEndpoint}}" } }
                contexts:
                - { name: here, context: { cluster: silent, user: nobody } }
                users:
                - { name: nobody, user: { token: none } }

                """
            );

        using var running = _platform.Start("--target=Deploy", "--component=ingress");
        using var connection = await silence.AcceptTcpClientAsync();
        var result = running.WaitForEnd();

        result.ExitCode.ShouldBe(1);
        result.Output.ShouldBeEmpty();
        result.Error.ShouldBe(
            "The cluster of sandbox (context here) cannot be asked which environment it is: no answer within <time>\n"
                + "Nothing was touched. Check that the cluster runs, and that you may read it: "
                + "kubectl --context here --namespace kube-system get configmap path-to-prod\n"
        );
        result.Raw.ShouldContain("no answer within 10 s\n");
        _platform.Has("environments/sandbox/ledger.jsonl").ShouldBeFalse();
        _platform.Has("artifacts/runs").ShouldBeFalse();
    }
}
