using PathToProd.EndToEnd.Harness;

namespace PathToProd.EndToEnd;

/// <summary>What charts that others wrote are like, each shape as a small chart of a component.</summary>
internal sealed class ChartShapes(Checkout platform, Cluster cluster, string place)
{
    /// <summary>All times at which Helm runs hooks.</summary>
    public static readonly string[] HookEvents =
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

    public const string Generated = "hunter2-generated-once";

    public string Group => $"{place}.example";

    /// <summary>A chart with a definition, and with a privileged pod when a condition holds.</summary>
    public void WithGuarded(string condition, string more) =>
        platform
            .WithChart(
                "guarded",
                place,
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

    public void WithDefinitionsInTemplates() =>
        platform.WithChart(
            "templated",
            place,
            $"{Definition("widgets", "Widget")}---\napiVersion: v1\nkind: ConfigMap\nmetadata: {{ name: templated }}\n"
        );

    /// <summary>Definitions that are too large for an annotation, in a chart and in a subchart, and something made from one.</summary>
    public void WithDefinitionsInTheirFolder() =>
        platform
            .WithChart("definer", place, $"apiVersion: {Group}/v1\nkind: Large\nmetadata: {{ name: one }}\n")
            .Write(
                "components/definer/chart/Chart.yaml",
                "apiVersion: v2\nname: definer\nversion: 1.0.0\ndependencies: [ { name: sub, version: 1.0.0 } ]\n"
            )
            .Write("components/definer/chart/crds/large.yaml", Definition("larges", "Large", new string('x', 300_000)))
            .Write("components/definer/chart/charts/sub/Chart.yaml", "apiVersion: v2\nname: sub\nversion: 1.0.0\n")
            .Write("components/definer/chart/charts/sub/crds/small.yaml", Definition("smalls", "Small"));

    public void WithHooks()
    {
        string[] policies = ["before-hook-creation", "hook-succeeded", "hook-failed"];
        platform
            .WithChart(
                "hooked",
                place,
                "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: plain }\n"
                    + string.Concat(HookEvents.Select((name, index) => Hook($"at-{name}", name, "", index - 4)))
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
    public void WithFamily()
    {
        const string Chart = "components/family/chart";
        platform
            .WithChart("family", place, "{{ include \"lib.map\" (dict \"name\" \"family\") }}\n")
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
    public void WithGeneratedSecret() =>
        platform.WithChart(
            "secretive",
            place,
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

    public void WithSomethingElsewhere() =>
        platform.WithChart(
            "elsewhere",
            place,
            $"apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {{ name: {place}, namespace: kube-system }}\nrules: []\n",
            "also-in: [kube-system]\n"
        );

    public void WithManifestsForTwoNamespaces() =>
        platform
            .Write(
                "components/apart/component.yaml",
                $"name: apart\nversion: 1.0.0\ntype: manifests\nnamespace: {place}\n"
            )
            .Write(
                "components/apart/manifests/all.yaml",
                $$"""
                { apiVersion: v1, kind: ConfigMap, metadata: { name: same } }
                ---
                { apiVersion: v1, kind: Namespace, metadata: { name: {{place}}-b } }
                ---
                { apiVersion: v1, kind: ConfigMap, metadata: { name: same, namespace: {{place}}-b } }
                ---
                kind: List
                apiVersion: v1
                items:
                  - kind: Secret
                    apiVersion: v1
                    metadata: { name: listed, namespace: {{place}}-b }
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

    public static string Fixed(string app, string password) =>
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

    public string Definition(string plural, string kind, string description = "") =>
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

    public System.Text.Json.Nodes.JsonNode? Definition(string name) =>
        cluster.Get(place, $"customresourcedefinition/{name}");
}
