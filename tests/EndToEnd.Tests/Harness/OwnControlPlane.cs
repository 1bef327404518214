namespace PathToProd.EndToEnd.Harness;

/// <summary>A Kubernetes with one hollow node, which <c>tests/cluster/start.sh</c> starts; as many run at once as are wanted.</summary>
internal sealed class OwnControlPlane : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"path-to-prod-cluster-{Guid.NewGuid():N}");

    /// <summary>Starts it, and returns when its node is ready.</summary>
    /// <param name="context">The name of its context.</param>
    public OwnControlPlane(string context)
    {
        try
        {
            // Building the control plane, once on a machine, takes minutes.
            RunningProgram
                .Start(Script("start.sh"), [_folder, "--name", context, "--wait-nodes"], SourceTree.Root)
                .Wait(TimeSpan.FromMinutes(40))
                .ShouldExitWith(0);
        }
        catch
        {
            Dispose();
            throw;
        }

        Cluster = new Cluster(Path.Combine(_folder, "kubeconfig"), context, isOurs: true);
    }

    public Cluster Cluster { get; }

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
