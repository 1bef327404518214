using System.Text;
using PathToProd.Facts.Artifacts;
using PathToProd.Formats.Values;
using PathToProd.Model.Components;
using PathToProd.Tasks.Files;
using PathToProd.Tasks.Store;
using PathToProd.Tasks.Store.Blobs;
using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Tasks.Tests.Store;

/// <summary>A checkout with a store, gone after the test.</summary>
internal sealed class StoreTestBed : IDisposable
{
    private readonly TemporaryFolder _root = new();

    public static readonly BuildRecord Record = new(
        new DateTimeOffset(2026, 11, 22, 8, 15, 30, TimeSpan.Zero),
        "0123456789abcdef0123456789abcdef01234567",
        "20261122-081530-3fa2",
        "ann@laptop"
    );

    /// <summary>One component of each format, small enough to pin its digest.</summary>
    public static readonly Dictionary<string, string> Chart = new(StringComparer.Ordinal)
    {
        ["component.yaml"] = "name: web\nversion: 1.4.0\ntype: helm\n",
        ["Tasks.cs"] = "// none\n",
        ["chart/Chart.yaml"] = "apiVersion: v2\nname: web\nversion: 1.4.0\nappVersion: \"1.16\"\n",
        ["chart/values.yaml"] = "replicas: 2\n",
        ["chart/templates/config.yaml"] =
            "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\ndata: { replicas: {{ .Values.replicas | quote }} }\n",
        ["tests/smoke.sh"] = "#!/bin/sh\n",
    };

    public static readonly Dictionary<string, string> Roots = new(StringComparer.Ordinal)
    {
        ["component.yaml"] = "name: web\nversion: 1.4.0\ntype: terraform\n",
        ["terraform/sandbox/main.tf"] = "terraform {}\n",
        ["terraform/eks/main.tf"] = "terraform {}\n",
        ["terraform/eks/look.sh"] = "#!/bin/sh\n",
    };

    public static readonly Dictionary<string, string> Documents = new(StringComparer.Ordinal)
    {
        ["component.yaml"] = "name: web\nversion: 1.4.0\ntype: manifests\n",
        ["manifests/a.yaml"] = "kind: ConfigMap\n",
        ["manifests/more/b.yaml"] = "kind: ConfigMap\n",
    };

    public string Root => _root.Path;

    public Workspace Workspace => new(_root.Path);

    public string Store => Workspace.Store;

    public ArtifactStore Open() => new(Workspace);

    /// <summary>Adds a small artifact with a text, and writes the index.</summary>
    public StoredArtifact Add(string text)
    {
        var store = Open();
        var artifact = store.Add(Component(), Small(text), Record);
        store.Flush();
        return artifact;
    }

    public void Dispose() => _root.Dispose();

    public static ComponentManifest Component(
        ComponentType type = ComponentType.Manifests,
        string version = "1.4.0",
        string name = "web"
    ) =>
        new()
        {
            Name = name,
            Version = SemVersion.Parse(version),
            Type = type,
            Namespace = name,
            Source = SourceMap.Of($"components/{name}/component.yaml"),
        };

    public static ArtifactFile[] FilesOf(IEnumerable<KeyValuePair<string, string>> files) =>
        [.. files.Select(file => SourceFile(file.Key, file.Value))];

    public static ArtifactFile SourceFile(string path, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return new ArtifactFile(
            path,
            path.EndsWith(".sh", StringComparison.Ordinal),
            bytes.Length,
            Digest.Of(bytes),
            () => new MemoryStream(bytes)
        );
    }

    /// <summary>The manifest of a component with one file of its own.</summary>
    public static ArtifactFile[] Small(string text) =>
        [SourceFile("component.yaml", "name: web\n"), SourceFile("manifests/a.yaml", text)];

    public string Blob(Digest digest) => Path.Combine(Store, "blobs", "sha256", digest.Hex);
}
