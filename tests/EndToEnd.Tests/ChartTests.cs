using PathToProd.EndToEnd.Harness;
using PathToProd.TestTools;

namespace PathToProd.EndToEnd;

/// <summary>A Helm chart and a real API server, with each Helm.</summary>
[TestFixtureSource(typeof(HelmVersions), nameof(HelmVersions.Majors))]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
public sealed class ChartTests(string helm)
{
    private const string Label = "e2e.path-to-prod.example";

    private readonly Cluster _cluster = ControlPlane.Cluster;
    private readonly string _namespace = ControlPlane.Cluster.NewNamespace();
    private readonly Checkout _platform = SmallPlatform.New().WithCluster().WithHelm(helm);

    [TearDown]
    public void Remove() => _platform.Dispose();

    [Test]
    public void A_chart_is_deployed_and_recorded_and_every_stage_has_its_log()
    {
        var outcome = _platform.WithWeb(_namespace).Deploy("web");

        outcome.OutcomeOf("web").ShouldBe("done");
        Ready().ShouldBe(1);
        Text().ShouldBe("first");
        _platform.Attempts("web").ShouldBe(["deploy 1.0.0 succeeded"]);
        foreach (var stage in new[] { "Build", "Test", "Deploy" })
        {
            File.Exists(_platform.PathOf((string)outcome.Stage("web", stage)["log"]!)).ShouldBeTrue(stage);
        }

        _platform.Log(outcome, "web", "Deploy").ShouldContain("helm upgrade");
        _cluster.Get("kube-system", "configmap/path-to-prod")!["data"]!["environment"]!
            .ToString()
            .ShouldBe(TestEnvironment.Name);
    }

    [Test]
    public void A_second_run_is_unchanged_and_touches_nothing()
    {
        _platform.WithWeb(_namespace).Deploy("web");
        var before = Resources();

        var outcome = _platform.Deploy("web");

        outcome.OutcomeOf("web").ShouldBe("unchanged");
        outcome.Note("web", "Deploy").ShouldEndWith("and is still there");
        Resources().ShouldBe(before);
        _platform.Attempts("web").Length.ShouldBe(1);
    }

    [Test]
    public void A_changed_value_is_planned_and_then_deployed()
    {
        _platform.WithWeb(_namespace).Deploy("web");
        _platform.WithWebValues("text: second");

        var plan = _platform.Run("Plan", "web").ShouldExitWith(0);
        plan.Error.ShouldMatch("-\\s+text: \"first\"");
        plan.Error.ShouldMatch("\\+\\s+text: \"second\"");
        Text().ShouldBe("first");

        var outcome = _platform.Deploy("web");
        outcome.Note("web", "Deploy").ShouldContain("the values changed");
        Text().ShouldBe("second");
    }

    [Test]
    public void A_stuck_rollout_fails_and_is_recorded_and_says_where_to_look()
    {
        _platform.WithWeb(_namespace, timeoutSeconds: 20).WithWebValues("probe: true");

        var outcome = _platform.Run("Deploy", "web").ShouldExitWith(1);

        outcome.OutcomeOf("web").ShouldBe("failed");
        var error = (string)outcome.Of("web")["error"]!;
        error.ShouldContain($"kubectl --context {_cluster.Context} --namespace {_namespace} get pods,events");
        _platform.Attempts("web").ShouldBe(["deploy 1.0.0 failed"]);
        Ready().ShouldBe(0);
        _platform.Log(outcome, "web", "Deploy").ShouldContain(error.Split('\n')[0]);
    }

    [Test]
    public void A_failed_deployment_runs_again_without_a_diff_and_succeeds_once_mended_from_outside()
    {
        var label = $"{Label}/{_namespace}";
        _platform.WithWeb(_namespace, timeoutSeconds: 15).WithWebValues($"node: {label}");
        _platform.Run("Deploy", "web").ShouldExitWith(1);

        var again = _platform.Run("Deploy", "web").ShouldExitWith(1);
        again.Note("web", "Deploy").ShouldContain("the last deployment of web 1.0.0 to e2e failed");

        _cluster.Ask("label", "nodes", "--all", $"{label}=yes");
        var second = _platform.Deploy("web");
        second.OutcomeOf("web").ShouldBe("done");
        Ready().ShouldBe(1);
        _platform.Attempts("web").ShouldBe(["deploy 1.0.0 failed", "deploy 1.0.0 failed", "deploy 1.0.0 succeeded"]);
        _cluster.Ask("label", "nodes", "--all", $"{label}-");
    }

