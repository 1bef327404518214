using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Repository.Tests.CommandLine;

/// <summary>
/// Puts many versions of a component into a registry: the artifact that the platform's store has of it, under other version
/// numbers. It speaks to the registry itself, as publishing each one would take minutes.
/// </summary>
internal sealed class ManyVersions(LoopbackRegistry registry, ScratchPlatform platform) : IDisposable
{
    private const string ManifestType = "application/vnd.oci.image.manifest.v1+json";

    private readonly HttpClient _client = new() { BaseAddress = new Uri($"http://{registry.Host}/v2/platform/") };

    /// <summary>Publishes versions, each with what it asks, and with its build record unless it is to have none.</summary>
    public void Publish(
        string component,
        IEnumerable<(string Version, string? Relations)> versions,
        bool hasRecords = true
    )
    {
        var store = Path.Combine(platform.Root, "artifacts", "store");
        var index = JsonNode.Parse(File.ReadAllText(Path.Combine(store, "index.json")))!;
        var digest = index["manifests"]!
            .AsArray()
            .First(one => one!["annotations"]!["org.opencontainers.image.title"]?.ToString() == component)![
            "digest"
        ]!.ToString();
        string Blob(string one) => Path.Combine(store, "blobs", "sha256", one["sha256:".Length..]);
        var manifest = JsonNode.Parse(File.ReadAllText(Blob(digest)))!;
        foreach (var blob in manifest["layers"]!.AsArray().Append(manifest["config"]))
        {
            PutBlob(component, File.ReadAllBytes(Blob(blob!["digest"]!.ToString())));
        }

        PutBlob(component, "{}"u8.ToArray());
        foreach (var (version, relations) in versions)
        {
            var annotations = manifest["annotations"]!.AsObject();
            annotations["org.opencontainers.image.version"] = version;
            annotations.Remove("dev.path-to-prod.relations");
            if (relations is not null)
            {
                annotations["dev.path-to-prod.relations"] = relations;
            }

            var (text, published) = Text(manifest);
            if (hasRecords)
            {
                PutManifest(component, published.Replace(':', '-') + ".build", Record(published, text.Length));
            }

            PutManifest(component, version, text);
        }
    }

    public void Dispose() => _client.Dispose();

    private static (byte[] Text, string Digest) Text(JsonNode json)
    {
        var bytes = Encoding.UTF8.GetBytes(json.ToJsonString());
        return (bytes, Digest(bytes));
    }

    private static string Digest(byte[] bytes) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(bytes))}";

    private static byte[] Record(string of, int size)
    {
        JsonObject Empty() =>
            new()
            {
                ["mediaType"] = "application/vnd.oci.empty.v1+json",
                ["digest"] = Digest("{}"u8.ToArray()),
                ["size"] = 2,
            };
        return Text(
            new JsonObject
            {
                ["schemaVersion"] = 2,
                ["mediaType"] = ManifestType,
                ["config"] = Empty(),
                ["layers"] = new JsonArray(Empty()),
                ["subject"] = new JsonObject
                {
                    ["mediaType"] = ManifestType,
                    ["digest"] = of,
                    ["size"] = size,
                },
                ["annotations"] = new JsonObject { ["dev.path-to-prod.who"] = "ann" },
            }
        ).Text;
    }

    private void PutBlob(string component, byte[] bytes)
    {
        using var started = Send(new(HttpMethod.Post, $"{component}/blobs/uploads/"));
        var place = started.Headers.Location!;
        Send(
                new(HttpMethod.Put, $"{place}{(place.Query.Length > 0 ? '&' : '?')}digest={Digest(bytes)}")
                {
                    Content = new ByteArrayContent(bytes),
                }
            )
            .Dispose();
    }

    private void PutManifest(string component, string tag, byte[] text)
    {
        var content = new ByteArrayContent(text);
        content.Headers.ContentType = new MediaTypeHeaderValue(ManifestType);
        Send(new(HttpMethod.Put, $"{component}/manifests/{tag}") { Content = content }).Dispose();
    }

    private HttpResponseMessage Send(HttpRequestMessage message)
    {
        using (message)
        {
            var answer = _client.Send(message);
            return answer.IsSuccessStatusCode
                ? answer
                : throw new AssertionException($"{message.RequestUri}: {answer.StatusCode}\n{registry.Log}");
        }
    }
}
