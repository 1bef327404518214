using System.Globalization;
using System.Text.Json.Nodes;
using PathToProd.EndToEnd.Harness;
using PathToProd.Facts.Ledger;
using Outcome = PathToProd.EndToEnd.Harness.Outcome;

namespace PathToProd.EndToEnd;

/// <summary>
/// From one environment file and a version set to a running, verified platform, and back to nothing, on a cluster of its own: TearDown removes
/// all that it finds in one. The tests run one after the other, and each leaves an empty cluster.
/// </summary>
[NonParallelizable]
public sealed class StandUpTests
{
    private static readonly string[] StandUp = ["--target=StandUp", "--environment=e2e"];
    private static readonly string[] TearDown = ["--target=TearDown", "--environment=e2e"];
    private static readonly string[] Confirmed = [.. TearDown, "--confirm=e2e"];
    private static readonly string[] WithSet = [.. StandUp, $"--set={StandingPlatform.Set}"];

    /// <summary>How many kills; <c>PATH_TO_PROD_TEST_KILLS</c> says more.</summary>
    private static readonly int Kills = int.Parse(
        Environment.GetEnvironmentVariable("PATH_TO_PROD_TEST_KILLS") ?? "8",
        CultureInfo.InvariantCulture
    );

    private OwnControlPlane? _own;

    private Cluster Cluster => _own!.Cluster;

    [SetUp]
    public void StartCluster() => _own ??= new OwnControlPlane("path-to-prod-standing");

    /// <summary>What a test that failed left in a cluster would fail all others.</summary>
    [TearDown]
    public void StopClusterAfterFailure()
    {
        if (TestContext.CurrentContext.Result.Outcome.Status == NUnit.Framework.Interfaces.TestStatus.Failed)
        {
            StopCluster();
        }
    }

    [OneTimeTearDown]
    public void StopCluster()
    {
        _own?.Dispose();
        _own = null;
    }

    [Test]
    public void A_set_becomes_a_verified_platform_a_second_run_changes_nothing_and_all_of_it_goes_again()
    {
        using var platform = StandingPlatform.New(Cluster);

        var first = Json(platform, WithSet).ShouldExitWith(0);

        StandingPlatform.Components.ShouldAllBe(name => first.OutcomeOf(name) == "done");
        ((string)first.Stage("web", "Verify")["outcome"]!).ShouldBe("done");
        Step(first, "Health")["note"]!.ToString().ShouldStartWith("4 components are there, and ");
        Ready("web", "web").ShouldBe("1");
        var (ledger, resources) = (platform.Read("environments/e2e/ledger.jsonl"), Resources());

        var second = Json(platform, WithSet).ShouldExitWith(0);

        StandingPlatform.Components.ShouldAllBe(name => second.OutcomeOf(name) == "unchanged");
        platform.Read("environments/e2e/ledger.jsonl").ShouldBe(ledger);
        Resources().ShouldBe(resources);
        platform
            .Call(WithSet)
            .ShouldExitWith(0)
            .Output.ShouldContain("Nothing to do: net, rules, widgets and web are unchanged in e2e.");

        var gone = Json(platform, Confirmed).ShouldExitWith(0);

        StandingPlatform.Components.ShouldAllBe(name => gone.OutcomeOf(name) == "done");
        gone.Json["platform"]!["remains"]!.AsArray().ShouldBeEmpty();
        ShouldBeEmpty(platform);
        Json(platform, Confirmed).ShouldExitWith(0).Json["components"]!.AsArray().ShouldBeEmpty();
    }