    [Test]
    public void What_was_deleted_behind_our_back_is_deployed_again()
    {
        _platform.WithWeb(_namespace).Deploy("web");
        _cluster.Ask("delete", "deployment/web", "--namespace", _namespace);

        var outcome = _platform.Deploy("web");

        outcome.OutcomeOf("web").ShouldBe("done");
        outcome.Note("web", "Deploy").ShouldContain("but is no longer there");
        Ready().ShouldBe(1);
    }

    [Test]
    public void A_failed_smoke_test_makes_the_deployment_failed()
    {
        _platform
            .WithWeb(_namespace, "smoke: { ready: [deployment/web], script: tests/smoke.sh }")
            .Write("components/web/tests/smoke.sh", "#!/bin/sh\necho the page is empty >&2\nexit 4\n");
        Executable("components/web/tests/smoke.sh");

        var outcome = _platform.Run("Deploy", "web").ShouldExitWith(1);

        var error = (string)outcome.Of("web")["error"]!;
        error.ShouldContain("The smoke test tests/smoke.sh of web failed with exit code 4:\n  the page is empty");
        _platform.Attempts("web").ShouldBe(["deploy 1.0.0 failed"]);
        Ready().ShouldBe(1);

        _platform.Write(
            "components/web/tests/smoke.sh",
            "#!/bin/sh\nkubectl get deployment web -n \"$PATH_TO_PROD_NAMESPACE\"\n"
        );
        Executable("components/web/tests/smoke.sh");
        _platform.Deploy("web");
        _platform.Run("Verify", "web").ShouldExitWith(0);
    }

    [Test]
    public void A_first_installation_that_was_killed_is_mended_by_the_next_run()
    {
        KillDuringRollout("pending-install");

        var outcome = _platform.WithWebValues("probe: false").Deploy("web");

        outcome.Note("web", "Deploy").ShouldContain("was interrupted");
        outcome.Note("web", "Deploy").ShouldContain("removed a release whose installation was killed");
        Ready().ShouldBe(1);
        _platform.Attempts("web").ShouldBe(["deploy 1.0.0 ?", "deploy 1.0.0 succeeded"]);
    }

    [Test]
    public void An_upgrade_that_was_killed_is_mended_by_the_next_run()
    {
        _platform.WithWeb(_namespace).Deploy("web");
        KillDuringRollout("pending-upgrade");

        var outcome = _platform.WithWebValues("text: third").Deploy("web");

        outcome.Note("web", "Deploy").ShouldContain("rolled back to revision 1");
        Text().ShouldBe("third");
        Ready().ShouldBe(1);
        _platform.Attempts("web")[^2..].ShouldBe(["deploy 1.0.0 ?", "deploy 1.0.0 succeeded"]);
    }

    [Test]
    public void A_signal_during_a_rollout_ends_it_and_the_ledger_says_cancelled()
    {
        _platform.WithWeb(_namespace).WithWebValues("probe: true");
        var program = StartRollout("pending-install");

        program.Signal("TERM");

        var outcome = program.Wait(TimeSpan.FromSeconds(30)).ShouldExitWith(130);
        outcome.OutcomeOf("web").ShouldBe("cancelled");
        _platform.Attempts("web").ShouldBe(["deploy 1.0.0 cancelled"]);
        Signals.WithVariable("PATH_TO_PROD_RUN", (string)outcome.Json["run"]!).ShouldBeEmpty();

        _platform.WithWebValues("probe: false").Deploy("web").Note("web", "Deploy").ShouldContain("was cancelled");
        Ready().ShouldBe(1);
    }

    [Test]
    public void Destroy_removes_what_was_deployed_and_is_recorded_and_has_nothing_to_do_the_second_time()
    {
        _platform.WithWeb(_namespace).Deploy("web");

        _platform.Run("Destroy", "web").ShouldExitWith(0).OutcomeOf("web").ShouldBe("done");
        _cluster.Get(_namespace, "configmap/web").ShouldBeNull();
        _cluster.Get(_namespace, "deployment/web").ShouldBeNull();
        _cluster.Releases(_namespace, "deployed").ShouldBe(0);
        _platform.Attempts("web").ShouldBe(["deploy 1.0.0 succeeded", "destroy 1.0.0 succeeded"]);

        var again = _platform.Run("Destroy", "web").ShouldExitWith(0);
        again.Note("web", "Destroy").ShouldBe("there is no web in e2e");
        _platform.Attempts("web").Length.ShouldBe(2);

        _platform.Deploy("web").Note("web", "Deploy").ShouldContain("it was removed from e2e");
        Text().ShouldBe("first");
    }

