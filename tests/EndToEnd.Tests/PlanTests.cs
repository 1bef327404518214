using System.Text.Json.Nodes;
using PathToProd.EndToEnd.Harness;

namespace PathToProd.EndToEnd;

/// <summary>Plans over a real cluster: the server says what would change, and only that is applied.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
public sealed class PlanTests
{
    private const string Environment = $"--environment={TestEnvironment.Name}";

    private readonly Cluster _cluster = ControlPlane.Cluster;
    private readonly string _namespace = ControlPlane.Cluster.NewNamespace();
    private readonly Checkout _platform = SmallPlatform.New().WithCluster();

    [TearDown]
    public void Remove() => _platform.Dispose();

    [Test]
    public void A_root_a_chart_and_manifests_are_planned_together_and_applied_and_then_nothing_would_change()
    {
        _platform
            .WithNet()
            .WithWeb(_namespace, "requires: { net: \"*\" }\ninputs: { network: net.id }")
            .WithRules(_namespace, "one");
        Plan().ShouldExitWith(0);
        Unknown("web").ShouldBe(["input net.id: it takes net.id, which only the deployment of net will know"]);
        Changes("rules")
            .ShouldBe([
                $"create ConfigMap {_namespace}/one apiVersion,data.text,kind,metadata.name,metadata.namespace",
            ]);
        _cluster.Get(_namespace, "configmap/one").ShouldBeNull();

        Apply().ShouldExitWith(0);

        ((string?)_cluster.Get(_namespace, "configmap/web")!["data"]!["network"]).ShouldBe("first");
        Plan().ShouldExitWith(0);
        foreach (var component in (string[])["net", "web", "rules"])
        {
            Changes(component).ShouldBeEmpty();
            Unknown(component).ShouldBeEmpty();
        }

        _platform
            .WithRule("one", _namespace, "second")
            .WithWebValues("text: second")
            .Replace("components/rules/component.yaml", "1.0.0", "1.1.0");
        Plan().ShouldExitWith(0);
        Changes("rules").ShouldBe([$"update ConfigMap {_namespace}/one data.text"]);
        Changes("web").ShouldBe([$"update ConfigMap {_namespace}/web data.text"]);
        Changes("net").ShouldBeEmpty();
        Apply().ShouldExitWith(0);
        ((string?)_cluster.Get(_namespace, "configmap/web")!["data"]!["text"]).ShouldBe("second");
        _platform.Attempts("net").Length.ShouldBe(1);
    }

    [Test]
    public void What_was_changed_by_hand_after_the_plan_is_shown_and_nothing_is_touched()
    {
        _platform.WithWeb(_namespace).WithRules(_namespace, "one").Deploy("web,rules");
        _platform.WithRule("one", _namespace, "second").Replace("components/rules/component.yaml", "1.0.0", "1.1.0");
        Plan().ShouldExitWith(0);
        _cluster.Ask(
            "--namespace",
            _namespace,
            "patch",
            "configmap/web",
            "--type=merge",
            "--patch",
            """{"data":{"text":"by hand"}}"""
        );

        var refused = Apply().ShouldExitWith(3);

        refused.Error.ShouldEndWith(
            "The plan plan.json is not applied: planned again, 1 thing differs. Nothing was touched.\n"
                + $"  web: ConfigMap {_namespace}/web: planned nothing, now update\n"
                + $"Make a new plan: ./build.sh --target=Plan --component=rules,web {Environment} --save=plan.json\n"
        );
        ((string?)_cluster.Get(_namespace, "configmap/one")!["data"]!["text"]).ShouldBe("first");
        Plan().ShouldExitWith(0);
        Changes("web").ShouldBe([$"update ConfigMap {_namespace}/web data.text"]);
        _platform
            .Call("--target=Plan", "--component=web", Environment)
            .Output.ShouldContain($"~ ConfigMap {_namespace}/web, as it was changed since it was deployed: data.text");
        Plan().ShouldExitWith(0);
        Apply().ShouldExitWith(0);
        ((string?)_cluster.Get(_namespace, "configmap/web")!["data"]!["text"]).ShouldBe("first");
    }