    [Test]
    public void What_controllers_made_goes_while_they_run_and_what_may_cost_money_is_listed()
    {
        using var platform = StandingPlatform.New(Cluster);
        Json(platform, WithSet).ShouldExitWith(0);
        using var controller = new FinalizerController(Cluster, StandingPlatform.Widgets, ("widgets", "controller"));
        Cluster.MakeWidget("apps", "one");
        Cluster.MakeWidget("web", "two");
        Cluster.Apply(LoadBalancer("web", "outside"));
        Cluster.Apply(LoadBalancer("apps", "of-another"));
        Cluster.Apply(Database);
        Eventually.Holds(() => Ready("web", "db") == "1", "a pod uses the volume");

        var gone = Json(platform, Confirmed).ShouldExitWith(0);

        controller.Ended.ShouldBe(["apps/one", "web/two"], ignoreOrder: true);
        Step(gone, "Empty")["note"]!
            .ToString()
            .ShouldBe("deleted, and gone: 1 Deployment, 1 PersistentVolumeClaim, 1 Service and 2 Widget");
        Step(gone, "Definitions")["note"]!.ToString().ShouldBe("removed 1 definition");
        gone.Json["platform"]!["remains"]!
            .AsArray()
            .Select(one => $"{one!["kind"]}: {one["what"]}, as {one["why"]}")
            .ShouldBe(
                [
                    "volume: PersistentVolume disk, as its reclaim policy is Retain, and it was for web/data",
                    "load-balancer: Service apps/of-another, as no component of this environment brought it, so its load balancer is kept",
                ],
                ignoreOrder: true
            );
        ShouldBeEmpty(platform);
        Cluster.Ask("delete", "pv", "disk");
        Cluster.Ask("delete", "service", "of-another", "--namespace", "apps");
    }

    [TestCase("decoupled")]
    [TestCase("monolithic")]
    public void A_finalizer_that_never_ends_is_not_forced_and_nothing_else_goes_until_it_does(string model)
    {
        const string Manifest = "environments/e2e/environment.yaml";
        using var platform = StandingPlatform.New(Cluster, "stages: { destroy: { timeout: 30s } }\n");
        platform.Write(
            Manifest,
            platform.Read(Manifest).Replace("deployment-model: decoupled", $"deployment-model: {model}")
        );
        Json(platform, WithSet).ShouldExitWith(0);
        Cluster.MakeWidget("web", "held");

        var held = platform.Call(Confirmed).ShouldExitWith(1);

        var text = held.Output.ReplaceLineEndings(" ").Replace("  ", " ");
        text.ShouldMatch("What has to go first in e2e is still there after 3. s, so nothing else was removed:");
        text.ShouldContain("Widget web/held: held by the finalizer demo.example/cleanup");
        text.ShouldContain("./build.sh --target=TearDown --environment=e2e --resume");
        Cluster.Get("web", "widget/held")!["metadata"]!["finalizers"]!.AsArray().Count.ShouldBe(1);
        StandingPlatform.Components.ShouldAllBe(name => platform.Attempts(name).Length == 1);
        Ready("web", "web").ShouldBe("1");
        using var controller = new FinalizerController(Cluster, StandingPlatform.Widgets, ("widgets", "controller"));

        Json(platform, [.. TearDown, "--resume"]).ShouldExitWith(0);

        controller.Ended.ShouldBe(["web/held"]);
        ShouldBeEmpty(platform);
        platform.Call("--target=History", "--environment=e2e", "--output=json").ShouldExitWith(0).Json["environments"]![
            0
        ]!["units"]!
            .AsArray()
            .Select(unit => $"{unit!["unit"]} {unit["action"]} {unit["outcome"]}")
            .ShouldBe(model == "monolithic" ? ["all destroy succeeded", "all deploy succeeded"] : []);
    }

    [Test]
    public void Without_its_confirmation_nothing_is_touched()
    {
        using var platform = StandingPlatform.New(Cluster);
        Json(platform, WithSet).ShouldExitWith(0);
        var (ledger, resources) = (platform.Read("environments/e2e/ledger.jsonl"), Resources());

        platform
            .Call(TearDown)
            .ShouldExitWith(2)
            .Error.ShouldBe(
                "TearDown removes all of e2e, and there is no terminal on which to ask whether you mean that; if you do, add --confirm=e2e\n"
            );
        platform
            .Call([.. TearDown, "--confirm=e2"])
            .ShouldExitWith(2)
            .Error.ShouldBe(
                "--confirm is e2, and the environment is e2e; if you mean to remove all of e2e, write --confirm=e2e\n"
            );

        platform.Read("environments/e2e/ledger.jsonl").ShouldBe(ledger);
        Resources().ShouldBe(resources);
        Json(platform, Confirmed).ShouldExitWith(0);
        ShouldBeEmpty(platform);
    }

