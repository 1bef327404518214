namespace PathToProd.EndToEnd.Harness;

/// <summary>The reference platform, with what Build and Test remember of it, made once and copied for each that needs one.</summary>
internal static class Template
{
    private static readonly Lazy<Checkout> Made = new(Make);

    /// <summary>A copy of the reference platform with the environment <see cref="TestEnvironment.Name"/> on the cluster.</summary>
    public static Checkout ReferencePlatform()
    {
        var copy = new Checkout();
        foreach (var file in Files(Made.Value.Root))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(copy.PathOf(file))!);
            File.Copy(Made.Value.PathOf(file), copy.PathOf(file));
        }

        return copy;
    }

    public static void Delete()
    {
        if (Made.IsValueCreated)
        {
            Made.Value.Dispose();
        }
    }

    /// <summary>
    /// The sources of these components, with values for <see cref="TestEnvironment.Name"/> that let them run on hollow nodes.
    /// </summary>
    public static Checkout Sources(params string[] components)
    {
        var checkout = new Checkout().CopyFromRepository([
            "components/Directory.Build.props",
            .. components.Select(component => $"components/{component}"),
            "platform.yaml",
            "Directory.*",
            "global.json",
            "nuget.config",
            ".editorconfig",
        ]);
        foreach (var component in components)
        {
            checkout.Write(
                $"environments/{TestEnvironment.Name}/values/{component}.yaml",
                component switch
                {
                    "base-network" => "name: platform-e2e\ndns_zone: e2e.platform.example\n",
                    "base-k8s" => "cluster_name: platform-e2e\n",
                    _ => HollowValues[component],
                }
            );
        }

        return checkout;
    }

    /// <summary>The values with which the charts run on hollow nodes.</summary>
    public static IReadOnlyDictionary<string, string> HollowValues { get; } =
        new Dictionary<string, string>
        {
            ["ingress"] = """
                replicas: 1
                service: { type: ClusterIP }
                controller: { drainSeconds: 0 }
                probes: { enabled: false }

                """,
            ["external-dns"] = "provider: inmemory\nprobes: { enabled: false }\n",
            ["policy-agents"] = "probes: { enabled: false }\n",
        };

    /// <summary>
    /// Lets environments that extend <c>local</c> be clusters of tests, in which no container runs, so that none answers a probe.
    /// </summary>
    /// <param name="platform">The platform; KUBECONFIG lists its clusters.</param>
    /// <param name="cluster">One of them.</param>
    public static void ForHollowNodes(this Checkout platform, Cluster cluster)
    {
        platform.Type("kubectl config view --flatten > clusters.yaml").ShouldExitWith(0);
        platform
            .Replace(
                "environments/base/environment.yaml",
                "kubernetes-version: 1.31.2",
                $"kubernetes-version: {cluster.Version}"
            )
            .Write(
                "environments/local/values/base-k8s.yaml",
                $"cluster_name: platform\ncreate_cluster: false\nkubeconfig: {platform.PathOf("clusters.yaml")}\n"
            );
        foreach (var (chart, values) in HollowValues)
        {
            platform.Write($"environments/local/values/{chart}.yaml", values);
        }
    }

    private static Checkout Make()
    {
        var checkout = Sources("base-network", "base-k8s", "ingress", "external-dns", "policy-agents")
            .CopyFromRepository("environments")
            .WithCluster();
        checkout.Run("Test", "all").ShouldExitWith(0);
        return checkout;
    }

    // Not the links to what is shared, and not the runs.
    private static IEnumerable<string> Files(string root) =>
        new[] { "artifacts/built", "artifacts/results", "artifacts/store", "components", "environments" }
            .SelectMany(folder =>
                Directory.EnumerateFiles(Path.Combine(root, folder), "*", SearchOption.AllDirectories)
            )
            .Concat(Directory.EnumerateFiles(root))
            .Select(file => Path.GetRelativePath(root, file));
}
