namespace PathToProd.EndToEnd.Harness;

/// <summary>A Kubernetes with one hollow node, which <c>tests/cluster/start.sh</c> starts; as many run at once as are wanted.</summary>
internal sealed class OwnControlPlane : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"path-to-prod-cluster-{Guid.NewGuid():N}");

    /// <summary>Starts it, and returns when its node is ready.</summary>
    /// <param name="context">The name of its context.</param>
    /// <param name="hasNode">Whether pods can run in it. Default: they can.</param>
    public OwnControlPlane(string context, bool hasNode = true)
    {
        try
        {
            // Building the control plane, once on a machine, takes minutes.
            RunningProgram
                .Start(
                    Script("start.sh"),
                    [_folder, "--name", context, .. hasNode ? ["--wait-nodes"] : (string[])["--nodes", "0"]],
                    SourceTree.Root
                )
                .Wait(TimeSpan.FromMinutes(40))
                .ShouldExitWith(0);
        }
        catch
        {
            Dispose();
            throw;
        }

        Cluster = new Cluster(Path.Combine(_folder, "kubeconfig"), context, isOurs: true);
        ApiServer = new ApiServerProcess(_folder);
    }

    public Cluster Cluster { get; }

    /// <summary>The program that a test may kill.</summary>
    public ApiServerProcess ApiServer { get; }

    public void Dispose()
    {
        RunningProgram
            .Start(Script("stop.sh"), [_folder], SourceTree.Root)
            .Wait(TimeSpan.FromMinutes(1))
            .ShouldExitWith(0);
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private static string Script(string name) => SourceTree.PathOf("tests", "cluster", name);
}
