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
    private static OwnControlPlane? _own;
    private static Lazy<Task<Cluster>> _cluster = null!;

    internal static Cluster Cluster => _cluster.Value.GetAwaiter().GetResult();

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
        _own?.Dispose();
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

        // What the tests deploy stays until all of them have ended, and is more than one node takes.
        _own = new OwnControlPlane("path-to-prod-e2e", nodes: 3);
        return _own.Cluster;
    }
}
