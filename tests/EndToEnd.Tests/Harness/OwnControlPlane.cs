namespace PathToProd.EndToEnd.Harness;

/// <summary>A Kubernetes with hollow nodes, which <c>tests/cluster/start.sh</c> starts; as many run at once as are wanted.</summary>
internal sealed class OwnControlPlane : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"path-to-prod-cluster-{Guid.NewGuid():N}");

    /// <summary>Starts it, and returns when its nodes are ready.</summary>
    /// <param name="context">The name of its context.</param>
    /// <param name="nodes">How many nodes it has, each for 110 pods. Default: 1.</param>
    public OwnControlPlane(string context, int nodes = 1)
    {
        try
        {
            // Building the control plane, once on a machine, takes minutes.
            RunningProgram
                .Start(
                    Script("start.sh"),
                    [_folder, "--name", context, "--nodes", $"{nodes}", .. nodes > 0 ? (string[])["--wait-nodes"] : []],
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