    [Test]
    public void An_API_server_that_does_not_answer_is_not_an_empty_cluster()
    {
        using var platform = StandingPlatform.New(Cluster);
        Json(platform, WithSet).ShouldExitWith(0);
        var ledger = platform.Read("environments/e2e/ledger.jsonl");

        _own!.ApiServer.Kill();
        try
        {
            platform.Call(Confirmed).ShouldExitWith(1).Error.ShouldContain("Nothing was touched.");
        }
        finally
        {
            _own!.ApiServer.Start();
        }

        platform.Read("environments/e2e/ledger.jsonl").ShouldBe(ledger);
        Eventually.Holds(() => Cluster.Try("get", "--raw=/readyz").ExitCode == 0, "the API server answers again");
        Json(platform, Confirmed).ShouldExitWith(0);
        ShouldBeEmpty(platform);
    }

    [Test]
    public void Once_it_was_emptied_a_cluster_may_be_gone_and_what_it_left_is_still_listed()
    {
        using var platform = StandingPlatform.New(Cluster);
        var held = platform.PathOf("held");
        platform.Replace(
            "components/net/terraform/sandbox/main.tf",
            "input = var.name",
            $"input = var.name\n  provisioner \"local-exec\" {{\n    when    = destroy\n    command = \"test ! -e {held}\"\n  }}"
        );
        platform.Call("--target=Deploy", "--component=net", "--environment=folder").ShouldExitWith(0);
        platform.Call("--target=Pin", "--set=held", "--environment=folder").ShouldExitWith(0);
        Json(platform, [.. StandUp, "--set=held"]).ShouldExitWith(0);
        Cluster.Apply(Database);
        File.WriteAllText(held, "");
        Json(platform, Confirmed).ShouldExitWith(1).OutcomeOf("net").ShouldBe("failed");

        _own!.ApiServer.Kill();
        File.Delete(held);
        var gone = Json(platform, [.. TearDown, "--resume"]).ShouldExitWith(0);
        _own.ApiServer.Start();

        gone.OutcomeOf("net").ShouldBe("done");
        Step(gone, "Empty")["note"]!.ToString().ShouldMatch("^the cluster does not answer; run 20.* emptied it$");
        gone.Json["platform"]!["remains"]![0]!["what"]!.ToString().ShouldBe("PersistentVolume disk");
        Eventually.Holds(() => Cluster.Try("get", "--raw=/readyz").ExitCode == 0, "the API server answers again");
        // What was being removed in the background when the API server went is removed once controllers are back.
        Eventually.Holds(
            () => Cluster.Ask("get", "deployments", "--all-namespaces", "--output=name").Length == 0,
            "controllers went on"
        );
        ShouldBeEmpty(platform);
        Cluster.Ask("delete", "pv", "disk");
    }

    [Test]
    public void An_API_server_that_is_killed_in_the_middle_and_comes_back_leaves_a_run_that_goes_on()
    {
        using var platform = StandingPlatform.New(Cluster, "stages: { deploy: { retries: 3 } }\n");
        var program = platform.Start(WithSet);
        Eventually.Holds(
            () =>
                File.Exists(platform.PathOf("environments/e2e/ledger.jsonl")) && platform.Attempts("rules").Length > 0,
            "a component is being deployed to the cluster"
        );

        _own!.ApiServer.Kill();
        _own!.ApiServer.Start();

        // Where a request was cut off that Helm does not repeat, the run fails; what it did stands in the ledger.
        if (program.Wait(Checkout.Limit).ExitCode != 0)
        {
            Eventually.Holds(() => Cluster.Try("get", "--raw=/readyz").ExitCode == 0, "the API server answers again");
            Json(platform, [.. StandUp, "--resume"]).ShouldExitWith(0);
        }

        LastAttempts(platform).ShouldAllBe(attempt => attempt == "deploy 1.0.0 succeeded");
        Ready("web", "web").ShouldBe("1");
        Json(platform, Confirmed).ShouldExitWith(0);
        ShouldBeEmpty(platform);
    }

