using PathToProd.EndToEnd.Harness;

namespace PathToProd.EndToEnd;

/// <summary>Going back in a real cluster: rules are plain manifests, and web is a chart that requires them.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
public sealed class RollbackTests
{
    private readonly Cluster _cluster = ControlPlane.Cluster;
    private readonly string _namespace = ControlPlane.Cluster.NewNamespace();
    private readonly Checkout _platform = SmallPlatform.New().WithCluster();

    [TearDown]
    public void Remove() => _platform.Dispose();

    [Test]
    public void An_upgrade_that_failed_goes_back_and_what_it_brought_leaves_the_cluster()
    {
        _platform.WithRules(_namespace, "one").WithWeb(_namespace, "requires: { rules: \">=1 <2\" }");
        _platform.Deploy("all");
        _platform
            .WithRules(_namespace, "one", "two")
            .WithRule("one", _namespace, "second")
            .Replace("components/rules/component.yaml", "version: 1.0.0", "version: 2.0.0")
            .Replace("components/web/component.yaml", "version: 1.0.0", "version: 2.0.0")
            .Replace("components/web/component.yaml", ">=1 <2", ">=2 <3")
            .Replace("components/web/chart/Chart.yaml", "version: 1.0.0", "version: 2.0.0")
            .Replace("components/web/chart/values.yaml", "text: first", "text: second")
            .Replace("components/web/component.yaml", "type: helm", "type: helm\nsmoke: { script: tests/smoke.sh }")
            .Write("components/web/tests/smoke.sh", "#!/bin/sh\nexit 4\n");
        File.SetUnixFileMode(
            _platform.PathOf("components/web/tests/smoke.sh"),
            UnixFileMode.UserRead | UnixFileMode.UserExecute
        );
        _platform.Run("Deploy", "all").ShouldExitWith(1);
        Text("web").ShouldBe("second");

        var refused = Rollback().ShouldExitWith(3);
        var back = Rollback("--force", "--note=stuck").ShouldExitWith(0);

        refused.Error.ShouldContain("no tested step; no tested path leads there");
        back.Error.ShouldContain("after web, whose 2.0.0 requires >=2 <3");
        Text("web").ShouldBe("first");
        Text("one").ShouldBe("first");
        _cluster.Get(_namespace, "configmap/two").ShouldBeNull();
        ((int?)_cluster.Get(_namespace, "deployment/web")!["status"]!["readyReplicas"]).ShouldBe(1);
        _platform.Attempts("web").ShouldBe(["deploy 1.0.0 succeeded", "deploy 2.0.0 failed", "deploy 1.0.0 succeeded"]);
        Rollback("--force").ShouldExitWith(3).Error.ShouldStartWith("There is nothing to go back to in e2e: ");
    }

    private Outcome Rollback(params string[] more) =>
        _platform.Call(["--target=Rollback", $"--environment={TestEnvironment.Name}", "--output=json", .. more]);

    private string? Text(string name) => (string?)_cluster.Get(_namespace, $"configmap/{name}")!["data"]!["text"];
}
