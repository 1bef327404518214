using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using PathToProd.Text;

namespace PathToProd.Facts.Clusters;

/// <summary>A part of a component's history that is complete: an object of its own, compressed, that never changes.</summary>
/// <param name="Digest">The digest of its text.</param>
/// <param name="Lines">How many lines it has.</param>
public sealed record LedgerSegment(Digest Digest, int Lines)
{
    /// <summary>What it is.</summary>
    public const string Kind = "segment";

    private const string File = "ledger.jsonl.gz";

    // Far more than a segment ever has: what was changed by hand must not fill the memory.
    private const int LongestText = 16 << 20;

    /// <summary>The segment of some lines.</summary>
    public static LedgerSegment Of(string text) =>
        new(Digest.Of(Encoding.UTF8.GetBytes(text)), text.Count(letter => letter == '\n'));

    /// <summary>The name of its object. It follows from what is in it, so that making it twice makes one.</summary>
    public string Name(string environment, string component) =>
        $"{ClusterObject.Name("ledger", environment, component)}.{Digest.Hex[..16]}";

    /// <summary>The object.</summary>
    public JsonObject Write(string environment, string component, string text)
    {
        using var bytes = new MemoryStream();
        using (var zip = new GZipStream(bytes, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            zip.Write(Encoding.UTF8.GetBytes(text));
        }

        return new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "ConfigMap",
            ["metadata"] = ClusterObject.Metadata(
                Name(environment, component),
                Kind,
                environment,
                component,
                version: null
            ),
            ["immutable"] = true,
            ["binaryData"] = new JsonObject { [File] = Convert.ToBase64String(bytes.ToArray()) },
        };
    }

    /// <summary>Its text; null when the object does not hold it any longer.</summary>
    public string? Read(JsonObject found)
    {
        try
        {
            var bytes = Convert.FromBase64String(found["binaryData"]?[File]?.ToString() ?? "");
            using var zip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
            using var text = new MemoryStream();
            var buffer = new byte[1 << 16];
            for (var read = zip.Read(buffer); read > 0 && text.Length <= LongestText; read = zip.Read(buffer))
            {
                text.Write(buffer.AsSpan(0, read));
            }

            var all = text.ToArray();
            return Digest.Of(all) == Digest ? Encoding.UTF8.GetString(all) : null;
        }
        catch (Exception exception) when (exception is FormatException or InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>As the ledger's object names it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Digest} {Lines}");

    /// <summary>Reads that; null when it is something else.</summary>
    internal static LedgerSegment? Parse(string line) =>
        line.Split(' ') is [var digest, var count]
        && Digest.TryParse(digest, out var parsed)
        && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var lines)
            ? new LedgerSegment(parsed, lines)
            : null;
}
