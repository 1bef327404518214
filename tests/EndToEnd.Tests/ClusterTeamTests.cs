using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PathToProd.EndToEnd.Harness;

namespace PathToProd.EndToEnd;

/// <summary>Runs from several checkouts whose ledgers and locks are in the cluster that they deploy to.</summary>
[NonParallelizable]
public sealed class ClusterTeamTests
{
    private const string Slow = "smoke: { script: wait.sh }";

    private OwnControlPlane _plane = null!;
    private Wire _wire = null!;

    [OneTimeSetUp]
    public void StartCluster()
    {
        _plane = new OwnControlPlane("path-to-prod-team", nodes: 0);
        _wire = new Wire(
            new Uri(_plane.Cluster.Ask("config", "view", "--output=jsonpath={.clusters[0].cluster.server}"))
        );
    }

    [OneTimeTearDown]
    public void StopCluster()
    {
        _wire.Dispose();
        _plane.Dispose();
    }

    [Test]
    public void What_one_deploys_another_sees_and_no_file_keeps_it()
    {
        var space = _plane.Cluster.NewNamespace();
        using var ann = Platform(space);
        using var bob = Platform(space);

        ann.Deploy("rules");

        var there = bob.Call("--target=Status", "--environment=e2e", "--output=json").ShouldExitWith(0).Json[
            "components"
        ]!
            .AsArray()
            .Single()!;
        ((string)there["state"]!).ShouldBe("deployed");
        bob.Deploy("rules").OutcomeOf("rules").ShouldBe("unchanged");
        File.Exists(ann.PathOf("environments/e2e/ledger.jsonl")).ShouldBeFalse();
        bob.Call("--target=History", "--environment=e2e").ShouldExitWith(0).Output.ShouldContain("rules");
        _plane
            .Cluster.Ask("get", "leases", "--namespace=ledgers", "--output=name")
            .ShouldContain("lease.coordination.k8s.io/lock.e2e.rules");
    }

    [Test]
    public void Status_shows_the_clusters_that_answer_and_calls_the_others_unknown()
    {
        using var ann = Platform(_plane.Cluster.NewNamespace());
        ann.Deploy("rules");
        ann.Write("far.yaml", KubeconfigOf(new Uri("https://127.0.0.1:1")))
            .WithCluster("far", _plane.Cluster.Context, ann.PathOf("far.yaml"), _plane.Cluster.Version);

        var status = ann.Call("--target=Status", "--output=json").ShouldExitWith(1);

        var known = status.Json["components"]!.AsArray().Single()!;
        ((string)known["environment"]!).ShouldBe("e2e");
        ((string)known["state"]!).ShouldBe("deployed");
        var unread = status.Json["unread"]!.AsArray().Single()!;
        ((string)unread["environment"]!).ShouldBe("far");
        ((string)unread["because"]!).ShouldBe(
            "Could not read the ledger in the namespace ledgers of far's cluster (context path-to-prod-team): Connection refused. Check that "
                + "the cluster runs, and that you may get, list, create, update and delete configmaps and leases there: kubectl --context "
                + "path-to-prod-team --namespace ledgers get configmaps,leases; then run the same command again."
        );
        var alone = ann.Call("--target=Status", "--environment=far").ShouldExitWith(1);
        alone.Output.ShouldBeEmpty();
        alone.Error.ShouldBe($"{(string)unread["because"]!}\n");
    }

    [Test]
    public void A_saved_plan_is_applied_once_also_from_another_checkout()
    {
        var space = _plane.Cluster.NewNamespace();
        using var ann = Platform(space);
        using var bob = Platform(space);
        // Both have what the last test left in the one ledger.
        ann.Call("--target=Plan", "--component=all", "--environment=e2e", "--save=plan.json").ShouldExitWith(0);
        File.Copy(ann.PathOf("plan.json"), bob.PathOf("plan.json"));
        string[] apply = ["--target=Deploy", "--environment=e2e", "--plan=plan.json"];

        ann.Call(apply).ShouldExitWith(0);
        var refused = bob.Call(apply).ShouldExitWith(3);

        refused.Error.ShouldMatch("^The plan plan.json is not applied: .* applied it on ");
        ((string?)_plane.Cluster.Get(space, "configmap/first")!["data"]!["text"]).ShouldBe("first");
    }

