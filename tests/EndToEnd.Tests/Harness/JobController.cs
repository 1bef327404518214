using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace PathToProd.EndToEnd.Harness;

/// <summary>
/// Ends the Jobs of a namespace, as no container runs on a hollow node: through the API, as a controller does it, so that what
/// waits for a Job sees a real one end.
/// </summary>
internal sealed class JobController : IDisposable
{
    private readonly Cluster _cluster;
    private readonly string _namespace;
    private readonly string _file = Path.GetTempFileName();
    private readonly ConcurrentDictionary<string, string> _ended = [];
    private readonly ManualResetEventSlim _stop = new();
    private readonly Task _loop;

    public JobController(Cluster cluster, string ns)
    {
        _cluster = cluster;
        _namespace = ns;
        _loop = Task.Factory.StartNew(
            Loop,
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
    }

    /// <summary>The name of a Job that fails; empty when all succeed.</summary>
    public string Fails { get; set; } = "";

    /// <summary>The names of the Jobs that were ended since this was asked last, sorted; one that was made again counts again.</summary>
    public string[] TakeEnded()
    {
        var names = _ended.Values.Order(StringComparer.Ordinal).ToArray();
        _ended.Clear();
        return names;
    }

    public void Dispose()
    {
        _stop.Set();
        _loop.Wait();
        _stop.Dispose();
        File.Delete(_file);
    }

    private void Loop()
    {
        while (!_stop.Wait(100))
        {
            var listed = _cluster.Try("get", "jobs", "--namespace", _namespace, "--output=json");
            foreach (var job in listed.ExitCode == 0 ? listed.Json["items"]!.AsArray() : [])
            {
                if (job!["status"]?["conditions"] is not JsonArray { Count: > 0 })
                {
                    End(job);
                }
            }
        }
    }

    /// <summary>Fails when the Job was changed meanwhile; the next round tries again.</summary>
    private void End(JsonNode job)
    {
        var name = (string)job["metadata"]!["name"]!;
        var now = DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");
        job["status"] =
            name == Fails
                ? new JsonObject
                {
                    ["startTime"] = now,
                    ["failed"] = 1,
                    ["conditions"] = new JsonArray(Condition("Failed", now)),
                }
                : new JsonObject
                {
                    ["startTime"] = now,
                    ["completionTime"] = now,
                    ["succeeded"] = 1,
                    ["conditions"] = new JsonArray(Condition("Complete", now)),
                };
        File.WriteAllText(_file, job.ToJsonString());
        var path = $"/apis/batch/v1/namespaces/{_namespace}/jobs/{name}/status";
        if (_cluster.Try("replace", "--raw", path, "--filename", _file).ExitCode == 0)
        {
            _ended[(string)job["metadata"]!["uid"]!] = name;
        }
    }

    private static JsonObject Condition(string type, string at) =>
        new()
        {
            ["type"] = type,
            ["status"] = "True",
            ["reason"] = type == "Failed" ? "BackoffLimitExceeded" : "Done",
            ["lastProbeTime"] = at,
            ["lastTransitionTime"] = at,
        };
}