    [Test]
    public void A_forced_run_hands_a_changed_output_to_what_requires_it()
    {
        _platform
            .WithNet()
            .WithWeb(_namespace, "requires: { net: \">=1.0.0\" }\ninputs: { network: net.id }")
            .Deploy("net,web");
        Network().ShouldBe("first");

        _platform.Write("environments/e2e/values/net.yaml", "name: second\n").Deploy("net,web", "--force");

        Network().ShouldBe("second");
    }

    [Test]
    public void What_a_person_changed_in_the_cluster_is_no_conflict()
    {
        _platform.WithWeb(_namespace).Deploy("web");
        _platform.Write(
            "by-hand.yaml",
            $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{ name: web, namespace: {_namespace} }}\ndata: {{ text: by hand }}\n"
        );
        _cluster.Ask("apply", "--server-side", "--force-conflicts", "--filename", _platform.PathOf("by-hand.yaml"));
        Text().ShouldBe("by hand");

        _platform.WithWebValues("text: second").Deploy("web");

        Text().ShouldBe("second");
    }

    [Test]
    public void Another_Helm_goes_on_with_what_this_one_deployed()
    {
        var other = HelmVersions.Majors.Single(version => version != helm);
        _platform.WithWeb(_namespace).WithWebValues("text: first").Deploy("web");

        _platform.WithHelm(other).Deploy("web").OutcomeOf("web").ShouldBe("unchanged");
        _platform.WithWebValues("text: second").Deploy("web");
        Text().ShouldBe("second");

        _platform.WithHelm(helm).WithWebValues("text: third").Deploy("web");
        Text().ShouldBe("third");
        _platform.Run("Destroy", "web").ShouldExitWith(0);
        _cluster.Releases(_namespace, "deployed").ShouldBe(0);
    }

    [Test]
    public void A_probe_that_is_dropped_from_the_chart_is_dropped_from_the_cluster()
    {
        _platform.WithWeb(_namespace, timeoutSeconds: 20).WithWebValues("probe: true");
        _platform.Run("Deploy", "web").ShouldExitWith(1);

        _platform.WithWebValues("probe: false").Deploy("web");

        Ready().ShouldBe(1);
    }

    private void KillDuringRollout(string status)
    {
        _platform.WithWeb(_namespace).WithWebValues("probe: true");
        var program = StartRollout(status);
        var run = Path.GetFileName(
            Directory.EnumerateDirectories(_platform.PathOf("artifacts/runs")).Order(StringComparer.Ordinal).Last()
        );
        program.Signal("KILL");
        Signals.Send("KILL", Signals.WithVariable("PATH_TO_PROD_RUN", run));
        program.Wait(TimeSpan.FromSeconds(10)).ExitCode.ShouldBe(137);
        _cluster.Releases(_namespace, status).ShouldBe(1);
    }

    private RunningProgram StartRollout(string status)
    {
        var program = _platform.Start(
            "--target=Deploy",
            "--component=web",
            $"--environment={TestEnvironment.Name}",
            "--output=json"
        );
        Eventually.Holds(() => _cluster.Releases(_namespace, status) == 1, $"the release is {status}");
        Eventually.Holds(() => _cluster.Get(_namespace, "deployment/web") is not null, "the deployment is there");
        return program;
    }

    private string[] Resources() =>
        _cluster.ResourceVersions("deployments,configmaps,secrets,pods,serviceaccounts", "--namespace", _namespace);

    private int Ready() => (int?)_cluster.Get(_namespace, "deployment/web")?["status"]?["readyReplicas"] ?? 0;

    private string? Text() => (string?)_cluster.Get(_namespace, "configmap/web")?["data"]?["text"];

    private string? Network() => (string?)_cluster.Get(_namespace, "configmap/web")?["data"]?["network"];

    private void Executable(string path) =>
        File.SetUnixFileMode(
            _platform.PathOf(path),
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        );
}
