using PathToProd.Model.Ledgers;
using PathToProd.Tasks.Files;
using PathToProd.Text;

namespace PathToProd.Tasks.Clusters;

/// <summary>The cluster of an environment, where its ledgers and locks are kept.</summary>
/// <param name="server">The API server.</param>
/// <param name="environment">The environment.</param>
/// <param name="space">The namespace.</param>
internal sealed class LedgerCluster(ApiServer server, string environment, string space)
{
    private bool _isBound;

    public string Environment => environment;

    public string Namespace => space;

    public string Context => server.Context;

    /// <summary>Where the history is.</summary>
    public ObjectStore ConfigMaps { get; } = new(server, space, ObjectStore.ConfigMaps);

    /// <summary>Where the locks are.</summary>
    public ObjectStore Leases { get; } = new(server, space, ObjectStore.Leases);

    /// <summary>As messages name it.</summary>
    public string Name => $"the namespace {space} of {environment}'s cluster (context {Context})";

    /// <summary>What to do when it cannot be read or written: a sentence.</summary>
    public string Advice =>
        $"Check that the cluster runs, and that you may get, list, create, update and delete configmaps and leases there: kubectl --context {Context} "
        + $"--namespace {space} get configmaps,leases; then run the same command again.";

    /// <summary>The cluster of an environment.</summary>
    public static LedgerCluster Of(Workspace workspace, LedgerSettings settings, string environment) =>
        new(ApiServer.Of(settings.Clusters[environment], workspace), environment, settings.Namespace);

    /// <summary>Makes sure, once, that the context does not lead to another environment's cluster.</summary>
    /// <exception cref="ApiSilenceException">There is no answer.</exception>
    /// <exception cref="PlatformException">It does (exit code 2).</exception>
    public void CheckBinding()
    {
        if (_isBound)
        {
            return;
        }

        var bound = ClusterMark.Environment(
            new ObjectStore(server, ClusterMark.Namespace, ObjectStore.ConfigMaps).Find(ClusterMark.Name)
        );
        if (bound is not null && bound != environment)
        {
            throw new PlatformException([ClusterMark.Wrong(environment, Context, bound, where: null)]);
        }

        _isBound = true;
    }
}
