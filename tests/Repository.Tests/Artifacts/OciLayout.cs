using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Repository.Tests.Artifacts;

/// <summary>An OCI image layout as any tool reads it: by the specification, and with nothing of the program under test.</summary>
internal sealed class OciLayout(string folder)
{
    private const string NameOf = "org.opencontainers.image.ref.name";

    public string Folder => folder;

    /// <summary>The digest of each artifact that has a name, such as <c>ingress:1.4.0</c>.</summary>
    public SortedDictionary<string, string> Digests =>
        new(
            JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "index.json")))!["manifests"]!
                .AsArray()
                .Where(entry => entry!["annotations"]?[NameOf] is not null)
                .ToDictionary(entry => (string)entry!["annotations"]![NameOf]!, entry => (string)entry!["digest"]!),
            StringComparer.Ordinal
        );

    /// <summary>The first layer of an artifact: what the tool of its type reads.</summary>
    public string FirstLayer(string name) => Blob((string)Manifest(name)["layers"]![0]!["digest"]!);

    /// <summary>The digests of all that an artifact is made of, each computed from the bytes that are there.</summary>
    public string[] Parts(string name)
    {
        var manifest = Manifest(name);
        return
        [
            .. manifest["layers"]!
                .AsArray()
                .Prepend(manifest["config"])
                .Select(part => DigestOf(Blob((string)part!["digest"]!)))
                .Prepend(DigestOf(Blob(Digests[name]))),
        ];
    }

    private JsonNode Manifest(string name) => JsonNode.Parse(File.ReadAllText(Blob(Digests[name])))!;

    private string Blob(string digest) => Path.Combine(folder, "blobs", "sha256", digest["sha256:".Length..]);

    private static string DigestOf(string file) =>
        $"sha256:{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}";
}
