namespace Repository.Tests.CommandLine;

/// <summary>Environments whose way to a cluster is wrong: exit code 2, and nothing touched.</summary>
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
        _platform.Run("--target=Deploy", "--component=ingress").ShouldOnlyTell(2, lines);

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
        Refuses(
            "<root>/kubeconfig(2,1): the document is not YAML: While parsing a node, did not find expected node content; "
                + "correct it there or just above"
        );
    }
}
