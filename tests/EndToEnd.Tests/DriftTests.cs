using System.Text.Json.Nodes;
using PathToProd.EndToEnd.Harness;
using PathToProd.TestTools;

namespace PathToProd.EndToEnd;

/// <summary>What people and controllers change in a real cluster after a deployment.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
public sealed class DriftTests
{
    private readonly Cluster _cluster = ControlPlane.Cluster;
    private readonly string _namespace = ControlPlane.Cluster.NewNamespace();
    private readonly Checkout _platform = SmallPlatform.New().WithCluster();

    [TearDown]
    public void Remove() => _platform.Dispose();

    [Test]
    public void What_people_did_to_manifests_is_drift_and_what_a_controller_owns_is_not()
    {
        _platform.WithRules(_namespace, "one", "two", "three", "four").Deploy("rules");
        Findings("rules").ShouldBeEmpty();

        Kubectl("delete", "configmap/one");
        Kubectl("patch", "configmap/two", "--patch", """{"data":{"text":"by hand"}}""");
        Kubectl("label", "configmap/three", "team=edge");
        ApplyAs(
            "checker",
            "four",
            """{"metadata":{"annotations":{"example.com/checked":"yes"}},"data":{"text":"other"}}"""
        );

        Findings("rules")
            .ShouldBe([
                $"changed ConfigMap {_namespace}/two data.text by kubectl-patch",
                $"gone ConfigMap {_namespace}/one  by ",
                $"not-deployed ConfigMap {_namespace}/three metadata.labels.team by kubectl-label",
            ]);
        Findings("rules", "owned")
            .ShouldBe([
                $"changed ConfigMap {_namespace}/four data.text by checker",
                $"not-deployed ConfigMap {_namespace}/four metadata.annotations.example\\.com/checked by checker",
            ]);
        _platform.Attempts("rules").Length.ShouldBe(1);
        ((string?)_cluster.Get(_namespace, "configmap/two")!["data"]!["text"]).ShouldBe("by hand");

        // What the report says restores it.
        _platform.Run("Deploy", "rules", "--version=1.0.0", "--force").ShouldExitWith(0);
        Findings("rules")
            .ShouldBe([$"not-deployed ConfigMap {_namespace}/three metadata.labels.team by kubectl-label"]);
    }

    [Test]
    public void Of_a_Secret_only_the_key_is_shown()
    {
        _platform
            .WithRules(_namespace)
            .Write(
                "components/rules/manifests/key.yaml",
                $"apiVersion: v1\nkind: Secret\nmetadata: {{ name: key, namespace: {_namespace} }}\nstringData: {{ password: hunter-one }}\n"
            )
            .Deploy("rules");
        Findings("rules").ShouldBeEmpty();
        Kubectl("patch", "secret/key", "--patch", """{"stringData":{"password":"hunter-two"}}""");

        var outcome = Drift("rules");

        Findings(outcome, "findings").ShouldBe([$"changed Secret {_namespace}/key data.password by kubectl-patch"]);
        (outcome.Output + outcome.Error).ShouldNotContain("hunter");
        (outcome.Output + outcome.Error).ShouldNotContain(Convert.ToBase64String("hunter-two"u8));
    }

    [Test]
    public void What_was_done_to_a_release_is_drift_and_what_the_controller_manager_writes_is_not()
    {
        _platform.WithWeb(_namespace).Deploy("web");
        Findings("web").ShouldBeEmpty();
        Findings("web", "owned").ShouldContain(line => line.Contains("deployment\\.kubernetes\\.io/revision"));

        Kubectl("patch", "deployment/web", "--patch", """{"spec":{"replicas":0}}""");
        Kubectl("patch", "configmap/web", "--patch", """{"data":{"text":"by hand"}}""");
        _platform.Write(
            "extra.yaml",
            $"""
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: extra
              namespace: {_namespace}
              labels: {"{"} app.kubernetes.io/managed-by: Helm {"}"}
              annotations: {"{"} meta.helm.sh/release-name: web, meta.helm.sh/release-namespace: {_namespace} {"}"}

            """
        );
        Kubectl("create", "--filename", _platform.PathOf("extra.yaml"));

        var lines = Findings("web");
        lines.Length.ShouldBe(3);
        lines[0].ShouldBe($"changed ConfigMap {_namespace}/web data.text by kubectl-patch");
        lines[1].ShouldBe($"not-deployed ConfigMap {_namespace}/extra  by ");
        lines[2].ShouldBe($"not-deployed Deployment {_namespace}/web spec.replicas by kubectl-patch");
    }

