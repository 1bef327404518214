using System.Collections.Immutable;
using System.Text;
using PathToProd.Facts.Artifacts;
using PathToProd.Model.Charts;
using PathToProd.Model.Components;
using PathToProd.Tasks.Files;
using PathToProd.Tasks.Store.Blobs;
using PathToProd.Text;

namespace PathToProd.Tasks.Store.Packing;

/// <summary>Packs files into the blobs of an artifact: config, layers and, when all of these are there, the manifest.</summary>
internal sealed class ArtifactPacker(BlobFolder blobs)
{
    private const string ChartFile = "chart/Chart.yaml";

    /// <summary>Packs an artifact.</summary>
    /// <param name="component">The component.</param>
    /// <param name="files">Its files.</param>
    /// <param name="source">Where the sources are kept; null leaves it out.</param>
    /// <returns>What names the manifest, and the manifest.</returns>
    public (OciDescriptor Descriptor, OciManifest Manifest) Pack(
        ComponentManifest component,
        IReadOnlyList<ArtifactFile> files,
        Uri? source
    )
    {
        try
        {
            var sorted = files.OrderBy(file => file.Path, StringComparer.Ordinal).ToArray();
            var manifest = PackBlobs(component, sorted, source);
            var descriptor = blobs.Write(MediaTypes.Manifest, manifest.ToBytes()) with
            {
                ArtifactType = manifest.ArtifactType,
            };
            return (descriptor, manifest);
        }
        catch (SourceChangedException exception)
        {
            throw new PlatformException(
                ExitCode.Failed,
                $"{component.Name} changed while it was built: {exception.SourcePath}: {exception.What.TrimEnd('.')}. "
                    + "Nothing was kept. Build it again when its files are at rest.",
                exception
            );
        }
    }

    private OciManifest PackBlobs(ComponentManifest component, ArtifactFile[] files, Uri? source)
    {
        var format = ArtifactFormat.Of(component.Type);
        var start = format.Folder + "/";
        var leftOut = component.Type == ComponentType.Helm ? LeftOut(files) : _ => false;
        var payload = files.ToLookup(file =>
            file.Path.StartsWith(start, StringComparison.Ordinal) && !leftOut(file.Path[start.Length..])
        );
        var inPayload = payload[true].Select(file => (Path: file.Path[start.Length..], File: file)).ToArray();
        var (config, layer) = component.Type switch
        {
            ComponentType.Helm => PackChart(component, inPayload),
            ComponentType.Terraform => (Empty(format), PackZip(component, inPayload)),
            _ => (Empty(format), PackTar(format.PayloadType, inPayload)),
        };
        var rest = PackTar(MediaTypes.Component, payload[false].Select(file => (file.Path, file)));
        return new OciManifest
        {
            ArtifactType = format.ArtifactType,
            Config = config,
            Layers = [layer, rest],
            Annotations = Annotations(component, files, source),
        };
    }

    /// <summary>What Helm would not see in the chart's folder must not be in its package. It goes to the other layer.</summary>
    private static Func<string, bool> LeftOut(ArtifactFile[] files)
    {
        var rules = Array.Find(files, file => file.Path == "chart/.helmignore");
        var ignore = new HelmIgnore(rules is null ? "" : ReadText(rules));
        return path => path != "Chart.yaml" && ignore.LeavesOut(path);
    }

    private static ImmutableSortedDictionary<string, string> Annotations(
        ComponentManifest component,
        ArtifactFile[] files,
        Uri? source
    )
    {
        var annotations = OciDescriptor
            .NoAnnotations.Add(AnnotationNames.Title, component.Name)
            .Add(AnnotationNames.Version, component.Version.ToString())
            .Add(
                AnnotationNames.Revision,
                TreeDigest.Of(files.Select(file => (file.Path, file.IsExecutable, file.Digest))).ToString()
            );
        if (RelationsText.Write(component.Relations) is var relations and not RelationsText.Nothing)
        {
            annotations = annotations.Add(AnnotationNames.Relations, relations);
        }

        return source is null ? annotations : annotations.Add(AnnotationNames.Source, source.OriginalString);
    }

    private OciDescriptor Empty(ArtifactFormat format) => blobs.Write(format.ConfigType, "{}"u8.ToArray());

    /// <summary>A chart as <c>helm package</c> packs it: below a folder of the chart's name, <c>Chart.yaml</c> first.</summary>
    private (OciDescriptor Config, OciDescriptor Layer) PackChart(
        ComponentManifest component,
        (string Path, ArtifactFile File)[] files
    )
    {
        var chart = Array.Find(files, file => file.File.Path == ChartFile).File;
        if (chart is null || !ChartConfig.TryRead(ReadText(chart), out var name, out var config))
        {
            throw new PlatformException([
                new Problem(
                    new SourcePosition($"components/{component.Name}/{ChartFile}"),
                    chart is null ? "there is no chart" : "it is not a chart's file, or names no chart",
                    "write apiVersion, name and version"
                ),
            ]);
        }

        var inOrder = files
            .OrderByDescending(file => file.File == chart)
            .Select(file => ($"{name}/{file.Path}", file.File));
        return (blobs.Write(MediaTypes.HelmConfig, config), PackTar(MediaTypes.HelmChart, inOrder));
    }

    private OciDescriptor PackTar(string mediaType, IEnumerable<(string Path, ArtifactFile File)> files) =>
        blobs.Write(
            mediaType,
            stream =>
            {
                using var gzip = new StoredGzipStream(stream);
                var tar = new TarPacker(gzip);
                foreach (var (path, file) in files)
                {
                    tar.Add(path, file);
                }

                tar.Complete();
            }
        );

    private OciDescriptor PackZip(ComponentManifest component, (string Path, ArtifactFile File)[] files)
    {
        if (!ZipPacker.CanHold(files.Select(file => file.File)))
        {
            throw new PlatformException(
                ExitCode.WrongInput,
                $"components/{component.Name}/terraform/ is too large for a module package: it can hold at most 65,534 files and 4 GB. "
                    + "Move what is large to where the modules can fetch it."
            );
        }

        return blobs.Write(
            MediaTypes.Zip,
            stream =>
            {
                var zip = new ZipPacker(stream);
                foreach (var (path, file) in files)
                {
                    zip.Add(path, file);
                }

                zip.Complete();
            }
        );
    }

    private static string ReadText(ArtifactFile file)
    {
        var bytes = new MemoryStream();
        SourceCopy.Copy(file, bytes);
        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length).TrimStart('\uFEFF');
    }
}