    [Test]
    public void A_kind_that_the_same_plan_brings_is_not_known_and_is_deployed_once_it_is_there()
    {
        var group = $"{_namespace}.example.com";
        _platform
            .WithRules(_namespace)
            .Write("components/rules/manifests/definition.yaml", Definition(group))
            .Write(
                "components/things/component.yaml",
                $"name: things\nversion: 1.0.0\ntype: manifests\nnamespace: {_namespace}\nrequires: {{ rules: \"*\" }}\n"
            )
            .Write(
                "components/things/manifests/thing.yaml",
                $"apiVersion: {group}/v1\nkind: Thing\nmetadata:\n  name: one\n  namespace: {_namespace}\nspec:\n  size: 1\n"
            );
        Plan().ShouldExitWith(0);
        Unknown("things")
            .ShouldBe([
                $"definition Thing.{group}: the cluster does not serve Thing.{group} yet, and cannot say what it would make of it",
            ]);

        Apply().ShouldExitWith(0);

        ((int?)_cluster.Get(_namespace, $"things.{group}/one")!["spec"]!["size"]).ShouldBe(1);
    }

    [Test]
    public void A_dry_run_that_fails_is_not_known_and_never_no_change()
    {
        _platform.WithRules(_namespace).Write("components/rules/manifests/fixed.yaml", Fixed("first")).Deploy("rules");
        _platform
            .Write("components/rules/manifests/fixed.yaml", Fixed("second"))
            .Replace("components/rules/component.yaml", "1.0.0", "1.1.0");

        Plan().ShouldExitWith(1);

        Unknown("rules").Single().ShouldStartWith("failure : kubectl ");
        Apply()
            .ShouldExitWith(3)
            .Error.ShouldContain("The plan plan.json is not applied: rules could not be planned: kubectl ");
    }

    [Test]
    public void No_value_of_a_Secret_is_in_a_plan()
    {
        _platform
            .WithRules(_namespace)
            .Write(
                "components/rules/manifests/key.yaml",
                $"apiVersion: v1\nkind: Secret\nmetadata: {{ name: key, namespace: {_namespace} }}\nstringData: {{ password: hunter-one }}\n"
            );

        var planned = Plan().ShouldExitWith(0);

        foreach (var text in (string[])[planned.Output, planned.Error, _platform.Read("plan.json")])
        {
            text.ShouldNotContain("hunter");
            text.ShouldNotContain(Convert.ToBase64String("hunter-one"u8));
        }

        Changes("rules").Single().ShouldEndWith(" secret stringData.password");
        Apply().ShouldExitWith(0);
        Plan().ShouldExitWith(0);
        Changes("rules").ShouldBeEmpty();
    }

    private string Fixed(string text) =>
        $"apiVersion: v1\nkind: ConfigMap\nimmutable: true\nmetadata:\n  name: fixed\n  namespace: {_namespace}\ndata:\n  text: {text}\n";

    private static string Definition(string group) =>
        $$"""
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: { name: things.{{group}} }
            spec:
              group: {{group}}
              scope: Namespaced
              names: { kind: Thing, plural: things, singular: thing }
              versions:
                - name: v1
                  served: true
                  storage: true
                  schema:
                    openAPIV3Schema:
                      type: object
                      properties:
                        spec: { type: object, properties: { size: { type: integer } } }

            """;

    private Outcome Plan() =>
        _platform.Call("--target=Plan", "--component=all", Environment, $"--save={_platform.PathOf("plan.json")}");

    private Outcome Apply() =>
        _platform.Call("--target=Deploy", Environment, $"--plan={_platform.PathOf("plan.json")}");

    private JsonNode Part(string component) =>
        JsonNode.Parse(_platform.Read("plan.json"))!["components"]!
            .AsArray()
            .Single(part => (string?)part!["component"] == component)!;

    private string[] Unknown(string component) =>
        [.. Part(component)["unknown"]!.AsArray().Select(one => $"{one!["cause"]} {one["of"]}: {one["because"]}")];

    private string[] Changes(string component) =>
        [
            .. Part(component)["changes"]!
                .AsArray()
                .Select(change =>
                    $"{change!["action"]} {change["what"]} {string.Join(',', change["fields"]!.AsObject().Select(field => field.Key))}"
                    + (
                        change["secret"]!.AsArray() is { Count: > 0 } secret
                            ? $" secret {string.Join(',', secret)}"
                            : ""
                    )
                ),
        ];
}
