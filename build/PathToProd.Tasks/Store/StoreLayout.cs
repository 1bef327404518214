using PathToProd.Facts.Artifacts;
using PathToProd.Text;

namespace PathToProd.Tasks.Store;

/// <summary>
/// A small OCI image layout inside a store's folder for half-done work, through which artifacts go to a registry and come
/// from it: other programs never write to the store's own index. Disposing removes it.
/// </summary>
/// <param name="folder">Its absolute path.</param>
internal sealed class StoreLayout(string folder) : IDisposable
{
    public const string LayoutFile = """{"imageLayoutVersion":"1.0.0"}""";

    private const string Name = "artifact";

    /// <summary>The folder it stands in: where Skopeo runs, since its names end at the first colon, which a path may hold.</summary>
    public string Parent => Path.GetDirectoryName(folder)!;

    /// <summary>How Skopeo names the one artifact in it.</summary>
    public string Reference => $"oci:{Path.GetFileName(folder)}:{Name}";

    /// <summary>Names an artifact whose blobs are here or in a shared folder.</summary>
    public void Write(OciDescriptor manifest)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "oci-layout"), LayoutFile);
        var named = manifest with { Annotations = OciDescriptor.NoAnnotations.Add(AnnotationNames.RefName, Name) };
        File.WriteAllText(Path.Combine(folder, "index.json"), new OciIndex([named]).ToJson());
    }

    /// <summary>Adds a blob.</summary>
    public OciDescriptor Write(string mediaType, byte[] bytes)
    {
        var blob = new OciDescriptor(mediaType, Digest.Of(bytes), bytes.Length);
        var path = Blob(blob.Digest);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return blob;
    }

    /// <summary>The file of a blob.</summary>
    public string Blob(Digest digest) => Path.Combine(folder, "blobs", "sha256", digest.Hex);

    public void Dispose()
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It was never made, or it only takes space until the next run removes it.
        }
    }
}
