using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace PathToProd.EndToEnd.Harness;

/// <summary>What is really in the cluster, asked by kubectl and never through the program under test.</summary>
internal sealed class Cluster(string kubeconfig, string context, bool isOurs)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);
    private readonly ConcurrentBag<string> _namespaces = [];
    private readonly Lazy<string> _version = new(() => new Cluster(kubeconfig, context, isOurs).AskVersion());

    public string Kubeconfig => kubeconfig;

    public string Context => context;

    /// <summary>The version of the API server, such as <c>1.20.2</c>.</summary>
    public string Version => _version.Value;

    /// <summary>A name for a namespace that no one else uses.</summary>
    public string NewNamespace()
    {
        var name = $"e2e-{Guid.NewGuid():N}"[..12];
        _namespaces.Add(name);
        return name;
    }

    public Outcome Try(params string[] arguments) =>
        RunningProgram
            .Start("kubectl", ["--kubeconfig", kubeconfig, "--context", context, .. arguments], Path.GetTempPath())
            .Wait(Limit);

    public string Ask(params string[] arguments) => Try(arguments).ShouldExitWith(0).Output;

    /// <summary>A resource; null when it is not there.</summary>
    public JsonNode? Get(string ns, string resource)
    {
        var text = Ask(
            "get",
            resource,
            "--namespace",
            ns,
            "--ignore-not-found",
            "--show-managed-fields",
            "--output=json"
        );
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }

    /// <summary>The names of all resources of these kinds with their versions, which any change of one changes.</summary>
    public string[] ResourceVersions(string kinds, params string[] scope) =>
        [
            .. JsonNode.Parse(Ask(["get", kinds, "--output=json", .. scope]))!["items"]!
                .AsArray()
                .Select(item => item!["metadata"]!)
                .Select(meta => $"{meta["namespace"]}/{meta["selfLink"] ?? meta["uid"]} {meta["resourceVersion"]}"),
        ];

    /// <summary>How many Helm releases of a namespace are in a state.</summary>
    public int Releases(string ns, string status) =>
        Ask("get", "secrets", "--namespace", ns, "--selector", $"owner=helm,status={status}", "--output=name")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Length;

    /// <summary>Leaves someone else's cluster as it was; our own is thrown away.</summary>
    public void CleanUp()
    {
        if (!isOurs)
        {
            Try(["delete", "namespace", "--ignore-not-found", "--wait=false", .. _namespaces]);
            Try("delete", "configmap", "path-to-prod", "--namespace", "kube-system", "--ignore-not-found");
        }
    }

    private string AskVersion()
    {
        var version = (string)JsonNode.Parse(Ask("version", "--output=json"))!["serverVersion"]!["gitVersion"]!;
        return version.TrimStart('v').Split('-', '+')[0];
    }
}
