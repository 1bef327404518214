using System.Diagnostics;
using PathToProd.EndToEnd.Harness;

namespace PathToProd.EndToEnd;

/// <summary>The way to the cluster: production cannot be hit by accident.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
public sealed class ClusterChoiceTests
{
    private readonly Checkout _platform = SmallPlatform.New();

    [TearDown]
    public void Remove() => _platform.Dispose();

    [Test]
    public void A_context_that_leads_to_the_cluster_of_another_environment_is_refused_before_anything_is_touched()
    {
        var cluster = ControlPlane.Cluster;
        var (mine, others) = (cluster.NewNamespace(), cluster.NewNamespace());
        _platform.WithCluster().WithWeb(mine).Deploy("web");
        // Another checkout, which knows nothing of the first one's environment.
        _platform.Write("platform.yaml", "name: small\ndefault-environment: other\n");
        _platform.WithCluster("other").WithNet().WithWeb(others, "requires: { net: \">=1.0.0\" }");
        Directory.Delete(_platform.PathOf("environments/e2e"), recursive: true);
        _platform.Write("environments/other/values/net.yaml", "name: other\n");

        var outcome = _platform.Call("--target=Deploy", "--component=web", "--environment=other").ShouldExitWith(2);

        outcome.Error.ShouldBe(
            $"environments/other/environment.yaml(3,5): the context {cluster.Context} leads to a cluster that is bound to the environment e2e, not to other; "
                + $"name the right context; or, if the cluster has a new purpose, run kubectl --context {cluster.Context} --namespace kube-system delete configmap path-to-prod\n"
        );
        _platform.Ledger("other").ShouldBeEmpty();
        File.Exists(_platform.PathOf("artifacts/state/other/net.tfstate")).ShouldBeFalse();
        cluster.Ask("get", "namespaces", "--output=name").ShouldNotContain(others);
    }

    [Test]
    public void A_context_that_does_not_exist_is_refused()
    {
        var cluster = ControlPlane.Cluster;
        _platform.WithCluster(TestEnvironment.Name, "no-such-context", cluster.Kubeconfig).WithWeb("web");

        var outcome = _platform.Run("Deploy", "web").ShouldExitWith(2);

        outcome.Error.ShouldStartWith(
            $"environments/e2e/environment.yaml(3,5): the kubeconfig {cluster.Kubeconfig} has no context no-such-context; "
        );
        outcome.Error.ShouldContain(cluster.Context);
        _platform.Ledger().ShouldBeEmpty();
    }

    [Test]
    public void A_kubeconfig_that_does_not_exist_is_refused()
    {
        var outcome = _platform
            .WithCluster(TestEnvironment.Name, "any", "/no/such/kubeconfig")
            .WithWeb("web")
            .Run("Deploy", "web")
            .ShouldExitWith(2);

        outcome.Error.ShouldBe(
            "environments/e2e/environment.yaml(2,3): the kubeconfig /no/such/kubeconfig does not exist; "
                + "create it, set KUBECONFIG, or name another under target.cluster.kubeconfig\n"
        );
    }

    [Test]
    public void A_cluster_that_cannot_be_reached_fails_within_seconds_and_nothing_else_is_touched()
    {
        _platform
            .Write("unreachable.yaml", Kubeconfig("https://127.0.0.1:1"))
            .WithCluster(TestEnvironment.Name, "nowhere", _platform.PathOf("unreachable.yaml"))
            .WithNet()
            .WithWeb("web", "requires: { net: \">=1.0.0\" }");
        var watch = Stopwatch.StartNew();

        var outcome = _platform.Run("Deploy", "web").ShouldExitWith(1);

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30));
        outcome.Error.ShouldContain("nowhere");
        outcome.Error.ShouldContain("127.0.0.1:1");
        _platform.Ledger().ShouldBeEmpty();
    }

    [Test]
    public void Stages_that_need_no_cluster_run_without_one()
    {
        _platform.WithCluster(TestEnvironment.Name, "any", "/no/such/kubeconfig").WithWeb("web");

        _platform.Run("Test", "web").ShouldExitWith(0);
    }

    private static string Kubeconfig(string server) =>
        $"""
            apiVersion: v1
            kind: Config
            contexts:
            - name: nowhere
              context: {"{"} cluster: nowhere, user: nobody {"}"}
            clusters:
            - name: nowhere
              cluster: {"{"} server: "{server}" {"}"}
            users:
            - name: nobody
              user: {"{"} token: none {"}"}

            """;
}