    [Test]
    public void Killed_at_random_moments_both_go_on_to_the_right_end()
    {
        var random = new Random(20261129);
        using var platform = StandingPlatform.New(Cluster);
        var (kills, interrupted) = (0, 0);
        while (kills < Kills)
        {
            var before = platform.Ledger().Count;
            kills += KillUntilDone(platform, "StandUp", WithSet, random, Kills - kills, before);
            LastAttempts(platform).ShouldAllBe(attempt => attempt == "deploy 1.0.0 succeeded");
            Ready("web", "web").ShouldBe("1");

            Cluster.MakeWidget("web", "one");
            using (new FinalizerController(Cluster, StandingPlatform.Widgets, ("widgets", "controller")))
            {
                before = platform.Ledger().Count;
                kills += KillUntilDone(platform, "TearDown", Confirmed, random, Kills - kills, before);
            }

            ShouldBeEmpty(platform);
        }

        interrupted = Interrupted(platform.Ledger());
        TestContext.Out.WriteLine($"{kills} kills, {interrupted} attempts interrupted");
        var history = platform.Call("--target=History", "--environment=e2e", "--output=json").ShouldExitWith(0);
        history.Json["environments"]![0]!["attempts"]!
            .AsArray()
            .Count(attempt => (string)attempt!["outcome"]! == "interrupted")
            .ShouldBe(interrupted);
    }

    /// <summary>Kills a run and those that go on with it, until one comes to its end. What was done is done once.</summary>
    private static int KillUntilDone(
        Checkout platform,
        string target,
        string[] words,
        Random random,
        int most,
        int before
    )
    {
        var kills = 0;
        while (true)
        {
            string[] next = HasOpenRun(platform, target) ? [.. words[..2], "--resume"] : words;
            var journals = Journals(platform).Length;
            var program = platform.Start(next);
            if (kills < most)
            {
                Wait(program, () => Journals(platform).Length > journals, TimeSpan.FromMilliseconds(random.Next(8000)));
                program.Signal("KILL");
            }

            var outcome = program.Wait(Checkout.Limit);
            var where = $"{target} after {kills} kills\n{outcome}";
            var entries = platform.Ledger().Skip(before).ToArray();
            var ended = entries.OfType<LedgerEntry.Ended>().Select(entry => entry.Attempt).ToHashSet();
            foreach (var name in StandingPlatform.Components)
            {
                entries
                    .OfType<LedgerEntry.Started>()
                    .Count(entry => entry.Component == name && ended.Contains(entry.Attempt))
                    .ShouldBeLessThanOrEqualTo(1, $"{name} was done twice: {where}");
            }

            if (outcome.ExitCode == 0)
            {
                return kills;
            }

            outcome.ExitCode.ShouldBe(137, where);
            kills++;
        }
    }

    /// <summary>Waits from the moment that something holds, or until the program has ended.</summary>
    private static void Wait(RunningProgram program, Func<bool> begun, TimeSpan later)
    {
        var watch = new System.Diagnostics.Stopwatch();
        using var pause = new ManualResetEventSlim();
        while (!program.HasEnded && (!watch.IsRunning || watch.Elapsed < later))
        {
            if (!watch.IsRunning && begun())
            {
                watch.Start();
            }

            pause.Wait(5);
        }
    }

    private static int Interrupted(IReadOnlyList<LedgerEntry> entries)
    {
        var ended = entries.OfType<LedgerEntry.Ended>().Select(entry => entry.Attempt).ToHashSet();
        return entries.OfType<LedgerEntry.Started>().Count(entry => !ended.Contains(entry.Attempt));
    }

