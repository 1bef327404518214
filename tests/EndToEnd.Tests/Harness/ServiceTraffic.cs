using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PathToProd.EndToEnd.Harness;

/// <summary>
/// What users of a service see, where no container runs: an address that answers 200 while the service has ready endpoints in each of the
/// clusters, and 503 while it has none in one.
/// </summary>
internal sealed partial class ServiceTraffic : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly RunningProgram[] _proxies;
    private readonly Uri[] _endpoints;
    private readonly HttpListener _listener = new();
    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(2) };

    /// <param name="clusters">The clusters.</param>
    /// <param name="ns">The namespace of the service, the same in each.</param>
    /// <param name="service">The service's name.</param>
    public ServiceTraffic(IReadOnlyList<Cluster> clusters, string ns, string service)
    {
        _proxies = [.. clusters.Select(Proxy)];
        _endpoints =
        [
            .. clusters.Select(
                (cluster, at) =>
                    new Uri(
                        $"http://127.0.0.1:{PortOf(cluster, _proxies[at])}/api/v1/namespaces/{ns}/endpoints/{service}"
                    )
            ),
        ];
        Address = $"http://{LoopbackServer.FreeAuthority()}/";
        _listener.Prefixes.Add(Address);
        _listener.Start();
        new Thread(Serve) { IsBackground = true }.Start();
    }

    public string Address { get; }

    public void Dispose()
    {
        _listener.Close();
        _client.Dispose();
        foreach (var proxy in _proxies)
        {
            proxy.Signal("TERM");
            proxy.Wait(Limit);
        }
    }

    private static RunningProgram Proxy(Cluster cluster) =>
        RunningProgram.Start(
            "bash",
            [
                "-c",
                "exec kubectl \"$@\" >&2",
                "kubectl",
                "--kubeconfig",
                cluster.Kubeconfig,
                "--context",
                cluster.Context,
                "proxy",
                "--port=0",
            ],
            Path.GetTempPath()
        );

    private static string PortOf(Cluster cluster, RunningProgram proxy)
    {
        var port = "";
        SpinWait
            .SpinUntil(
                () => (port = Port().Match(proxy.ErrorSoFar).Groups["port"].Value).Length > 0 || proxy.HasEnded,
                Limit
            )
            .ShouldBeTrue($"kubectl proxy to {cluster.Context} does not start: {proxy.ErrorSoFar}");
        return port;
    }

    private void Serve()
    {
        try
        {
            while (true)
            {
                var context = _listener.GetContext();
                context.Response.StatusCode = Array.TrueForAll(_endpoints, IsReady) ? 200 : 503;
                context.Response.Close();
            }
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private bool IsReady(Uri endpoints)
    {
        try
        {
            var answer = _client.GetStringAsync(endpoints).GetAwaiter().GetResult();
            return JsonNode.Parse(answer)!["subsets"] is JsonArray subsets
                && subsets.Any(subset => subset!["addresses"] is JsonArray { Count: > 0 });
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"127\.0\.0\.1:(?<port>\d+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Port();
}