    [Test]
    public void Two_that_deploy_one_component_at_once_take_turns_and_the_impatient_one_is_refused()
    {
        var space = _plane.Cluster.NewNamespace();
        using var ann = Platform(space, Slow);
        using var bob = Platform(space, Slow);
        GiveAnotherAddress(bob);
        ann.Write(
            "components/rules/wait.sh",
            $"#!/bin/sh\ntouch {ann.PathOf("waits")}\nwhile ! test -e {ann.PathOf("go")}; do sleep 0.1; done\n"
        );
        bob.Write("components/rules/wait.sh", "#!/bin/sh\nexit 0\n");
        foreach (var checkout in (Checkout[])[ann, bob])
        {
            File.SetUnixFileMode(checkout.PathOf("components/rules/wait.sh"), (UnixFileMode)0b111_101_101);
        }

        var first = ann.Start("--target=Deploy", "--component=rules", "--environment=e2e", "--output=json");
        Eventually.Holds(() => File.Exists(ann.PathOf("waits")) || first.HasEnded, "the first deploys");
        var refused = bob.Run("Deploy", "rules", "--force").ShouldExitWith(3);
        var error = (string)refused.Of("rules")["error"]!;
        error.ShouldStartWith("Another run is changing rules in e2e: it is held by run ");
        error.ShouldContain(
            "This run would wait 1 s for it, and only a run that sees it unchanged for 20 s may take it over: at "
        );
        Status(bob).ShouldBe("in-progress");

        var second = bob.Start(
            "--target=Deploy",
            "--component=rules",
            "--environment=e2e",
            "--output=json",
            "--wait",
            "--force"
        );
        Eventually.Holds(
            () =>
                second.ErrorSoFar.Contains("waiting for rules in e2e", StringComparison.OrdinalIgnoreCase)
                || second.HasEnded,
            "the second waits"
        );
        ann.Write("go", "");

        first.Wait(Checkout.Limit).ShouldExitWith(0);
        second.Wait(Checkout.Limit).ShouldExitWith(0);
        var tokens = Tokens();
        tokens.ShouldBe([tokens[0], tokens[0], tokens[0] + 1, tokens[0] + 1]);
        Status(bob).ShouldBe("deployed");
    }

    [Test]
    public void A_cluster_that_cannot_be_reached_is_one_line_and_exit_code_1()
    {
        using var platform = Platform("any")
            .Write(
                "nowhere.yaml",
                File.ReadAllText(_plane.Cluster.Kubeconfig).Replace("https://127.0.0.1:", "https://127.0.0.1:1/")
            );
        platform.WithCluster(TestEnvironment.Name, _plane.Cluster.Context, platform.PathOf("nowhere.yaml"));

        var outcome = platform.Call("--target=Status", "--environment=e2e").ShouldExitWith(1);

        outcome.Error.Trim().Split('\n').Length.ShouldBe(1, outcome.ToString());
        outcome.Error.ShouldStartWith(
            "Could not read the ledger in the namespace ledgers of e2e's cluster (context path-to-prod-team): "
        );
    }

    private Checkout Platform(string space, string more = "") =>
        SmallPlatform
            .New()
            .Write(
                "platform.yaml",
                "name: small\ndefault-environment: e2e\nlock-timeout: 1s\nledger: { backend: cluster, namespace: ledgers, lease: 20s }\n"
            )
            .WithCluster(_plane.Cluster)
            .Write(
                "components/rules/component.yaml",
                $"name: rules\nversion: 1.0.0\ntype: manifests\nnamespace: {space}\n{more}\n"
            )
            .WithRule("first", space, "first");

    /// <summary>The locks of this machine know a cluster by its address; by another, they let both through, as on two machines.</summary>
    private void GiveAnotherAddress(Checkout checkout) =>
        checkout
            .Write("wired.yaml", KubeconfigOf(_wire.Address))
            .WithCluster(
                TestEnvironment.Name,
                _plane.Cluster.Context,
                checkout.PathOf("wired.yaml"),
                _plane.Cluster.Version
            );

    /// <summary>The cluster's kubeconfig, with another address for it.</summary>
    private string KubeconfigOf(Uri server) =>
        Regex.Replace(
            File.ReadAllText(_plane.Cluster.Kubeconfig),
            @"https://127\.0\.0\.1:\d+",
            server.ToString().TrimEnd('/')
        );

    private static string Status(Checkout checkout) =>
        (string)
            checkout
                .Call("--target=Status", "--environment=e2e", "--component=rules", "--output=json")
                .ShouldExitWith(0)
                .Json["components"]![0]!["state"]!;

    private long[] Tokens() =>
        [
            .. _plane.Cluster.Get("ledgers", "configmap/ledger.e2e.rules")!["data"]!["ledger.jsonl"]!
                .ToString()
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonNode.Parse(line)!["token"]!.GetValue<long>())
                .TakeLast(4),
        ];
}
