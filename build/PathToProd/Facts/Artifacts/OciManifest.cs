using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PathToProd.Formats.Json;

namespace PathToProd.Facts.Artifacts;

/// <summary>An OCI image manifest: what an artifact is made of. The digest of its bytes is the artifact's digest.</summary>
public sealed record OciManifest
{
    /// <summary>What kind of artifact it is; null when the config's media type says it.</summary>
    public string? ArtifactType { get; init; }

    /// <summary>The config.</summary>
    public required OciDescriptor Config { get; init; }

    /// <summary>The layers, in their order.</summary>
    public required ImmutableArray<OciDescriptor> Layers { get; init; }

    /// <summary>The manifest that this one says something about; null for a manifest that stands for itself.</summary>
    public OciDescriptor? Subject { get; init; }

    /// <summary>What is said about the artifact.</summary>
    public ImmutableSortedDictionary<string, string> Annotations { get; init; } = OciDescriptor.NoAnnotations;

    /// <summary>Config and layers.</summary>
    public IEnumerable<OciDescriptor> Blobs => Layers.Prepend(Config);

    /// <summary>The manifest's bytes, the same ones for the same content.</summary>
    public byte[] ToBytes()
    {
        var json = new JsonObject { ["schemaVersion"] = 2, ["mediaType"] = MediaTypes.Manifest };
        if (ArtifactType is not null)
        {
            json["artifactType"] = ArtifactType;
        }

        json["config"] = OciJson.Write(Config);
        json["layers"] = new JsonArray([.. Layers.Select(OciJson.Write)]);
        if (Subject is not null)
        {
            json["subject"] = OciJson.Write(Subject);
        }

        if (!Annotations.IsEmpty)
        {
            json["annotations"] = OciJson.Write(Annotations);
        }

        return Encoding.UTF8.GetBytes(StableJson.Write(json));
    }

    /// <summary>Reads a manifest that anybody may have made.</summary>
    /// <param name="bytes">The manifest.</param>
    /// <param name="manifest">What it says.</param>
    /// <param name="error">What is wrong with it, as <c>... has no config</c> would say it.</param>
    public static bool TryParse(
        ReadOnlyMemory<byte> bytes,
        [NotNullWhen(true)] out OciManifest? manifest,
        [NotNullWhen(false)] out string? error
    )
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            manifest = Read(document.RootElement);
            error = null;
            return true;
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            manifest = null;
            error = exception is JsonException ? "it is not JSON" : exception.Message;
            return false;
        }
    }

    private static OciManifest Read(JsonElement json)
    {
        var mediaType = OciJson.Text(json, "mediaType");
        return mediaType is not (null or MediaTypes.Manifest)
            ? throw new FormatException($"it is of the type {mediaType}")
            : new OciManifest
            {
                ArtifactType = OciJson.Text(json, "artifactType"),
                Config = OciJson.Property(json, "config") is { } config
                    ? OciJson.ReadDescriptor(config)
                    : throw new FormatException("it has no config"),
                Layers = [.. OciJson.List(json, "layers").Select(OciJson.ReadDescriptor)],
                Subject = OciJson.Property(json, "subject") is { } subject ? OciJson.ReadDescriptor(subject) : null,
                Annotations = OciJson.Annotations(json),
            };
    }
}
