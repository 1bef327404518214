using System.Text;
using PathToProd.Tasks.Tests.Tools;
using PathToProd.Text;

namespace PathToProd.Tasks.Tests.Stages.Upstream;

/// <summary>
/// A repository of charts on this machine: packages that the real <c>helm package</c> makes, and the index that the real
/// <c>helm repo index</c> makes of them.
/// </summary>
internal sealed class ChartRepository : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly LoopbackServer _server = new();

    public string Address => $"http://{_server.Authority}/charts";

    public LoopbackServer Server => _server;

    public IEnumerable<string> Requests => _server.Requests;

    /// <summary>Packs a chart with a deployment, a hook and a definition, and lists it.</summary>
    /// <param name="version">Its version.</param>
    /// <param name="image">What it runs.</param>
    /// <param name="changes">What its makers say that changed; null for nothing.</param>
    /// <param name="schema">What its values must look like; null for anything.</param>
    public Digest Add(string version, string image = "web", string? changes = null, string? schema = null)
    {
        if (schema is not null)
        {
            Write("src/values.schema.json", schema);
        }

        Write("src/Chart.yaml", $"apiVersion: v2\nname: web\nversion: {version}\n{Annotation(changes)}");
        Write("src/values.yaml", "colour: red\nreplicas: 1\n");
        Write(
            "src/templates/deployment.yaml",
            $$$"""
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: {{ .Release.Name }}
            spec:
              replicas: {{ .Values.replicas }}
              selector: { matchLabels: { app: web } }
              template:
                metadata: { labels: { app: web } }
                spec:
                  containers:
                    - name: web
                      image: registry.example.com/{{{image}}}:1
                      env:
                        - { name: COLOUR, value: {{ .Values.colour | quote }} }
            """
        );
        Write(
            "src/templates/hook.yaml",
            "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: before\n  annotations: { helm.sh/hook: pre-install }\ndata: { braces: '{{ \"{{\" }} kept }}' }\n"
        );
        ExternalProgram.Run(_folder.Path, RealTools.Helm, "package", "src", "--destination", "out");
        ExternalProgram.Run(_folder.Path, RealTools.Helm, "repo", "index", "out");
        var package = File.ReadAllBytes(Package(version));
        _server.Serve($"/charts/web-{version}.tgz", package);
        Index(File.ReadAllText(Path.Combine(_folder.Path, "out", "index.yaml")));
        return Digest.Of(package);
    }

    /// <summary>The package of a version.</summary>
    public string Package(string version) => Path.Combine(_folder.Path, "out", $"web-{version}.tgz");

    /// <summary>Lists what a text says.</summary>
    public void Index(string text) => _server.Serve("/charts/index.yaml", Encoding.UTF8.GetBytes(text));

    /// <summary>Serves another file.</summary>
    public string Serve(string path, byte[] content) => _server.Serve(path, content);

    /// <summary>From now on nothing answers.</summary>
    public void Stop() => _server.Dispose();

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    private static string Annotation(string? changes) =>
        changes is null
            ? ""
            : $"annotations:\n  artifacthub.io/changes: |\n    - kind: changed\n      description: {changes}\n";

    private void Write(string path, string text)
    {
        var file = Path.Combine(_folder.Path, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
