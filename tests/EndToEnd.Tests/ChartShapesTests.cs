using PathToProd.EndToEnd.Harness;
using PathToProd.TestTools;

namespace PathToProd.EndToEnd;

/// <summary>
/// What charts that others wrote are like, each shape as a small chart, through every stage and twice, with each Helm: what
/// is deployed again is unchanged, and a plan of it says that nothing would change.
/// </summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
[TestFixture(HelmVersions.Current)]
[TestFixture(HelmVersions.Three)]
[TestFixture(HelmVersions.Oldest)]
public sealed class ChartShapesTests
{
    private const string Generated = "hunter2-generated-once";

    private readonly Cluster _cluster = ControlPlane.Cluster;
    private readonly string _namespace = ControlPlane.Cluster.NewNamespace();
    private readonly Checkout _platform;
    private readonly bool _looksUp;

    public ChartShapesTests(string helm)
    {
        _platform = SmallPlatform.New().WithCluster().WithHelm(helm);
        _looksUp = helm != HelmVersions.Oldest;
    }

    private string Group => $"{_namespace}.example";

    [TearDown]
    public void Remove() => _platform.Dispose();

    [Test]
    public void Each_shape_is_deployed_and_then_unchanged_and_planned_as_such_and_destroyed()
    {
        WithDefinitionsInTemplates();
        WithDefinitionsInTheirFolder();
        WithHooks();
        WithFamily();
        WithGeneratedSecret();
        WithSomethingElsewhere();
        WithManifestsForTwoNamespaces();
        string[] all = ["apart", "definer", "elsewhere", "family", "hooked", "secretive", "templated"];

        _platform.Run("Lint", "all").ShouldExitWith(0);
        var first = _platform.Deploy("all");

        foreach (var component in all)
        {
            first.OutcomeOf(component).ShouldBe("done", component);
        }

        Definition($"larges.{Group}")!.ToJsonString().Length.ShouldBeGreaterThan(262_144);
        _cluster.Get(_namespace, $"larges.{Group}/one").ShouldNotBeNull();
        _cluster.Get(_namespace, "configmap/left-by-before-hook-creation").ShouldNotBeNull();
        _cluster.Get(_namespace, "configmap/left-by-hook-succeeded").ShouldBeNull();
        _cluster.Get(_namespace, "configmap/family-on").ShouldNotBeNull();
        _cluster.Get(_namespace, "configmap/family-off").ShouldBeNull();
        _cluster.Get("kube-system", $"role/{_namespace}").ShouldNotBeNull();
        _cluster.Get($"{_namespace}-b", "secret/listed").ShouldNotBeNull();

        var second = _platform.Deploy("all");

        foreach (var component in all)
        {
            second.OutcomeOf(component).ShouldBe("unchanged", second.Note(component, "Deploy"));
        }

        _platform.Run("Verify", "all").ShouldExitWith(0);
        var plan = _platform.Run("Plan", "all").ShouldExitWith(0);

        foreach (var component in all.Where(component => _looksUp || component != "secretive"))
        {
            plan.Error.ShouldContain($"Nothing would change in {component}.");
        }

        _platform.Write("environments/e2e/values/hooked.yaml", "text: changed\n");
        var changed = _platform.Run("Plan", "hooked").ShouldExitWith(0).Error;
        changed.ShouldContain("~ hooked/hooks/ConfigMap left-by-hook-failed");
        changed.ShouldNotContain("hooked/ConfigMap plain");
        ShouldTellNoSecret(first, second, plan);

        _platform.Run("Destroy", "all").ShouldExitWith(0);
        _cluster.Get("kube-system", $"role/{_namespace}").ShouldBeNull();
        _cluster.Get($"{_namespace}-b", "secret/listed").ShouldBeNull();
        Definition($"larges.{Group}").ShouldNotBeNull();
        Definition($"widgets.{Group}").ShouldBeNull();
        _cluster.Ask("delete", "customresourcedefinition", $"larges.{Group}", $"smalls.{Group}");
    }

