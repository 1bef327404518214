using PathToProd.EndToEnd.Harness;

namespace PathToProd.EndToEnd;

/// <summary>Plain manifests and a real API server.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
public sealed class ManifestsTests
{
    private readonly Cluster _cluster = ControlPlane.Cluster;
    private readonly string _namespace = ControlPlane.Cluster.NewNamespace();
    private readonly Checkout _platform = SmallPlatform.New().WithCluster();

    [TearDown]
    public void Remove() => _platform.Dispose();

    [Test]
    public void Manifests_are_applied_on_the_server_and_the_second_run_touches_nothing()
    {
        _platform.WithRules(_namespace, "one", "two").Deploy("rules");

        Text("one").ShouldBe("first");
        ((string?)_cluster.Get(_namespace, "configmap/two")!["metadata"]!["managedFields"]?[0]?["operation"]).ShouldBe(
            "Apply"
        );
        _platform.Attempts("rules").ShouldBe(["deploy 1.0.0 succeeded"]);

        var before = _cluster.ResourceVersions("configmaps", "--namespace", _namespace);
        _platform.Deploy("rules").OutcomeOf("rules").ShouldBe("unchanged");
        _cluster.ResourceVersions("configmaps", "--namespace", _namespace).ShouldBe(before);
    }

    [Test]
    public void A_document_that_left_the_manifests_leaves_the_cluster_and_nothing_else_does()
    {
        _platform.WithRules(_namespace, "one", "two").Deploy("rules");
        _cluster.Ask("create", "configmap", "someone-elses", "--namespace", _namespace);
        File.Delete(_platform.PathOf("components/rules/manifests/two.yaml"));

        var outcome = _platform.Deploy("rules");

        outcome.Note("rules", "Deploy").ShouldContain("removed 1 that left the manifests");
        _cluster.Get(_namespace, "configmap/two").ShouldBeNull();
        _cluster.Get(_namespace, "configmap/one").ShouldNotBeNull();
        _cluster.Get(_namespace, "configmap/someone-elses").ShouldNotBeNull();
    }

    [Test]
    public void Plan_shows_what_would_change_and_what_would_be_removed_and_changes_nothing()
    {
        _platform.WithRules(_namespace, "one", "two").Deploy("rules");
        _platform.WithRule("one", _namespace, "second");
        File.Delete(_platform.PathOf("components/rules/manifests/two.yaml"));

        var plan = _platform.Run("Plan", "rules").ShouldExitWith(0);

        plan.Error.ShouldMatch("-\\s+text: first");
        plan.Error.ShouldMatch("\\+\\s+text: second");
        plan.Error.ShouldContain($"- v1/ConfigMap/{_namespace}/two");
        Text("one").ShouldBe("first");
        _cluster.Get(_namespace, "configmap/two").ShouldNotBeNull();
    }

    [Test]
    public void A_plan_of_what_was_never_deployed_shows_everything_as_new()
    {
        var plan = _platform.WithRules(_namespace, "one").Run("Plan", "rules").ShouldExitWith(0);

        plan.Error.ShouldMatch("\\+\\s+text: first");
        _platform.Ledger().ShouldBeEmpty();
        _cluster.Ask("get", "namespaces", "--output=name").ShouldNotContain(_namespace);
    }

    [Test]
    public void A_definition_and_what_is_made_from_it_are_applied_in_one_go_and_again_when_the_definition_was_deleted()
    {
        var group = $"{_namespace}.example";
        _platform
            .WithRules(_namespace, "one")
            .Write("components/rules/manifests/definition.yaml", Definition(group))
            .Write(
                "components/rules/manifests/a-widget.yaml",
                $"apiVersion: {group}/v1\nkind: Widget\nmetadata: {{ name: one, namespace: {_namespace} }}\n"
            );
        _platform.Deploy("rules");
        Widget(group).ShouldNotBeNull();

        _cluster.Ask("delete", "customresourcedefinition", $"widgets.{group}");
        var outcome = _platform.Deploy("rules");
        outcome.Note("rules", "Deploy").ShouldContain("but is no longer there");
        Widget(group).ShouldNotBeNull();

        _platform.Run("Destroy", "rules").ShouldExitWith(0);
        _cluster.Ask("get", "customresourcedefinitions", "--output=name").ShouldNotContain(group);
        _cluster.Get(_namespace, "configmap/one").ShouldBeNull();
        _platform.Attempts("rules")[^1].ShouldBe("destroy 1.0.0 succeeded");
    }

