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
    private readonly Cluster _cluster = ControlPlane.Cluster;
    private readonly string _namespace = ControlPlane.Cluster.NewNamespace();
    private readonly Checkout _platform;
    private readonly ChartShapes _shapes;
    private readonly bool _looksUp;

    public ChartShapesTests(string helm)
    {
        _platform = SmallPlatform.New().WithCluster().WithHelm(helm);
        _shapes = new ChartShapes(_platform, _cluster, _namespace);
        _looksUp = helm != HelmVersions.Oldest;
    }

    [TearDown]
    public void Remove() => _platform.Dispose();

    [Test]
    public void Each_shape_is_deployed_and_then_unchanged_and_planned_as_such_and_destroyed()
    {
        _shapes.WithDefinitionsInTemplates();
        _shapes.WithDefinitionsInTheirFolder();
        _shapes.WithHooks();
        _shapes.WithFamily();
        _shapes.WithGeneratedSecret();
        _shapes.WithSomethingElsewhere();
        _shapes.WithManifestsForTwoNamespaces();
        string[] all = ["apart", "definer", "elsewhere", "family", "hooked", "secretive", "templated"];

        _platform.Run("Lint", "all").ShouldExitWith(0);
        var first = _platform.Deploy("all");

        foreach (var component in all)
        {
            first.OutcomeOf(component).ShouldBe("done", component);
        }

        _shapes.Definition($"larges.{_shapes.Group}")!.ToJsonString().Length.ShouldBeGreaterThan(262_144);
        _cluster.Get(_namespace, $"larges.{_shapes.Group}/one").ShouldNotBeNull();
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
        _shapes.Definition($"larges.{_shapes.Group}").ShouldNotBeNull();
        _shapes.Definition($"widgets.{_shapes.Group}").ShouldBeNull();
        _cluster.Ask("delete", "customresourcedefinition", $"larges.{_shapes.Group}", $"smalls.{_shapes.Group}");
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
        _shapes.WithGuarded(
            $"{{{{- if .Capabilities.APIVersions.Has \"{_shapes.Group}/v1/Widget\" }}}}\n",
            $"---\napiVersion: {_shapes.Group}/v1\nkind: Widget\nmetadata: {{ name: one }}\n"
        );

        var refused = _platform.Run("Deploy", "guarded").ShouldExitWith(2);

        ((string)refused.Of("guarded")["error"]!).ShouldContain(
            "container a of Pod by-definition is privileged (policy no-privileged)"
        );
        _platform.Attempts("guarded").ShouldBeEmpty();
        _shapes.Definition($"widgets.{_shapes.Group}").ShouldBeNull();
        _cluster.Ask("get", "namespaces", "--output=name").ShouldNotContain(_namespace);
        _platform
            .Run("Plan", "guarded")
            .ShouldExitWith(0)
            .Error.ShouldContain(
                "# e2e does not serve all definitions of the chart yet: this is what it will render with them, but for what the "
                    + "chart looks up\n"
            );

        // A chart that makes nothing of them can be rendered without them, and is rendered otherwise with them.
        _shapes.WithGuarded($"{{{{- if .Capabilities.APIVersions.Has \"{_shapes.Group}/v1/Widget\" }}}}\n", "");
        _platform.Run("Deploy", "guarded").ShouldExitWith(2);
        _shapes.Definition($"widgets.{_shapes.Group}").ShouldBeNull();

        _platform.Write("components/guarded/chart/values.yaml", "privileged: false\n");
        _platform.Deploy("guarded").OutcomeOf("guarded").ShouldBe("done");
        _platform.Deploy("guarded").OutcomeOf("guarded").ShouldBe("unchanged");
        _platform.Run("Plan", "guarded").ShouldExitWith(0).Error.ShouldContain("Nothing would change in guarded.");
        _cluster.Ask("delete", "customresourcedefinition", $"widgets.{_shapes.Group}");
    }

    [Test]
    public void What_is_refused_only_with_the_definitions_there_fails_and_says_what_was_touched()
    {
        _shapes.WithGuarded(
            $"{{{{- if lookup \"apiextensions.k8s.io/v1\" \"CustomResourceDefinition\" \"\" \"widgets.{_shapes.Group}\" }}}}\n",
            ""
        );

        if (!_looksUp)
        {
            // This Helm shows what a chart looks up only when it deploys it: see docs/clusters.md.
            _platform.Deploy("guarded").OutcomeOf("guarded").ShouldBe("done");
            _cluster.Get(_namespace, "pod/by-definition").ShouldNotBeNull();
            _cluster.Ask("delete", "customresourcedefinition", $"widgets.{_shapes.Group}");
            return;
        }

        var failed = _platform.Run("Deploy", "guarded").ShouldExitWith(1);

        var error = (string)failed.Of("guarded")["error"]!;
        error.ShouldContain("container a of Pod by-definition is privileged (policy no-privileged)");
        error.ShouldEndWith(
            $"This showed only with the definitions there. They were applied, and nothing else: widgets.{_shapes.Group}"
        );
        _platform.Attempts("guarded").ShouldBe(["deploy 1.0.0 failed"]);
        _cluster.Releases(_namespace, "deployed").ShouldBe(0);
        _cluster.Ask("delete", "customresourcedefinition", $"widgets.{_shapes.Group}");
    }

    [Test]
    public void A_field_that_cannot_change_and_a_secret_that_is_none_are_reported_with_what_to_do_and_without_values()
    {
        _platform.WithChart("fixed", _namespace, ChartShapes.Fixed("one", "YQ=="));
        _platform.Deploy("fixed");
        _platform.WithChart("fixed", _namespace, ChartShapes.Fixed("two", "YQ=="));

        var immutable = (string)_platform.Run("Deploy", "fixed").ShouldExitWith(1).Of("fixed")["error"]!;

        immutable.ShouldContain("A field of Deployment fixed cannot change after it was created.");
        immutable.ShouldContain(
            $"  kubectl --context {_cluster.Context} --namespace {_namespace} delete deployment/fixed"
        );

        _platform.WithChart("fixed", _namespace, ChartShapes.Fixed("one", "hunter2-is-no-base64!"));
        var secret = _platform.Run("Deploy", "fixed").ShouldExitWith(1);
        ((string)secret.Of("fixed")["error"]!).ShouldContain("illegal base64 data");
        (secret + _platform.Log(secret, "fixed", "Deploy")).ShouldNotContain("is-no-base64");
    }

    [Test]
    public void A_definition_that_moves_is_handed_over_or_kept_and_never_lost()
    {
        _platform.WithChart("mover", _namespace, "");
        _platform.Write("components/mover/chart/crds/widgets.yaml", _shapes.Definition("widgets", "Widget"));
        _platform.Deploy("mover");
        File.Delete(_platform.PathOf("components/mover/chart/crds/widgets.yaml"));
        _platform.Write("components/mover/chart/templates/all.yaml", _shapes.Definition("widgets", "Widget"));

        var foreign = (string)_platform.Run("Deploy", "mover").ShouldExitWith(1).Of("mover")["error"]!;

        var commands = foreign.Split('\n').Where(line => line.StartsWith("  kubectl ", StringComparison.Ordinal));
        foreach (var command in commands.ToArray())
        {
            _cluster.Ask(command.Trim().Split(' ')[1..]);
        }

        _platform.Deploy("mover").OutcomeOf("mover").ShouldBe("done");
        _platform.Write("components/mover/chart/crds/widgets.yaml", _shapes.Definition("widgets", "Widget"));
        _platform.Write("components/mover/chart/templates/all.yaml", "");

        var error = (string)_platform.Run("Deploy", "mover").ShouldExitWith(2).Of("mover")["error"]!;

        error.ShouldContain(
            $"the definition widgets.{_shapes.Group} moves from templates/ to crds/, and Helm would remove it"
        );
        var keep = error.Split("keep it first: kubectl ")[1].Split('\n')[0];
        _cluster.Ask(keep.Split(' '));
        _platform.Deploy("mover").OutcomeOf("mover").ShouldBe("done");
        _shapes.Definition($"widgets.{_shapes.Group}").ShouldNotBeNull();
        _platform.Deploy("mover").OutcomeOf("mover").ShouldBe("unchanged");
        _cluster.Ask("delete", "customresourcedefinition", $"widgets.{_shapes.Group}");
    }

    private void ShouldTellNoSecret(params Outcome[] outcomes)
    {
        foreach (var outcome in outcomes)
        {
            outcome.ToString().ShouldNotContain(ChartShapes.Generated);
        }

        var base64 = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(ChartShapes.Generated))[..24];
        foreach (
            var file in Directory.EnumerateFiles(_platform.PathOf("artifacts/runs"), "*", SearchOption.AllDirectories)
        )
        {
            var text = File.ReadAllText(file);
            text.ShouldNotContain(ChartShapes.Generated, customMessage: file);
            text.ShouldNotContain(base64, customMessage: file);
        }
    }
}
