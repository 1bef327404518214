using PathToProd.EndToEnd.Harness;

namespace PathToProd.EndToEnd;

/// <summary>
/// One real Kubernetes for all tests: started by <c>tests/cluster/start.sh</c>, or the one that
/// <c>PATH_TO_PROD_TEST_KUBECONFIG</c> and <c>PATH_TO_PROD_TEST_CONTEXT</c> name. It starts while the first tests, which need
/// none, run already.
/// </summary>
[SetUpFixture]
public sealed class ControlPlane
{
    private static readonly string Folder = Path.Combine(
        Path.GetTempPath(),
        $"path-to-prod-cluster-{Guid.NewGuid():N}"
    );
    private static Lazy<Task<Cluster>> _cluster = null!;

    internal static Cluster Cluster => _cluster.Value.GetAwaiter().GetResult();

    private static string Script(string name) => Path.Combine(Repository.Root, "tests", "cluster", name);

    [OneTimeSetUp]
    public static void Start() => _cluster = new Lazy<Task<Cluster>>(() => Task.Run(Find));

    [OneTimeTearDown]
    public static void Stop()
    {
        if (_cluster.IsValueCreated && _cluster.Value.IsCompletedSuccessfully)
        {
            Cluster.CleanUp();
        }

        Template.Delete();
        if (Directory.Exists(Folder))
        {
            RunningProgram
                .Start(Script("stop.sh"), [Folder], Repository.Root)
                .Wait(TimeSpan.FromMinutes(1))
                .ShouldExitWith(0);
            Directory.Delete(Folder, recursive: true);
        }
    }

    private static Cluster Find()
    {
        var kubeconfig = Environment.GetEnvironmentVariable("PATH_TO_PROD_TEST_KUBECONFIG");
        if (!string.IsNullOrEmpty(kubeconfig))
        {
            var context = Environment.GetEnvironmentVariable("PATH_TO_PROD_TEST_CONTEXT");
            context.ShouldNotBeNullOrEmpty(
                "PATH_TO_PROD_TEST_KUBECONFIG is set, so PATH_TO_PROD_TEST_CONTEXT must be."
            );
            return new Cluster(kubeconfig, context!, isOurs: false);
        }

        const string Context = "path-to-prod-e2e";
        // Building the control plane, once on a machine, takes minutes.
        RunningProgram
            .Start(Script("start.sh"), [Folder, "--name", Context, "--wait-nodes"], Repository.Root)
            .Wait(TimeSpan.FromMinutes(40))
            .ShouldExitWith(0);
        return new Cluster(Path.Combine(Folder, "kubeconfig"), Context, isOurs: true);
    }
}
