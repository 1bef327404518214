using System.Text.Json.Nodes;

namespace PathToProd.EndToEnd.Harness;

/// <summary>
/// Plays a controller that cleans up what custom resources stand for: once one is deleted, and the controller's own Deployment is still
/// there, it ends the finalizer.
/// </summary>
internal sealed class FinalizerController : IDisposable
{
    private readonly Cluster _cluster;
    private readonly string _resource;
    private readonly string[] _itself;
    private readonly ManualResetEventSlim _stop = new();
    private readonly List<string> _ended = [];
    private readonly Task _loop;

    /// <param name="cluster">The cluster.</param>
    /// <param name="resource">What it is responsible for, as kubectl names it.</param>
    /// <param name="itself">The Deployment that it plays: a controller that was removed ends nothing.</param>
    public FinalizerController(Cluster cluster, string resource, (string Namespace, string Deployment) itself)
    {
        (_cluster, _resource) = (cluster, resource);
        _itself = ["get", $"deployment/{itself.Deployment}", "--namespace", itself.Namespace, "--output=name"];
        _loop = Task.Factory.StartNew(
            Loop,
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
    }

    /// <summary>Whether it does its work now. Default: true.</summary>
    public bool Works { get; set; } = true;

    /// <summary>What it has ended.</summary>
    public IReadOnlyList<string> Ended
    {
        get
        {
            lock (_ended)
            {
                return [.. _ended];
            }
        }
    }

    public void Dispose()
    {
        _stop.Set();
        _loop.Wait();
        _stop.Dispose();
    }

    private void Loop()
    {
        while (!_stop.Wait(200))
        {
            if (!Works || _cluster.Try(_itself).ExitCode != 0)
            {
                continue;
            }

            var listed = _cluster.Try("get", _resource, "--all-namespaces", "--output=json");
            foreach (var one in listed.ExitCode == 0 ? listed.Json["items"]!.AsArray() : [])
            {
                End(one!["metadata"]!);
            }
        }
    }

    private void End(JsonNode metadata)
    {
        if (metadata["deletionTimestamp"] is null || metadata["finalizers"] is null)
        {
            return;
        }

        var (space, name) = ((string)metadata["namespace"]!, (string)metadata["name"]!);
        string[] patch =
        [
            "patch",
            _resource,
            name,
            "--namespace",
            space,
            "--type=merge",
            "--patch={\"metadata\":{\"finalizers\":null}}",
        ];
        if (_cluster.Try(patch).ExitCode == 0)
        {
            lock (_ended)
            {
                _ended.Add($"{space}/{name}");
            }
        }
    }
}
