using PathToProd.EndToEnd.Harness;

namespace PathToProd.EndToEnd;

/// <summary>
/// The five components of the repository and a real API server, by the very commands of the README. There is one namespace for
/// each component, so these tests run one after the other; each brings the platform to where it starts from.
/// </summary>
[NonParallelizable]
public sealed class ReferencePlatformTests
{
    private const string Context = "path-to-prod.example/cluster";

    private static readonly string[] Charts = ["ingress", "external-dns", "policy-agents"];
    private static readonly string[] All = ["base-network", "base-k8s", .. Charts];

    private readonly Cluster _cluster = ControlPlane.Cluster;
    private Checkout _platform = null!;

    [OneTimeSetUp]
    public void Copy() => _platform = Template.ReferencePlatform();

    [OneTimeTearDown]
    public void Remove() => _platform.Dispose();

    [Test, Order(1)]
    public void Everything_is_deployed_in_one_run_and_every_stage_has_its_log()
    {
        var outcome = _platform.Deploy("all");

        outcome.Components.ShouldBe(All, ignoreOrder: true);
        foreach (var component in All)
        {
            outcome.OutcomeOf(component).ShouldBe("done");
            _platform.Attempts(component).ShouldBe([$"deploy {outcome.Of(component)["version"]} succeeded"]);
            foreach (var stage in outcome.Of(component)["stages"]!.AsArray())
            {
                File.Exists(_platform.PathOf((string)stage!["log"]!)).ShouldBeTrue($"{component} {stage["name"]}");
            }
        }

        ShouldBeReady();
        _cluster.Ask("get", "ingressclass", "platform", "--output=name").ShouldContain("platform");
        _cluster.Ask("get", "policies.policy.path-to-prod.example", "--output=name").ShouldContain("no-latest-images");
    }

    [Test, Order(2)]
    public void A_second_run_is_unchanged_and_touches_nothing_in_the_cluster()
    {
        _platform.Deploy("all");
        var before = Resources();
        var ledger = _platform.Read("environments/e2e/ledger.jsonl");

        var outcome = _platform.Deploy("all");

        All.ShouldAllBe(component => outcome.OutcomeOf(component) == "unchanged");
        Resources().ShouldBe(before);
        _platform.Read("environments/e2e/ledger.jsonl").ShouldBe(ledger);
    }

    [Test, Order(3)]
    public void What_base_k8s_outputs_reaches_ingress_and_so_does_a_change_of_it()
    {
        _platform.Deploy("all");
        ClusterOf("ingress").ShouldBe("platform-e2e");

        _platform.Replace("environments/e2e/values/base-k8s.yaml", "platform-e2e", "platform-changed");
        _platform.Deploy("base-k8s,ingress", "--force").OutcomeOf("ingress").ShouldBe("done");

        ClusterOf("ingress").ShouldBe("platform-changed");
        // external-dns was not asked for, so it still has the old one; the next run sees that.
        ClusterOf("external-dns").ShouldBe("platform-e2e");
        _platform.Deploy("all").Note("external-dns", "Deploy").ShouldContain("the values changed");
        ClusterOf("external-dns").ShouldBe("platform-changed");
    }

    [Test, Order(4)]
    public void A_changed_value_and_then_a_new_version_are_deployed()
    {
        _platform.Deploy("all");
        _platform.Replace("environments/e2e/values/ingress.yaml", "replicas: 1", "replicas: 2");
        _platform.Deploy("ingress").Note("ingress", "Deploy").ShouldContain("the values changed");
        Ready("ingress").ShouldBe(2);

        _platform.Replace("components/ingress/component.yaml", "version: 1.4.0", "version: 1.5.0");
        _platform.Replace("components/ingress/chart/Chart.yaml", "version: 1.4.0", "version: 1.5.0");
        Directory.Delete(_platform.PathOf("components/ingress/tests/snapshots"), recursive: true);
        _platform.Deploy("ingress").Note("ingress", "Deploy").ShouldContain("the artifact changed");

        Deployment("ingress")["metadata"]!["labels"]!["helm.sh/chart"]!.ToString().ShouldBe("ingress-1.5.0");
        _platform.Attempts("ingress")[^1].ShouldBe("deploy 1.5.0 succeeded");
    }

    [Test, Order(5)]
    public void A_definition_that_was_deleted_behind_our_back_is_there_again_with_what_is_made_from_it()
    {
        _platform.Deploy("all");
        _cluster.Ask("delete", "crd", "policies.policy.path-to-prod.example");

        var outcome = _platform.Deploy("policy-agents");

        outcome.Note("policy-agents", "Deploy").ShouldContain("but is no longer there");
        _cluster.Ask("get", "policies.policy.path-to-prod.example", "--output=name").ShouldContain("no-latest-images");
        _platform.Deploy("policy-agents").OutcomeOf("policy-agents").ShouldBe("unchanged");
    }

    [Test, Order(6)]
    public void Everything_is_destroyed_in_reverse_and_recorded_and_deployed_again_one_by_one()
    {
        _platform.Deploy("all");

        var outcome = _platform.Run("Destroy", "all").ShouldExitWith(0);
        Array.IndexOf(outcome.Components, "ingress").ShouldBeGreaterThanOrEqualTo(0);
        foreach (var component in All)
        {
            outcome.OutcomeOf(component).ShouldBe("done");
            _platform.Attempts(component)[^1].ShouldMatch("^destroy .* succeeded$");
        }

        Charts.ShouldAllBe(component => _cluster.Releases(component, "deployed") == 0);
        _cluster
            .Ask(
                "get",
                "deployments",
                "--all-namespaces",
                "--selector=app.kubernetes.io/part-of=platform",
                "--output=name"
            )
            .ShouldBeEmpty();
        var again = _platform.Run("Destroy", "all").ShouldExitWith(0);
        All.ShouldAllBe(component => again.Note(component, "Destroy") == $"there is no {component} in e2e");

        // What ingress requires is no longer there, so it is deployed first.
        _platform.Deploy("ingress").Components.ShouldBe(["base-network", "base-k8s", "ingress"]);
        _platform.Deploy("external-dns").Components.ShouldBe(["external-dns"]);
        _platform.Deploy("policy-agents").Components.ShouldBe(["policy-agents"]);
        ShouldBeReady();
    }

    private void ShouldBeReady() => Charts.ShouldAllBe(component => Ready(component) > 0);

    private System.Text.Json.Nodes.JsonNode Deployment(string component) =>
        System.Text.Json.Nodes.JsonNode.Parse(
            _cluster.Ask("get", "deployments", "--namespace", component, "--output=json")
        )!["items"]![0]!;

    private int Ready(string component) => (int?)Deployment(component)["status"]!["readyReplicas"] ?? 0;

    private string ClusterOf(string component) =>
        Deployment(component)["metadata"]!["annotations"]![Context]!.ToString();

    private string[] Resources() =>
        [
            .. Charts.SelectMany(component =>
                _cluster.ResourceVersions(
                    "deployments,services,configmaps,secrets,serviceaccounts,pods,poddisruptionbudgets",
                    "--namespace",
                    component
                )
            ),
            .. _cluster.ResourceVersions("crds,clusterroles,clusterrolebindings,ingressclasses,namespaces"),
            .. _cluster.ResourceVersions("policies.policy.path-to-prod.example", "--all-namespaces"),
            .. _cluster.ResourceVersions("configmaps", "--namespace", "kube-system"),
        ];
}