    [Test]
    public void What_lost_its_definition_is_gone_with_it_and_the_rest_is_destroyed()
    {
        var (own, foreign) = ($"{_namespace}.example", $"{_namespace}.elsewhere");
        _cluster.Ask(
            "apply",
            "--filename",
            _platform.Write("foreign.yaml", Definition(foreign)).PathOf("foreign.yaml")
        );
        _cluster.Ask("wait", "--for=condition=Established", $"customresourcedefinition/widgets.{foreign}");
        _platform
            .WithRules(_namespace, "one", "two")
            .Write("components/rules/manifests/definition.yaml", Definition(own))
            .Write("components/rules/manifests/a-widget.yaml", WidgetOf(own, "one"))
            .Write("components/rules/manifests/another-widget.yaml", WidgetOf(own, "two"))
            .Write("components/rules/manifests/foreign-widget.yaml", WidgetOf(foreign, "one"));
        _platform.Deploy("rules");
        _cluster.Ask("delete", "customresourcedefinition", $"widgets.{own}", $"widgets.{foreign}");

        _platform.Run("Destroy", "rules").ShouldExitWith(0);

        _cluster.Get(_namespace, "configmap/one").ShouldBeNull();
        _cluster.Get(_namespace, "configmap/two").ShouldBeNull();
        _cluster.Get(_namespace, "configmap/path-to-prod-rules").ShouldBeNull();
        _platform.Attempts("rules")[^1].ShouldBe("destroy 1.0.0 succeeded");
    }

    [Test]
    public void What_is_only_no_longer_served_in_its_version_is_not_taken_for_gone()
    {
        var group = $"{_namespace}.example";
        var definition = _platform.PathOf("definition.yaml");
        _platform.Write("definition.yaml", Definition(group, "v1beta1"));
        _cluster.Ask("apply", "--filename", definition);
        _cluster.Ask("wait", "--for=condition=Established", $"customresourcedefinition/widgets.{group}");
        _platform
            .WithRules(_namespace, "one")
            .Write("components/rules/manifests/a-widget.yaml", WidgetOf(group, "one", "v1beta1"));
        _platform.Deploy("rules");
        _platform.Write("definition.yaml", Definition(group, "v1beta1", served: false) + Version("v1", stored: false));
        _cluster.Ask("apply", "--filename", definition);
        Eventually.Holds(
            () => _cluster.Try("get", $"widgets.v1.{group}/one", "--namespace", _namespace).ExitCode == 0,
            "v1 is served"
        );

        var outcome = _platform.Run("Destroy", "rules").ShouldExitWith(1);

        ((string)outcome.Of("rules")["error"]!).ShouldContain(
            $"no matches for kind \"Widget\" in version \"{group}/v1beta1\""
        );
        _platform.Attempts("rules")[^1].ShouldBe("destroy 1.0.0 failed");
        Widget(group).ShouldNotBeNull();
        _cluster.Ask("delete", "customresourcedefinition", $"widgets.{group}");
    }

    private string? Text(string name) => (string?)_cluster.Get(_namespace, $"configmap/{name}")?["data"]?["text"];

    private System.Text.Json.Nodes.JsonNode? Widget(string group) => _cluster.Get(_namespace, $"widgets.{group}/one");

    private string WidgetOf(string group, string name, string version = "v1") =>
        $"apiVersion: {group}/{version}\nkind: Widget\nmetadata: {{ name: {name}, namespace: {_namespace} }}\n";

    private static string Definition(string group, string version = "v1", bool served = true) =>
        $$"""
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata:
              name: widgets.{{group}}
            spec:
              group: {{group}}
              scope: Namespaced
              names: { kind: Widget, plural: widgets, singular: widget }
              versions:

            """ + Version(version, served);

    private static string Version(string name, bool served = true, bool stored = true) =>
        $$"""
                - name: {{name}}
                  served: {{(served ? "true" : "false")}}
                  storage: {{(stored ? "true" : "false")}}
                  schema:
                    openAPIV3Schema: { type: object, x-kubernetes-preserve-unknown-fields: true }

            """;
}