    [Test]
    public void What_only_the_cluster_lets_a_chart_render_is_held_against_the_policies_before_anything_is_touched()
    {
        _platform.WithChart(
            "asking",
            _namespace,
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: { name: asking }
            {{- if .Capabilities.APIVersions.Has "flowcontrol.apiserver.k8s.io/v1beta1/FlowSchema" }}
            ---
            apiVersion: v1
            kind: Pod
            metadata: { name: by-capability }
            spec: { containers: [ { name: a, image: "a:1", securityContext: { privileged: {{ .Values.privileged }}, allowPrivilegeEscalation: false } } ] }
            {{- end }}

            """,
            "policies: [no-privileged]\n"
        );
        _platform.Write("components/asking/chart/values.yaml", "privileged: true\n");

        var refused = _platform.Run("Deploy", "asking").ShouldExitWith(2);

        ((string)refused.Of("asking")["error"]!).ShouldContain(
            "container a of Pod by-capability is privileged (policy no-privileged)"
        );
        _platform.Attempts("asking").ShouldBeEmpty();
        _cluster.Releases(_namespace, "deployed").ShouldBe(0);
        _cluster.Ask("get", "namespaces", "--output=name").ShouldNotContain(_namespace);

        var done = _platform.Write("components/asking/chart/values.yaml", "privileged: false\n").Deploy("asking");

        done.Note("asking", "Deploy")
            .ShouldContain(
                "deploys what Test did not see, as the cluster serves more than e2e says: Pod by-capability"
            );
        _platform.Run("Plan", "asking").ShouldExitWith(0).Error.ShouldContain("Nothing would change in asking.");
        _platform.Deploy("asking").OutcomeOf("asking").ShouldBe("unchanged");
    }

    [Test]
    public void What_the_definitions_of_a_chart_let_it_render_is_held_against_the_policies_before_these_are_there()
    {
        WithGuarded(
            $"{{{{- if .Capabilities.APIVersions.Has \"{Group}/v1/Widget\" }}}}\n",
            $"---\napiVersion: {Group}/v1\nkind: Widget\nmetadata: {{ name: one }}\n"
        );

        var refused = _platform.Run("Deploy", "guarded").ShouldExitWith(2);

        ((string)refused.Of("guarded")["error"]!).ShouldContain(
            "container a of Pod by-definition is privileged (policy no-privileged)"
        );
        _platform.Attempts("guarded").ShouldBeEmpty();
        Definition($"widgets.{Group}").ShouldBeNull();
        _cluster.Ask("get", "namespaces", "--output=name").ShouldNotContain(_namespace);
        _platform
            .Run("Plan", "guarded")
            .ShouldExitWith(0)
            .Error.ShouldContain(
                "# e2e does not serve all definitions of the chart yet: this is what it will render with them, but for what the "
                    + "chart looks up\n"
            );

        // A chart that makes nothing of them can be rendered without them, and is rendered otherwise with them.
        WithGuarded($"{{{{- if .Capabilities.APIVersions.Has \"{Group}/v1/Widget\" }}}}\n", "");
        _platform.Run("Deploy", "guarded").ShouldExitWith(2);
        Definition($"widgets.{Group}").ShouldBeNull();

        _platform.Write("components/guarded/chart/values.yaml", "privileged: false\n");
        _platform.Deploy("guarded").OutcomeOf("guarded").ShouldBe("done");
        _platform.Deploy("guarded").OutcomeOf("guarded").ShouldBe("unchanged");
        _platform.Run("Plan", "guarded").ShouldExitWith(0).Error.ShouldContain("Nothing would change in guarded.");
        _cluster.Ask("delete", "customresourcedefinition", $"widgets.{Group}");
    }

    [Test]
    public void What_is_refused_only_with_the_definitions_there_fails_and_says_what_was_touched()
    {
        WithGuarded(
            $"{{{{- if lookup \"apiextensions.k8s.io/v1\" \"CustomResourceDefinition\" \"\" \"widgets.{Group}\" }}}}\n",
            ""
        );

        if (!_looksUp)
        {
            // This Helm shows what a chart looks up only when it deploys it: see docs/clusters.md.
            _platform.Deploy("guarded").OutcomeOf("guarded").ShouldBe("done");
            _cluster.Get(_namespace, "pod/by-definition").ShouldNotBeNull();
            _cluster.Ask("delete", "customresourcedefinition", $"widgets.{Group}");
            return;
        }

        var failed = _platform.Run("Deploy", "guarded").ShouldExitWith(1);

        var error = (string)failed.Of("guarded")["error"]!;
        error.ShouldContain("container a of Pod by-definition is privileged (policy no-privileged)");
        error.ShouldEndWith(
            $"This showed only with the definitions there. They were applied, and nothing else: widgets.{Group}"
        );
        _platform.Attempts("guarded").ShouldBe(["deploy 1.0.0 failed"]);
        _cluster.Releases(_namespace, "deployed").ShouldBe(0);
        _cluster.Ask("delete", "customresourcedefinition", $"widgets.{Group}");
    }

    [Test]
    public void A_field_that_cannot_change_and_a_secret_that_is_none_are_reported_with_what_to_do_and_without_values()
    {
        _platform.WithChart("fixed", _namespace, Fixed("one", "YQ=="));
        _platform.Deploy("fixed");
        _platform.WithChart("fixed", _namespace, Fixed("two", "YQ=="));

        var immutable = (string)_platform.Run("Deploy", "fixed").ShouldExitWith(1).Of("fixed")["error"]!;

        immutable.ShouldContain("A field of Deployment fixed cannot change after it was created.");
        immutable.ShouldContain(
            $"  kubectl --context {_cluster.Context} --namespace {_namespace} delete deployment/fixed"
        );

        _platform.WithChart("fixed", _namespace, Fixed("one", "hunter2-is-no-base64!"));
        var secret = _platform.Run("Deploy", "fixed").ShouldExitWith(1);
        ((string)secret.Of("fixed")["error"]!).ShouldContain("illegal base64 data");
        (secret + _platform.Log(secret, "fixed", "Deploy")).ShouldNotContain("is-no-base64");
    }

    [Test]
    public void A_definition_that_moves_is_handed_over_or_kept_and_never_lost()
    {
        _platform.WithChart("mover", _namespace, "");
        _platform.Write("components/mover/chart/crds/widgets.yaml", Definition("widgets", "Widget"));
        _platform.Deploy("mover");
        File.Delete(_platform.PathOf("components/mover/chart/crds/widgets.yaml"));
        _platform.Write("components/mover/chart/templates/all.yaml", Definition("widgets", "Widget"));

        var foreign = (string)_platform.Run("Deploy", "mover").ShouldExitWith(1).Of("mover")["error"]!;

        var commands = foreign.Split('\n').Where(line => line.StartsWith("  kubectl ", StringComparison.Ordinal));
        foreach (var command in commands.ToArray())
        {
            _cluster.Ask(command.Trim().Split(' ')[1..]);
        }

        _platform.Deploy("mover").OutcomeOf("mover").ShouldBe("done");
        _platform.Write("components/mover/chart/crds/widgets.yaml", Definition("widgets", "Widget"));
        _platform.Write("components/mover/chart/templates/all.yaml", "");

        var error = (string)_platform.Run("Deploy", "mover").ShouldExitWith(2).Of("mover")["error"]!;

        error.ShouldContain($"the definition widgets.{Group} moves from templates/ to crds/, and Helm would remove it");
        var keep = error.Split("keep it first: kubectl ")[1].Split('\n')[0];
        _cluster.Ask(keep.Split(' '));
        _platform.Deploy("mover").OutcomeOf("mover").ShouldBe("done");
        Definition($"widgets.{Group}").ShouldNotBeNull();
        _platform.Deploy("mover").OutcomeOf("mover").ShouldBe("unchanged");
        _cluster.Ask("delete", "customresourcedefinition", $"widgets.{Group}");
    }

    /// <summary>A chart with a definition, and with a privileged pod when a condition holds.</summary>
    private void WithGuarded(string condition, string more) =>
        _platform
            .WithChart(
                "guarded",
                _namespace,
                $$$"""
                apiVersion: v1
                kind: ConfigMap
                metadata: { name: guarded }
                {{{condition}}}
                ---
                apiVersion: v1
                kind: Pod
                metadata: { name: by-definition }
                spec: { containers: [ { name: a, image: "a:1", securityContext: { privileged: {{ .Values.privileged }}, allowPrivilegeEscalation: {{ .Values.privileged }} } } ] }
                {{- end }}
                {{{more}}}

                """,
                "policies: [no-privileged]\n"
            )
            .Write("components/guarded/chart/crds/widgets.yaml", Definition("widgets", "Widget"))
            .Write("components/guarded/chart/values.yaml", "privileged: true\n");

    private void WithDefinitionsInTemplates() =>
        _platform.WithChart(
            "templated",
            _namespace,
            $"{Definition("widgets", "Widget")}---\napiVersion: v1\nkind: ConfigMap\nmetadata: {{ name: templated }}\n"
        );

    /// <summary>Definitions that are too large for an annotation, in a chart and in a subchart, and something made from one.</summary>
    private void WithDefinitionsInTheirFolder() =>
        _platform
            .WithChart("definer", _namespace, $"apiVersion: {Group}/v1\nkind: Large\nmetadata: {{ name: one }}\n")
            .Write(
                "components/definer/chart/Chart.yaml",
                "apiVersion: v2\nname: definer\nversion: 1.0.0\ndependencies: [ { name: sub, version: 1.0.0 } ]\n"
            )
            .Write("components/definer/chart/crds/large.yaml", Definition("larges", "Large", new string('x', 300_000)))
            .Write("components/definer/chart/charts/sub/Chart.yaml", "apiVersion: v2\nname: sub\nversion: 1.0.0\n")
            .Write("components/definer/chart/charts/sub/crds/small.yaml", Definition("smalls", "Small"));

    private void WithHooks()
    {
        string[] events =
        [
            "pre-install",
            "post-install",
            "pre-upgrade",
            "post-upgrade",
            "pre-delete",
            "post-delete",
            "pre-rollback",
            "post-rollback",
            "test",
        ];
        string[] policies = ["before-hook-creation", "hook-succeeded", "hook-failed"];
        _platform
            .WithChart(
                "hooked",
                _namespace,
                "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: plain }\n"
                    + string.Concat(events.Select((name, index) => Hook($"at-{name}", name, "", index - 4)))
                    + string.Concat(
                        policies.Select(policy =>
                            Hook(
                                $"left-by-{policy}",
                                "pre-install, post-upgrade",
                                $"helm.sh/hook-delete-policy: \"{policy}\"",
                                0
                            )
                        )
                    )
            )
            .Write("components/hooked/chart/values.yaml", "text: first\n");
    }

    /// <summary>Subcharts by alias and condition, and a library chart.</summary>
    private void WithFamily()
    {
        const string Chart = "components/family/chart";
        _platform
            .WithChart("family", _namespace, "{{ include \"lib.map\" (dict \"name\" \"family\") }}\n")
            .Write(
                $"{Chart}/Chart.yaml",
                """
                apiVersion: v2
                name: family
                version: 1.0.0
                dependencies:
                  - { name: child, alias: "on", version: 1.0.0, condition: "on.enabled" }
                  - { name: child, alias: "off", version: 1.0.0, condition: "off.enabled" }
                  - { name: lib, version: 1.0.0 }

                """
            )
            .Write($"{Chart}/values.yaml", "\"on\": { enabled: true }\n\"off\": { enabled: false }\n")
            .Write($"{Chart}/charts/child/Chart.yaml", "apiVersion: v2\nname: child\nversion: 1.0.0\n")
            .Write(
                $"{Chart}/charts/child/templates/all.yaml",
                "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: \"family-{{ .Chart.Name }}\" }\n"
            )
            .Write($"{Chart}/charts/lib/Chart.yaml", "apiVersion: v2\nname: lib\nversion: 1.0.0\ntype: library\n")
            .Write(
                $"{Chart}/charts/lib/templates/_map.tpl",
                "{{ define \"lib.map\" }}apiVersion: v1\nkind: ConfigMap\nmetadata: { name: {{ .name }} }{{ end }}\n"
            );
    }

    /// <summary>A password that is generated once, and found again by lookup; and one in a hook.</summary>
    private void WithGeneratedSecret() =>
        _platform.WithChart(
            "secretive",
            _namespace,
            $$$"""
            {{- $old := (lookup "v1" "Secret" .Release.Namespace "secretive").data | default dict }}
            apiVersion: v1
            kind: Secret
            metadata: { name: secretive }
            data:
              password: {{ $old.password | default (printf "{{{Generated}}}-%s" (randAlphaNum 8) | b64enc) }}
            ---
            apiVersion: v1
            kind: Secret
            metadata: { name: hidden-too, annotations: { "helm.sh/hook": pre-install } }
            stringData: { password: {{{Generated}}} }

            """
        );

    private void WithSomethingElsewhere() =>
        _platform.WithChart(
            "elsewhere",
            _namespace,
            $"apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {{ name: {_namespace}, namespace: kube-system }}\nrules: []\n",
            "also-in: [kube-system]\n"
        );

    private void WithManifestsForTwoNamespaces() =>
        _platform
            .Write(
                "components/apart/component.yaml",
                $"name: apart\nversion: 1.0.0\ntype: manifests\nnamespace: {_namespace}\n"
            )
            .Write(
                "components/apart/manifests/all.yaml",
                $$"""
                { apiVersion: v1, kind: ConfigMap, metadata: { name: same } }
                ---
                { apiVersion: v1, kind: Namespace, metadata: { name: {{_namespace}}-b } }
                ---
                { apiVersion: v1, kind: ConfigMap, metadata: { name: same, namespace: {{_namespace}}-b } }
                ---
                kind: List
                apiVersion: v1
                items:
                  - kind: Secret
                    apiVersion: v1
                    metadata: { name: listed, namespace: {{_namespace}}-b }
                    stringData: { password: {{Generated}} }

                """
            );

    private static string Hook(string name, string events, string policy, int weight) =>
        $$$"""
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: {{{name}}}
              annotations:
                helm.sh/hook: {{{events}}}
                helm.sh/hook-weight: "{{{weight}}}"
                {{{policy}}}
            data: { text: {{ .Values.text }} }

            """;

    private static string Fixed(string app, string password) =>
        $$"""
            apiVersion: v1
            kind: Secret
            metadata: { name: fixed }
            data: { password: "{{password}}" }
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: { name: fixed }
            spec:
              replicas: 0
              selector: { matchLabels: { app: {{app}} } }
              template:
                metadata: { labels: { app: {{app}} } }
                spec: { containers: [ { name: a, image: "a:1" } ] }

            """;

    private string Definition(string plural, string kind, string description = "") =>
        $$"""
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: { name: {{plural}}.{{Group}} }
            spec:
              group: {{Group}}
              scope: Namespaced
              names: { kind: {{kind}}, plural: {{plural}}, singular: {{kind.ToLowerInvariant()}} }
              versions:
                - name: v1
                  served: true
                  storage: true
                  schema:
                    openAPIV3Schema: { type: object, x-kubernetes-preserve-unknown-fields: true, description: "{{description}}" }

            """;

    private System.Text.Json.Nodes.JsonNode? Definition(string name) =>
        _cluster.Get(_namespace, $"customresourcedefinition/{name}");

    private void ShouldTellNoSecret(params Outcome[] outcomes)
    {
        foreach (var outcome in outcomes)
        {
            outcome.ToString().ShouldNotContain(Generated);
        }

        var base64 = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(Generated))[..24];
        foreach (
            var file in Directory.EnumerateFiles(_platform.PathOf("artifacts/runs"), "*", SearchOption.AllDirectories)
        )
        {
            var text = File.ReadAllText(file);
            text.ShouldNotContain(Generated, customMessage: file);
            text.ShouldNotContain(base64, customMessage: file);
        }
    }
}
