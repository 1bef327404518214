namespace PathToProd.EndToEnd.Harness;

/// <summary>
/// A platform to stand up and tear down: a Terraform root, a chart that brings a definition and its controller, one with a workload, and plain
/// manifests; and a version set of it.
/// </summary>
internal static class StandingPlatform
{
    public const string Set = "2026.11.1";

    public static readonly string[] Components = ["net", "rules", "web", "widgets"];

    /// <summary>What is made from the definition, as kubectl names it.</summary>
    public const string Widgets = "widgets.demo.example";

    /// <param name="cluster">The cluster of the environment.</param>
    /// <param name="more">More of <c>platform.yaml</c>.</param>
    public static Checkout New(Cluster cluster, string more = "")
    {
        var platform = SmallPlatform
            .New()
            .Write("platform.yaml", $"name: small\ndefault-environment: folder\n{more}")
            .WithNet()
            .WithWeb("web", "requires: { net: \">=1.0.0\", widgets: \">=1.0.0\" }\nsmoke: { ready: [deployment/web] }")
            .WithRules("rules", "first", "second")
            .WithChart("widgets", "widgets", Controller)
            .Write("components/widgets/chart/crds/widget.yaml", Definition)
            .Write("environments/folder/values/net.yaml", "name: first\n")
            .WithDirectory("folder")
            .WithCluster(cluster);
        platform.Call("--target=Deploy", "--component=all", "--environment=folder").ShouldExitWith(0);
        platform.Call("--target=Pin", $"--set={Set}", "--environment=folder").ShouldExitWith(0);
        return platform;
    }

    /// <summary>Makes a Widget that its controller has to clean up after.</summary>
    public static void MakeWidget(this Cluster cluster, string ns, string name)
    {
        cluster.Try("create", "namespace", ns);
        cluster.Apply(
            $$"""
            apiVersion: demo.example/v1
            kind: Widget
            metadata: { name: {{name}}, namespace: {{ns}}, finalizers: [demo.example/cleanup] }
            """
        );
    }

    /// <summary>Applies a document by kubectl.</summary>
    public static void Apply(this Cluster cluster, string document)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, document + "\n");
            cluster.Ask("apply", "--filename", file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private const string Controller = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: controller, namespace: "{{ .Release.Namespace }}" }
        spec:
          selector: { matchLabels: { app: controller } }
          template:
            metadata: { labels: { app: controller } }
            spec:
              terminationGracePeriodSeconds: 0
              containers:
                - name: controller
                  image: controller:1

        """;

    private const string Definition = """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: { name: widgets.demo.example }
        spec:
          group: demo.example
          scope: Namespaced
          names: { kind: Widget, listKind: WidgetList, plural: widgets, singular: widget }
          versions:
            - name: v1
              served: true
              storage: true
              schema: { openAPIV3Schema: { type: object, x-kubernetes-preserve-unknown-fields: true } }

        """;
}
