namespace PathToProd.EndToEnd.Harness;

/// <summary>Adds environments to a checkout. Every test uses the same name, as a cluster is bound to one environment.</summary>
internal static class TestEnvironment
{
    public const string Name = "e2e";

    /// <summary>An environment that is the cluster of the tests.</summary>
    public static Checkout WithCluster(this Checkout checkout, string name = Name) =>
        checkout.WithCluster(ControlPlane.Cluster, name);

    /// <summary>An environment that is one of several clusters.</summary>
    public static Checkout WithCluster(this Checkout checkout, Cluster cluster, string name = Name) =>
        checkout.WithCluster(name, cluster.Context, cluster.Kubeconfig, cluster.Version);

    /// <summary>An environment that is some cluster.</summary>
    public static Checkout WithCluster(
        this Checkout checkout,
        string name,
        string context,
        string kubeconfig,
        string version = "1.20.2"
    ) => checkout.Write($"environments/{name}/environment.yaml", OfCluster(context, kubeconfig, version));

    /// <summary>The manifest of an environment that is a cluster of the tests.</summary>
    public static string OfCluster(Cluster cluster) => OfCluster(cluster.Context, cluster.Kubeconfig, cluster.Version);

    private static string OfCluster(string context, string kubeconfig, string version) =>
        $"""
            target:
              cluster:
                context: {context}
                kubeconfig: {kubeconfig}
            provider: sandbox
            kubernetes-version: {version}
            versions: workspace
            missing-dependencies: deploy
            deployment-model: decoupled

            """;

    /// <summary>An environment that is a folder.</summary>
    public static Checkout WithDirectory(this Checkout checkout, string name = Name) =>
        checkout.Write(
            $"environments/{name}/environment.yaml",
            """
            target: { directory: artifacts/target }
            provider: sandbox
            kubernetes-version: 1.31.2
            versions: workspace
            missing-dependencies: deploy
            deployment-model: decoupled

            """
        );
}