    private static string[] LastAttempts(Checkout platform) =>
        [.. StandingPlatform.Components.Select(name => platform.Attempts(name)[^1])];

    private static string[] Journals(Checkout platform) =>
        Directory.Exists(platform.PathOf("artifacts/runs"))
            ?
            [
                .. Directory.EnumerateFiles(
                    platform.PathOf("artifacts/runs"),
                    "journal.jsonl",
                    SearchOption.AllDirectories
                ),
            ]
            : [];

    private static bool HasOpenRun(Checkout platform, string target)
    {
        var last = Journals(platform)
            .Select(File.ReadAllLines)
            .Where(lines => lines.Length > 0 && lines[0].EndsWith("\"}", StringComparison.Ordinal))
            .MaxBy(lines => (DateTimeOffset)JsonNode.Parse(lines[0])!["at"]!);
        return last is not null
            && (string)JsonNode.Parse(last[0])!["target"]! == target
            && !last[^1].Contains("\"run-ended\"", StringComparison.Ordinal);
    }

    private static Outcome Json(Checkout platform, string[] words) => platform.Call([.. words, "--output=json"]);

    private static JsonNode Step(Outcome outcome, string name) =>
        outcome.Json["platform"]!["steps"]!.AsArray().First(step => (string)step!["name"]! == name)!;

    private string Ready(string ns, string deployment) =>
        Cluster.Ask("get", "deployment", deployment, "--namespace", ns, "--output=jsonpath={.status.readyReplicas}");

    private string[] Resources() =>
        [
            .. Cluster.ResourceVersions("deployments,services,configmaps,secrets", "--namespace", "web"),
            .. Cluster.ResourceVersions("deployments,configmaps,secrets", "--namespace", "widgets"),
            .. Cluster.ResourceVersions("configmaps", "--namespace", "rules"),
            .. Cluster.ResourceVersions("crds,namespaces"),
        ];

    private void ShouldBeEmpty(Checkout platform)
    {
        Cluster.Ask("get", "crds", "--output=name").ShouldBeEmpty();
        Cluster.Ask("get", "deployments,persistentvolumeclaims", "--all-namespaces", "--output=name").ShouldBeEmpty();
        Cluster.Ask("get", "configmaps", "--namespace", "rules", "--output=name").ShouldNotContain("first");
        Cluster.Ask("get", "secrets", "--all-namespaces", "--selector=owner=helm", "--output=name").ShouldBeEmpty();
        JsonNode.Parse(platform.Read("artifacts/state/e2e/net.tfstate"))!["resources"]!.AsArray().ShouldBeEmpty();
        LastAttempts(platform).ShouldAllBe(attempt => attempt == "destroy 1.0.0 succeeded");
    }

    private static string LoadBalancer(string ns, string name) =>
        $"apiVersion: v1\nkind: Service\nmetadata: {{ name: {name}, namespace: {ns} }}\nspec: {{ type: LoadBalancer, ports: [{{ port: 80 }}] }}";

    /// <summary>A Deployment whose pod uses a claim, which Kubernetes keeps until the pod is gone; and the volume, which outlives both.</summary>
    private const string Database = """
        apiVersion: v1
        kind: PersistentVolume
        metadata: { name: disk }
        spec:
          capacity: { storage: 1Gi }
          storageClassName: manual
          accessModes: [ReadWriteOnce]
          persistentVolumeReclaimPolicy: Retain
          hostPath: { path: /nowhere }
        ---
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: { name: data, namespace: web }
        spec: { accessModes: [ReadWriteOnce], storageClassName: manual, resources: { requests: { storage: 1Gi } } }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: db, namespace: web }
        spec:
          selector: { matchLabels: { app: db } }
          template:
            metadata: { labels: { app: db } }
            spec:
              terminationGracePeriodSeconds: 0
              containers: [{ name: db, image: "db:1" }]
              volumes: [{ name: data, persistentVolumeClaim: { claimName: data } }]
        """;
}