    [Test]
    public void A_release_that_was_changed_or_removed_with_Helm_by_hand_is_drift_and_its_resources_are_compared_with_what_was_deployed()
    {
        _platform.WithWeb(_namespace).Deploy("web");
        Helm("upgrade", "web", _platform.PathOf("components/web/chart"), "--set=text=by-hand");

        Findings("web")
            .ShouldBe([
                $"changed ConfigMap {_namespace}/web data.text by ",
                "changed the Helm release web  by : it is at revision 2, and revision 1 was deployed",
            ]);

        Helm("uninstall", "web");
        Findings("web").ShouldBe(["gone the Helm release web  by "]);
    }

    [Test]
    public void What_the_ledger_does_not_have_there_is_named()
    {
        _platform.WithWeb(_namespace).WithRules(_namespace, "one").Deploy("web,rules");
        File.Delete(_platform.PathOf($"environments/{TestEnvironment.Name}/ledger.jsonl"));

        var outcome = _platform.Call(
            "--target=Drift",
            $"--environment={TestEnvironment.Name}",
            "--fail-on-drift",
            "--output=json"
        );

        outcome.ExitCode.ShouldBe(1, outcome.ToString());
        Lines(outcome.Json["notDeployed"]!)
            .Where(line => line.Contains(_namespace, StringComparison.Ordinal))
            .ShouldBe([
                $"not-deployed ConfigMap {_namespace}/path-to-prod-rules  by : the inventory of what a component applied",
                $"not-deployed the Helm release {_namespace}/web  by ",
            ]);
    }

    [Test]
    public void A_cluster_that_does_not_answer_leaves_it_unknown_and_that_fails_when_drift_would()
    {
        _platform.WithRules(_namespace, "one").Deploy("rules");
        var server = JsonNode.Parse(_cluster.Ask("config", "view", "--minify", "--output=json"))!["clusters"]![0]![
            "cluster"
        ]!["server"]!.ToString();
        _platform
            .Write("dead", File.ReadAllText(_cluster.Kubeconfig).Replace(server, "https://127.0.0.1:1"))
            .WithCluster(TestEnvironment.Name, _cluster.Context, _platform.PathOf("dead"));

        var outcome = Drift("rules", "--fail-on-drift");

        outcome.ExitCode.ShouldBe(1, outcome.ToString());
        var component = outcome.Json["components"]![0]!;
        ((string?)component["drift"]).ShouldBe("unknown");
        ((string?)component["because"])!.ShouldStartWith(
            $"The cluster of {TestEnvironment.Name} (context {_cluster.Context}) cannot be asked which environment it is"
        );
        Drift("rules").ShouldExitWith(0);
    }

    private Outcome Drift(string component, params string[] more) => _platform.Run("Drift", component, more);

    private string[] Findings(string component, string of = "findings") =>
        Findings(Drift(component).ShouldExitWith(0), of);

    private static string[] Findings(Outcome outcome, string of)
    {
        var component = outcome.Json["components"]![0]!;
        component["because"].ShouldBeNull();
        return Lines(component[of]!);
    }

    /// <summary>A line for each, sorted: the order of resources is the server's.</summary>
    private static string[] Lines(JsonNode findings) =>
        [
            .. findings
                .AsArray()
                .Select(finding =>
                    $"{finding!["kind"]} {finding["what"]} {string.Join(',', finding["fields"]!.AsArray())} "
                    + $"by {string.Join(',', finding["by"]!.AsArray())}"
                    + (finding["note"] is { } note ? $": {note}" : "")
                )
                .Order(StringComparer.Ordinal),
        ];

    private void Kubectl(params string[] arguments) => _cluster.Ask([.. arguments, "--namespace", _namespace]);

    /// <summary>Sets fields as a controller does: on the server, under its own name.</summary>
    private void ApplyAs(string manager, string configMap, string json)
    {
        var fields = JsonNode.Parse(json)!;
        fields["apiVersion"] = "v1";
        fields["kind"] = "ConfigMap";
        fields["metadata"]!["name"] = configMap;
        _platform.Write("apply.json", fields.ToJsonString());
        Kubectl(
            "apply",
            "--server-side",
            "--force-conflicts",
            $"--field-manager={manager}",
            "--filename",
            _platform.PathOf("apply.json")
        );
    }

    private void Helm(params string[] arguments) =>
        RunningProgram
            .Start(
                HelmVersions.File(HelmVersions.Current),
                [
                    .. arguments,
                    "--namespace",
                    _namespace,
                    "--kubeconfig",
                    _cluster.Kubeconfig,
                    "--kube-context",
                    _cluster.Context,
                ],
                _platform.Root
            )
            .Wait(Checkout.Limit)
            .ShouldExitWith(0);
}
